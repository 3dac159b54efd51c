"""From the tree of a notebook to its places: every string of it, nbformat 3 to 4.5."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nbguard.notebook import marks, trees
from nbguard.notebook.kinds import CODE, MARKUP, TEXT
from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place
from nbguard.notebook.where import Step

if TYPE_CHECKING:
    from nbguard.notebook.payloads import Pictures

_KINDS = {"code": CODE, "html": MARKUP}
_SOURCES = ("source", "input")


class Walk:
    """The places of one notebook, in the order of the file, and how many cells it has."""

    def __init__(self, tree: dict[str, Any], pictures: Pictures | None = None) -> None:
        self.unscanned = Payloads(pictures)
        self.cells = 0
        self.marks: list[marks.Mark] = []
        self._language = _language(tree)
        self.places = list(self._notebook(tree))

    def _notebook(self, tree: dict[str, Any], above: Step | None = None) -> Iterator[Place]:
        """The places of a notebook, or of a worksheet of nbformat 3."""
        home = Home(self.unscanned)
        for key, value in tree.items():
            step = Step(above, tree, key, schema=True)
            if key == "cells" and isinstance(value, list):
                yield from self._cells(value)
            elif key == "worksheets" and isinstance(value, list):
                yield from self._worksheets(home, value, step)
            else:
                yield from trees.member(home, step, value)

    def _worksheets(self, home: Home, sheets: list[Any], above: Step) -> Iterator[Place]:
        for i, sheet in enumerate(sheets):
            step = Step(above, sheets, i)
            if isinstance(sheet, dict):
                yield from self._notebook(sheet, step)
            else:
                yield from trees.places(home, step, sheet)

    def _cells(self, cells: list[Any]) -> Iterator[Place]:
        for i, cell in enumerate(cells):
            if isinstance(cell, dict):
                yield from self._cell(cell)
            else:
                yield from trees.places(Home(self.unscanned), Step(None, cells, i), cell)
            self.cells += 1

    def _cell(self, cell: dict[str, Any]) -> Iterator[Place]:
        home = self._home(cell)
        for key, value in cell.items():
            step = Step(None, cell, key, schema=True)
            if key in _SOURCES and trees.is_text(value):
                yield from self._source(home, step, value)
            elif key == "outputs" and isinstance(value, list):
                yield from self._outputs(home, step, value)
            elif key == "id":
                yield from trees.identifier(home, step, value)
            else:
                yield from trees.member(home, step, value)

    def _source(self, home: Home, step: Step, value: Any) -> Iterator[Place]:
        kind = _KINDS.get(str(step.owner.get("cell_type")), TEXT)
        for place in trees.joined(home, step, value, kind=kind):
            place.marks = marks.on_lines(place.text, home.cell)
            self.marks += place.marks
            yield place

    def _outputs(self, home: Home, step: Step, value: list[Any]) -> Iterator[Place]:
        tag = marks.of_tags(step.owner.get("metadata"), self.cells)
        allowed = [tag] if tag else []
        self.marks += allowed
        for place in trees.outputs(home, step, value):
            place.marks = allowed
            yield place

    def _home(self, cell: dict[str, Any]) -> Home:
        cell_id = cell.get("id")
        return Home(
            self.unscanned,
            cell=self.cells,
            cell_id=cell_id if isinstance(cell_id, str) else None,
            language=_cell_language(cell) or self._language,
        )


def _language(tree: dict[str, Any]) -> str:
    """The language of the kernel; a notebook that names none is taken for Python."""
    named = _at(tree, "metadata", "language_info", "name")
    return named or _at(tree, "metadata", "kernelspec", "language") or "python"


def _cell_language(cell: dict[str, Any]) -> str:
    """The language of one cell: nbformat 3, VS Code, .NET Interactive."""
    own = _at(cell, "language") or _at(cell, "metadata", "vscode", "languageId")
    return own or _at(cell, "metadata", "dotnet_interactive", "language")


def _at(tree: Any, *keys: str) -> str:
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree.lower() if isinstance(tree, str) else ""
