from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from traitlets.config import Config

from nbguard.errors import NbguardError
from nbguard.export import CleanPreprocessor
from nbguard.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("default")  # nbconvert's and its templates' own

MAIL = "wilhelmina.quist@canary-post.com"
SVG = f"<svg xmlns='http://www.w3.org/2000/svg'><text>{MAIL}</text></svg>"


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    v4 = nbformat.v4
    outputs = [
        v4.new_output("stream", text=f"to {MAIL}\n"),
        v4.new_output("display_data", {"image/svg+xml": SVG}),
    ]
    cells = [v4.new_code_cell("run()", outputs=outputs), v4.new_markdown_cell(f"Write to {MAIL}.")]
    return v4.new_notebook(cells=cells)


def _exporter(name: str, **config: object) -> object:
    from nbconvert import get_exporter

    return get_exporter(name)(config=Config(**config))


@pytest.mark.parametrize(
    "name", ["nbguard-html", "nbguard-markdown", "nbguard-slides", "nbguard-notebook"]
)
def test_an_export_and_the_files_drawn_out_of_it_are_clean(
    notebook: nbformat.NotebookNode, name: str
) -> None:
    before = nbformat.writes(notebook)
    text, resources = _exporter(name).from_notebook_node(notebook)  # type: ignore[attr-defined]
    assert MAIL not in text
    assert "EMAIL" in text
    assert not [1 for data in (resources["outputs"] or {}).values() if MAIL.encode() in data]
    assert nbformat.writes(notebook) == before


def test_any_exporter_can_have_the_preprocessor(notebook: nbformat.NotebookNode) -> None:
    config = {"MarkdownExporter": {"preprocessors": ["nbguard.export.CleanPreprocessor"]}}
    text, resources = _exporter("markdown", **config).from_notebook_node(notebook)  # type: ignore[attr-defined]
    assert MAIL not in text
    assert resources["outputs"]
    assert not [1 for data in resources["outputs"].values() if MAIL.encode() in data]


def test_what_is_left_in_code_ends_the_export_unless_it_may_stay() -> None:
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"x = {MAIL}")])
    with pytest.raises(NbguardError, match="strict=False"):
        _exporter("nbguard-html").from_notebook_node(node)  # type: ignore[attr-defined]
    lax = _exporter("nbguard-html", CleanPreprocessor={"strict": False})
    assert "<html" in lax.from_notebook_node(node)[0]  # type: ignore[attr-defined]


def test_a_failure_ends_the_export_and_shows_no_data(
    notebook: nbformat.NotebookNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(MAIL)

    monkeypatch.setattr(Guard, "clean_document", broken)
    with pytest.raises(NbguardError, match="ValueError") as caught:
        CleanPreprocessor().preprocess(notebook, {})
    assert MAIL not in str(caught.value)
    assert caught.value.__context__ is None


def test_the_policy_is_that_of_the_notebook_s_folder(
    notebook: nbformat.NotebookNode, tmp_path: Path
) -> None:
    (tmp_path / "nbguard.toml").write_text('entities = ["-EMAIL_ADDRESS"]\n')
    kept, _ = CleanPreprocessor().preprocess(notebook, {"metadata": {"path": str(tmp_path)}})
    assert MAIL in nbformat.writes(kept)


@pytest.mark.slow
def test_the_command_line_of_nbconvert_knows_it(
    tmp_path: Path, write_notebook: Callable[..., Path]
) -> None:
    path = write_notebook(tmp_path / "a.ipynb", MAIL)
    command = [sys.executable, "-m", "nbconvert", "--to", "nbguard-html", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    assert MAIL not in path.with_suffix(".html").read_text()
    assert MAIL in Path(path).read_text()
