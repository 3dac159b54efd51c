"""A library is wrapped the moment it is imported, and has no trace of it afterwards."""

import subprocess
import sys

import pytest

from nbguard.kernel.exports.imports import Imports


@pytest.fixture
def library(tmp_path, monkeypatch):
    (tmp_path / "alibrary.py").write_text("import asibling\nvalue = 1\n")
    (tmp_path / "asibling.py").write_text("value = 2\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("alibrary", "asibling"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("library")
def test_it_hears_of_an_import_once_and_leaves_no_trace():
    heard = []
    imports = Imports(["alibrary", "asibling"], lambda module: heard.append(module.value))
    imports.install()
    import alibrary

    imports.remove()
    assert heard == [2, 1]
    assert alibrary.__spec__.loader is alibrary.__loader__
    assert type(alibrary.__loader__).__name__ == "SourceFileLoader"
    assert imports not in sys.meta_path


def test_a_library_that_is_missing_stays_missing():
    imports = Imports(["no_such_library"], print)
    imports.install()
    with pytest.raises(ModuleNotFoundError):
        import no_such_library  # noqa: F401
    imports.remove()


def test_nothing_is_imported_by_listening():
    code = (
        "import sys\nbefore = set(sys.modules)\n"
        "from nbguard.kernel.exports.imports import Imports\n"
        "Imports(['pandas', 'polars', 'pyarrow.csv'], print).install()\n"
        "import json\nprint({'pandas', 'polars', 'pyarrow'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
