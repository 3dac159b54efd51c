from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from nbguard.errors import UnreadableFile
from nbguard.scanner import sources

if TYPE_CHECKING:
    from collections.abc import Callable

    Git = Callable[..., str]


def _write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")


def _names(*paths: str) -> list[str]:
    return [source.name for source in sources.find(paths)]


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that is in no repository."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("outside")
def test_a_file_means_itself_whatever_it_is() -> None:
    _write("a.ipynb", "b.py")
    assert _names("b.py", "./a.ipynb") == ["b.py", "a.ipynb"]


@pytest.mark.usefixtures("outside")
def test_a_document_is_meant_once() -> None:
    _write("a.ipynb", "b.ipynb")
    assert _names("b.ipynb", ".", "a.ipynb") == ["b.ipynb", "a.ipynb"]


@pytest.mark.usefixtures("repository")
def test_a_folder_means_the_notebooks_below_it_that_git_does_not_ignore() -> None:
    _write("a.ipynb", "folder/b.IPYNB", "folder/c.py", "build/d.ipynb", ".hidden/e.ipynb")
    Path(".gitignore").write_text("build\n")
    assert _names(".") == [".hidden/e.ipynb", "a.ipynb", "folder/b.IPYNB"]
    assert _names("folder") == ["folder/b.IPYNB"]


@pytest.mark.usefixtures("outside")
def test_outside_git_hidden_folders_and_environments_are_left_out() -> None:
    _write("a.ipynb", "f/b.ipynb", ".ipynb_checkpoints/a.ipynb", "env/pyvenv.cfg", "env/x.ipynb")
    _write("node_modules/y.ipynb", "f/__pycache__/z.ipynb")
    assert _names(".") == ["a.ipynb", "f/b.ipynb"]


@pytest.mark.usefixtures("outside")
def test_what_does_not_exist_cannot_be_read() -> None:
    (source,) = sources.find(["gone.ipynb"])
    with pytest.raises(UnreadableFile, match="no such file"):
        source.read()


def test_a_hyphen_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"text")))
    (source,) = sources.find(["-"])
    assert (source.name, source.read()) == ("-", b"text")


def test_staged_documents_are_notebooks_and_files_given_by_name(git: Git) -> None:
    _write("a.ipynb", "b.py", "c.py", "folder/d.ipynb")
    git("add", ".")
    for path in ("a.ipynb", "b.py"):
        Path(path).write_text("not staged")
    assert [s.name for s in sources.staged()] == ["a.ipynb", "folder/d.ipynb"]
    assert [s.name for s in sources.staged(["folder"])] == ["folder/d.ipynb"]
    assert [(s.name, s.read()) for s in sources.staged(["b.py"])] == [("b.py", b"x")]


def test_staged_documents_have_names_as_seen_from_here(
    git: Git, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write("a.ipynb", "folder/d.ipynb")
    git("add", ".")
    monkeypatch.chdir(repository / "folder")
    assert [source.name for source in sources.staged()] == ["../a.ipynb", "d.ipynb"]
    git("config", "diff.relative", "true")
    assert [source.name for source in sources.staged()] == ["../a.ipynb", "d.ipynb"]
