from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from nbguard.cli import main

MAIL = "wilhelmina.quist@canary-post.com"


class Ran(NamedTuple):
    """What a run of nbguard ended with and printed."""

    code: int
    out: str
    err: str


Nbguard = Callable[..., Ran]


@pytest.fixture
def nbguard(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Nbguard:
    """Runs the command line in this process."""

    def run(*words: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        code = main(words)
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return run


@pytest.fixture
def program() -> str:
    """The installed script, for git and for runs in processes of their own."""
    return str(Path(sys.executable).with_name("nbguard"))


@pytest.fixture
def spawn(program: str) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the installed script as a user does."""

    def run(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([program, *words], input=stdin, capture_output=True, check=False)

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder outside git."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def dirty(here: Path, write_notebook: Callable[..., Path]) -> Path:
    """A notebook in the current folder that printed an e-mail address."""
    return write_notebook(here / "dirty.ipynb", f"to {MAIL}\n")


@pytest.fixture
def clean(here: Path, write_notebook: Callable[..., Path]) -> Path:
    """A notebook in the current folder that holds nothing."""
    return write_notebook(here / "clean.ipynb", "done\n")
