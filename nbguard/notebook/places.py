"""Place: one piece of text of a document, where it sits, and what is to be replaced in it."""

from __future__ import annotations

from binascii import b2a_base64
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from nbguard.notebook import code, marks, readings
from nbguard.notebook.jsontext import KEY, STRING
from nbguard.notebook.kinds import CODE, PICTURE, TEXT
from nbguard.notebook.views import Edit, View, settle
from nbguard.notebook.where import Step

if TYPE_CHECKING:
    from nbguard.notebook.marks import Mark
    from nbguard.notebook.payloads import Payloads, Picture
    from nbguard.notebook.readings import Reading


class Home:
    """What the places of one cell share; those outside cells have a home without an index."""

    __slots__ = ("cell", "cell_id", "language", "unscanned")

    def __init__(
        self,
        unscanned: Payloads,
        *,
        cell: int | None = None,
        cell_id: str | None = None,
        language: str = "python",
    ) -> None:
        self.unscanned = unscanned
        self.cell = cell
        self.cell_id = cell_id
        self.language = language


class Place:
    """One piece of text and where it sits.

    ``text`` is decoded from JSON and joined from its list items and stream pieces; ``cell``
    counts from 0 and is None outside cells; ``where`` names the place inside its cell.
    ``parts`` are the (list or object, index or key) pairs that hold the text.
    """

    __slots__ = (
        "_edited",
        "_literals",
        "_readings",
        "_touched",
        "_unread",
        "context",
        "form",
        "glue",
        "home",
        "kind",
        "marks",
        "parts",
        "step",
        "text",
    )

    def __init__(
        self,
        home: Home,
        step: Step | str,
        text: str,
        *,
        kind: str = TEXT,
        parts: Sequence[tuple[Any, int | str]] = (),
        form: str = STRING,
        glue: str = "",
        context: tuple[str, ...] = (),
        marks: Sequence[Mark] = (),
    ) -> None:
        self.home = home
        self.step = step
        self.text = text
        self.kind = kind
        self.parts = parts
        self.form = form
        self.glue = glue
        self.context = context
        self.marks = marks
        self._unread: dict[tuple[int, int], tuple[View, Edit]] = {}
        self._readings: list[Reading] | None = None
        self._literals: code.Literals | None = None
        self._edited: list[tuple[int, int]] = []
        self._touched: dict[int, View] = {}

    @property
    def cell(self) -> int | None:
        """The number of the place's cell, from 0; None outside cells."""
        return self.home.cell

    @property
    def cell_id(self) -> str | None:
        """The id of the place's cell, where it has one."""
        return self.home.cell_id

    @property
    def where(self) -> str:
        """The place inside its cell (or inside the notebook): never a sensitive key."""
        if self.form == KEY and isinstance(self.step, Step):
            return self.step.of_key()
        return str(self.step)

    @property
    def readings(self) -> list[Reading]:
        """The texts that detection is to read, made when first asked for."""
        if self._readings is None:
            self._readings = readings.of(self)
        return self._readings

    def allows(self, start: int, end: int, entity: str) -> bool:
        """Whether a mark allows ``entity`` in ``text[start:end]``; the mark counts as used."""
        allowing = marks.allowing(self.marks, start, end, entity)
        for mark in allowing:
            mark.used = True
        return bool(allowing)

    def replaceable(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` may change: in code only inside one string or comment."""
        return self.kind != CODE or self.literals.holding(start, end) is not None

    def as_text(self) -> None:
        """Read code as text from now on: it may change anywhere, and then no longer run."""
        self.kind, self._readings = TEXT, None

    @property
    def literals(self) -> code.Literals:
        """The strings and comments of this place's code."""
        if self._literals is None:
            self._literals = code.Literals(self.text, self.home.language)
        return self._literals

    def edit(self, view: View, edit: Edit) -> bool:
        """Record an edit of one view of the text; False if it cannot be done.

        It cannot where another edit lies already, and in code where the new text would not fit.
        """
        start, end = view.locate(edit.start, edit.end)
        at = bisect_left(self._edited, (start, end))
        near = self._edited[max(at - 1, 0) : at + 1]
        if any(start < b and a < end for a, b in near) or not self._fits(start, end, edit.new):
            return False
        self._edited.insert(at, (start, end))
        self._touched[id(view)] = view
        view.edits.append(edit)
        return True

    def _fits(self, start: int, end: int, new: str) -> bool:
        if self.kind != CODE:
            return True
        literal = self.literals.holding(start, end)
        return literal is not None and literal.takes(new)

    def note_unread(self, view: View, edit: Edit) -> None:
        """Note a payload within the text that nobody reads, and what would clear it."""
        if self.kind != CODE:  # a literal of somebody's program is not ours to empty
            self._unread.setdefault(view.locate(edit.start, edit.end), (view, edit))

    def unread(self) -> int:
        """How many payloads within the text were not read, once its readings are made."""
        return len(self._unread)

    def clear_unread(self) -> int:
        """Record that those payloads go; how many do."""
        return sum(self.edit(view, edit) for view, edit in self._unread.values())

    def changes(self) -> list[Edit]:
        """What is to be replaced in ``text``, by position."""
        return settle(self._touched.values())

    def slot_changes(self) -> Iterator[tuple[Any, int | str, str, list[Edit]]]:
        """The changes by the JSON string that holds them: owner, key, form, edits."""
        if not self._touched:
            return
        pieces = list(self._pieces())
        starts = [start for start, _, _, _ in pieces]
        shares: dict[int, list[Edit]] = {}
        for edit in self.changes():
            for i, share in _shares(edit, pieces, bisect_right(starts, edit.start) - 1):
                shares.setdefault(i, []).append(share)
        for i, edits in shares.items():
            _, _, owner, key = pieces[i]
            yield owner, key, self.form, edits

    def slots_at(self, positions: Sequence[int]) -> list[tuple[Any, int | str, str]]:
        """The JSON strings that hold the characters at ``positions``: owner, key, form."""
        pieces = list(self._pieces())
        starts = [start for start, _, _, _ in pieces]
        holding = [pieces[max(bisect_right(starts, at) - 1, 0)] for at in positions]
        return [(owner, key, self.form) for _, _, owner, key in holding]

    def _pieces(self) -> Iterator[tuple[int, int, Any, int | str]]:
        """The strings that the text was joined from: start, end, owner, key."""
        at = 0
        for owner, key in self.parts:
            value = owner[key] if self.form == STRING else self.text
            items = [(owner, key, value)] if isinstance(value, str) else _items(value)
            for holder, name, item in items:
                yield at, at + len(item), holder, name
                at += len(item) + len(self.glue)


class PicturePlace(Place):
    """A picture: ``text`` is what it says as read, and to replace some of that is to paint it over.

    What its bytes are written as (Base64) stands in ``parts``.
    """

    __slots__ = ("_data", "_length", "picture")

    def __init__(self, home: Home, step: Step, picture: Picture, data: bytes, length: int) -> None:
        parts = [(step.owner, step.key)]
        super().__init__(home, step, picture.text, kind=PICTURE, parts=parts)
        self.picture = picture
        self._data = data
        self._length = length

    def changes(self) -> list[Edit]:
        """The picture painted over, as one replacement of what it was written as."""
        spans = [(edit.start, edit.end) for edit in super().changes()]
        if not spans:
            return []
        new = b2a_base64(self.picture.painted(self._data, spans), newline=False).decode()
        return [Edit(0, self._length, new)]


def _items(lines: list[str]) -> Iterator[tuple[list[str], int, str]]:
    for i, line in enumerate(lines):
        yield lines, i, line


def _shares(
    edit: Edit, pieces: Sequence[tuple[int, int, Any, Any]], first: int
) -> Iterator[tuple[int, Edit]]:
    """``edit`` cut at the ends of the strings: the first takes the new text."""
    new = edit.new
    for i in range(max(first, 0), len(pieces)):
        start, end, _, _ = pieces[i]
        if start >= edit.end:
            return
        left, right = max(edit.start, start), min(edit.end, end)
        if left < right:
            yield i, Edit(left - start, right - start, new)
            new = ""
