"""HTML tables: pandas, its Styler, polars, and any other ``<table>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from nbguard.notebook.tables import UNTITLED, Cell, Span, says_nothing, words

if TYPE_CHECKING:
    from nbguard.notebook.layers.html import Tag

_SPAN = re.compile(r"(colspan|rowspan)\s{0,9}=\s{0,9}[\"']?(\d{1,4})", re.IGNORECASE)
_TITLE = re.compile(r"[^\W\d][\w .-]{0,40}")
_MOST_COLUMNS = 100


class _Box(NamedTuple):
    """A cell as the markup gives it: where it begins in the text shown, and what it says."""

    start: int
    text: str
    is_header: bool
    columns: int
    rows: int

    @property
    def span(self) -> Span:
        """Where the cell lies in the text shown."""
        return self.start, self.start + len(self.text)


class _Table:
    """The rows of one table, while its markup is read."""

    def __init__(self, shown: str) -> None:
        self.rows: list[list[_Box]] = []
        self.head_rows = 0
        self._shown = shown
        self._in_head = False
        self._open: Tag | None = None

    def tag(self, tag: Tag) -> None:
        """Take the next tag of the table."""
        name, _, before, _ = tag
        if self._open:
            self.close(before)
        if name in ("td", "th"):
            self._open = tag
        elif name == "tr":
            self.rows.append([])
            self.head_rows += self._in_head
        elif name in ("thead", "/thead", "tbody"):
            self._in_head = name == "thead"

    def close(self, at: int) -> None:
        """End the cell that is open, if one is."""
        if self._open:
            name, attributes, _, start = self._open
            inside = self._shown[start:at].lstrip()
            spans = _spans(attributes) if "span" in attributes.lower() else (1, 1)
            self.rows = self.rows or [[]]
            box = _Box(at - len(inside), inside.rstrip(), name == "th", *spans)
            self.rows[-1].append(box)
            self._open = None


def _spans(attributes: str) -> tuple[int, int]:
    """How many columns and rows a cell takes."""
    spans = {key.lower(): int(value) for key, value in _SPAN.findall(attributes)}
    columns = min(max(spans.get("colspan", 1), 1), _MOST_COLUMNS)
    return columns, max(spans.get("rowspan", 1), 1)


def tables(tags: Iterable[Tag], shown: str) -> tuple[list[Cell], list[Span]]:
    """The cells that say something, and the spans of all cells, sorted and apart.

    Both count in ``shown``, the text between the tags.
    """
    found: list[_Table] = []
    stack: list[_Table] = []
    for tag in tags:
        name = tag[0]
        if name == "table":
            stack.append(_Table(shown))
        elif stack and name == "/table":
            stack[-1].close(tag[2])
            found.append(stack.pop())
        elif stack:
            stack[-1].tag(tag)
    for table in stack:
        table.close(len(shown))
    found += stack
    spans = [box.span for table in found for row in table.rows for box in row]
    return [cell for table in found for cell in _resolved(table)], _apart(spans)


def _apart(spans: list[Span]) -> list[Span]:
    """The spans by position, without those that lie in another: tables nest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _resolved(table: _Table) -> Iterator[Cell]:
    """The table's cells with their headers."""
    head = table.head_rows or _leading_headers(table.rows)
    rows = list(_placed(table.rows))
    titles = _titles(row for row, _ in rows[:head])
    for row, _ in rows[:head]:
        yield from (Cell((box.span,)) for _, box in row if not says_nothing(box.text))
    for row, labels in rows[head:]:
        telling = (label for label in labels if _TITLE.fullmatch(label))
        beside = words(*(label for label in telling if not says_nothing(label)))
        for column, box in row:
            if not says_nothing(box.text):
                title = titles.get(column, ())
                yield Cell((box.span,), (title or UNTITLED) if box.is_header else beside + title)


def _leading_headers(rows: list[list[_Box]]) -> int:
    """How many rows head a table that does not say so: those of ``th``, or else the first."""
    count = 0
    for row in rows:
        if not row or not all(box.is_header for box in row):
            break
        count += 1
    return count or int(len(rows) > 1)


def _titles(head: Iterable[list[tuple[int, _Box]]]) -> dict[int, tuple[str, ...]]:
    """By column, what its headers say, from top to bottom."""
    titles: dict[int, tuple[str, ...]] = {}
    for row in head:
        for column, box in row:
            for covered in range(column, column + box.columns):
                titles[covered] = words(*titles.get(covered, ()), box.text)
    return titles


def _placed(rows: list[list[_Box]]) -> Iterator[tuple[list[tuple[int, _Box]], list[str]]]:
    """Each row's cells with their columns, and the labels of the row, those from above too."""
    reaching: dict[int, tuple[int, _Box]] = {}
    for row in rows:
        above = reaching
        reaching = {c: (left - 1, box) for c, (left, box) in above.items() if left > 1}
        labels = [box.text for _, box in above.values() if box.is_header]
        placed: list[tuple[int, _Box]] = []
        column = 0
        for box in row:
            while column in above:
                column += 1
            placed.append((column, box))
            if box.is_header:
                labels.append(box.text)
            if box.rows > 1:
                covered = range(column, column + box.columns)
                reaching |= dict.fromkeys(covered, (box.rows - 1, box))
            column += box.columns
        yield placed, labels
