"""``import nbguard`` costs next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("presidio_analyzer", "presidio_anonymizer", "spacy", "pandas", "IPython", "rich")


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("module", HEAVY)
def test_import_brings_nothing_heavy(module: str) -> None:
    assert _run(f"import sys, nbguard; print({module!r} in sys.modules)").strip() == "False"


def test_import_takes_under_30_ms() -> None:
    code = "import time; t = time.perf_counter(); import nbguard; print(time.perf_counter() - t)"
    assert min(float(_run(code)) for _ in range(5)) < 0.030


def test_every_public_name_is_there() -> None:
    import nbguard

    for name in nbguard.__all__:
        assert getattr(nbguard, name) is not None
    with pytest.raises(AttributeError):
        nbguard.nonsense  # noqa: B018
