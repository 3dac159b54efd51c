"""What a run on documents already seen may cost: no import that is not needed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

UNWANTED = (
    "nbguard.detect",
    "nbguard.guard",
    "nbguard.notebook",
    "presidio_analyzer",
    "spacy",
    "pandas",
    "numpy",
    "IPython",
    "rich",
    "subprocess",
    "multiprocessing",
    "dataclasses",
    "inspect",
    "tempfile",
)


def _imported(program: str, *words: str, stdin: bytes = b"") -> set[str]:
    """The modules that a run imports, as Python itself reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", program, *words],
        input=stdin, capture_output=True, check=True,
    )  # fmt: skip
    lines = done.stderr.decode().splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def _unwanted(modules: set[str]) -> list[str]:
    return [m for m in modules if m in UNWANTED or m.startswith(tuple(f"{u}." for u in UNWANTED))]


@pytest.mark.parametrize(
    "words",
    [["scan", "clean.ipynb"], ["scan"], ["clean", "clean.ipynb"], ["clean", "-"]],
    ids=" ".join,
)
def test_a_notebook_known_to_be_clean_needs_next_to_nothing(
    nbguard: Any, clean: Path, program: str, words: list[str]
) -> None:
    stdin = clean.read_bytes()
    assert nbguard(*words, stdin=stdin).code == 0
    assert _unwanted(_imported(program, *words, stdin=stdin)) == []


def test_the_check_can_fail(clean: Path, program: str) -> None:
    assert "nbguard.guard" in _unwanted(_imported(program, "scan", "--no-cache", clean.name))
