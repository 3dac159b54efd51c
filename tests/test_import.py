"""``import nbguard`` costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import nbguard

HEAVY = ("presidio_analyzer", "presidio_anonymizer", "spacy", "pandas", "IPython", "rich")


def _run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("module", HEAVY)
def test_import_brings_nothing_heavy(module: str) -> None:
    assert _run(f"import sys, nbguard; print({module!r} in sys.modules)").strip() == "False"


def test_import_takes_under_30_ms() -> None:
    # Time of this process alone: what else the machine does must not count.
    code = "import time; t = time.process_time(); import nbguard; print(time.process_time() - t)"
    assert min(float(_run(code)) for _ in range(5)) < 0.030


def test_every_public_name_is_there() -> None:
    import nbguard

    for name in nbguard.__all__:
        assert getattr(nbguard, name) is not None
    with pytest.raises(AttributeError):
        nbguard.nonsense  # noqa: B018


def test_no_module_takes_the_name_of_a_public_function() -> None:
    """Importing a submodule binds its name in the package, over the function of that name."""
    functions = [name for name in nbguard.__all__ if callable(getattr(nbguard, name))]
    folder = Path(nbguard.__file__).parent
    modules = {path.stem for path in folder.iterdir()}
    assert modules.isdisjoint(functions)
