"""A notebook read by its structure, and written back byte for byte but for what was replaced."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from nbguard.errors import UnreadableFile
from nbguard.notebook import jsontext
from nbguard.notebook.views import Decoded, Edit, View, apart, settle, splice
from nbguard.notebook.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbguard.notebook.jsontext import Path
    from nbguard.notebook.marks import Mark
    from nbguard.notebook.payloads import Payloads, Pictures
    from nbguard.notebook.places import Place

Change = tuple[Any, "int | str", str, "list[Edit]"]


class NotebookDocument:
    """An ``.ipynb`` file, nbformat 3 to 4.5.

    Raises UnreadableFile if ``data`` is empty, not UTF-8, not JSON or no notebook.
    """

    def __init__(self, name: str, data: bytes, pictures: Pictures | None = None) -> None:
        self.name = name
        self._data = data
        self._bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        self._tree = jsontext.parse(_decoded(data[len(self._bom) :]))
        _check(self._tree)
        self._walk = _walked(self._tree, pictures)

    @property
    def cells(self) -> int:
        """How many cells the notebook has."""
        return self._walk.cells

    @property
    def places(self) -> Sequence[Place]:
        """Every text of the notebook."""
        return self._walk.places

    @property
    def unscanned(self) -> Payloads:
        """What cannot be read, by MIME type; complete once every place's readings are made."""
        return self._walk.unscanned

    @property
    def marks(self) -> Sequence[Mark]:
        """The allowances in the notebook, used or not."""
        return self._walk.marks

    def outputs_at(self, spans: Iterable[tuple[Place, int, int]]) -> set[Path]:
        """The outputs that spans of places' texts lie in, to be given to ``without``."""
        from nbguard.notebook import drops  # here and below: only if something is to be dropped

        return set(drops.outputs_at(self._tree, spans))

    def binaries(self) -> set[Path]:
        """The images and other payloads that cannot be read, to be given to ``without``."""
        from nbguard.notebook import drops

        return set(drops.binaries(self._tree))

    def unread(self) -> set[Path]:
        """The pictures that were to be read and could not be, to be given to ``without``."""
        if not self.unscanned.unread:
            return set()
        from nbguard.notebook import drops

        return set(drops.binaries(self._tree, self.unscanned.unread))

    def without(self, doomed: set[Path]) -> bytes:
        """The notebook's bytes as they were read, less what is ``doomed``."""
        from nbguard.notebook import removal

        text = removal.without(_decoded(self._data[len(self._bom) :]), doomed)
        return self._bom + text.encode("utf-8", "surrogatepass")

    def render(self) -> bytes:
        """The notebook's bytes with every replacement made; the same bytes if there is none."""
        changes = [change for place in self.places for change in place.slot_changes()]
        if not changes:
            return self._data
        text = _decoded(self._data[len(self._bom) :])
        edits = apart(self._edits(text, changes))
        return self._bom + splice(text, edits).encode("utf-8", "surrogatepass")

    def file_lines(self, spots: Sequence[tuple[Place, int]]) -> list[int]:
        """The line of the stored file, from 1, that holds each place's character.

        A JSON string never spans lines, so the line of the string is the line of all in it.
        """
        text = _decoded(self._data[len(self._bom) :])
        slots = [
            jsontext.slot(*holder)
            for place, group in groupby(spots, key=itemgetter(0))
            for holder in place.slots_at([at for _, at in group])
        ]
        spans = jsontext.spans(text, self._tree, set(slots))
        ends = [match.start() for match in re.finditer("\n", text)]
        return [bisect_left(ends, spans[slot][0]) + 1 for slot in slots]

    def _edits(self, text: str, changes: list[Change]) -> Iterator[Edit]:
        """The changes as edits of the file's text."""
        wanted = {jsontext.slot(owner, key, form) for owner, key, form, _ in changes}
        spans = jsontext.spans(text, self._tree, wanted)
        ascii_only = text.isascii()
        for owner, key, form, edits in changes:
            start, end = spans[jsontext.slot(owner, key, form)]
            old = str(owner[key]) if form == jsontext.NUMBER else str(key)
            if form == jsontext.NUMBER or (form == jsontext.KEY and splice(old, edits) in owner):
                new = _unique(splice(old, edits), owner)
                yield Edit(start, end, f'"{jsontext.to_json(new, ascii_only=ascii_only)}"')
            else:
                yield from _in_string(text, start + 1, end - 1, edits, ascii_only=ascii_only)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        problem = f"not UTF-8: byte {error.start}"
    raise UnreadableFile(problem)  # out here: the caught error carries the bytes


def _check(tree: Any) -> None:
    if not isinstance(tree, dict) or not any(
        isinstance(tree.get(key), list) for key in ("cells", "worksheets")
    ):
        raise UnreadableFile('JSON, but no notebook: it has no list of "cells"')


def _walked(tree: dict[str, Any], pictures: Pictures | None) -> Walk:
    try:
        return Walk(tree, pictures)
    except RecursionError:
        problem = "outputs nested in outputs too deeply"
    raise UnreadableFile(problem)


def _in_string(
    text: str, start: int, end: int, edits: list[Edit], *, ascii_only: bool
) -> Iterator[Edit]:
    """Edits of a decoded JSON string as edits of the file's text."""
    body = text[start:end]
    ascii_only = ascii_only or "\\u" in body
    token = Decoded(
        View(body), jsontext.decode, lambda new, _: jsontext.to_json(new, ascii_only=ascii_only)
    )
    token.edits = edits
    for edit in settle([token]):
        yield Edit(start + edit.start, start + edit.end, edit.new)


def _unique(key: str, siblings: dict[str, Any]) -> str:
    """``key``, or a longer one if it is taken: no two members may end up with one name."""
    while key in siblings:
        key += "_"
    return key
