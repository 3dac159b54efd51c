"""HTML tables: pandas, its Styler, polars, and any other ``<table>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nbguard.notebook.layers.html import TAG, Token, flow
from nbguard.notebook.tables import Cell, trimmed, words

_CELLS = ("td", "th")
_SPAN = re.compile(r"(colspan|rowspan)\s{0,9}=\s{0,9}[\"']?(\d{1,4})", re.IGNORECASE)
_MOST_COLUMNS = 100


class _Box(NamedTuple):
    """A cell as the markup gives it; ``start`` and ``end`` count in the text that is shown."""

    start: int
    end: int
    is_header: bool
    columns: int
    rows: int


class _Table:
    """The rows of one table, while its markup is read."""

    def __init__(self) -> None:
        self.rows: list[list[_Box]] = []
        self.head_rows = 0
        self._in_head = False
        self._open: tuple[int, bool, int, int] | None = None

    def tag(self, name: str, attributes: str, before: int, after: int) -> None:
        """A tag of the table; the text shown ends ``before`` it and goes on ``after`` it."""
        self.close(before)
        if name in ("thead", "/thead", "tbody"):
            self._in_head = name == "thead"
        elif name == "tr":
            self.rows.append([])
            self.head_rows += self._in_head
        elif name in _CELLS:
            spans = {key.lower(): int(value) for key, value in _SPAN.findall(attributes)}
            columns = min(max(spans.get("colspan", 1), 1), _MOST_COLUMNS)
            self._open = after, name == "th", columns, max(spans.get("rowspan", 1), 1)

    def close(self, at: int) -> None:
        """End the cell that is open, if one is."""
        if self._open:
            start, is_header, columns, rows = self._open
            self.rows = self.rows or [[]]
            self.rows[-1].append(_Box(start, at, is_header, columns, rows))
            self._open = None


_TAGS = {"thead", "/thead", "tbody", "tr", "/tr", "td", "/td", "th", "/th"}


def cells(tokens: Iterable[Token], source: str, shown: str) -> list[Cell]:
    """The cells of every table; spans count in ``shown``, the text between the tags."""
    found: list[Cell] = []
    stack: list[_Table] = []
    at = 0
    for (start, end, new), token in flow(tokens, source):
        before, at = at, at + (end - start if new is None else len(new))
        if token.form != TAG:
            continue
        if token.name == "table":
            stack.append(_Table())
        elif token.name == "/table" and stack:
            stack[-1].close(before)
            found += _resolved(stack.pop(), shown)
        elif stack and token.name in _TAGS:
            stack[-1].tag(token.name, source[token.inner : token.stop], before, at)
    for table in stack:
        table.close(at)
        found += _resolved(table, shown)
    return found


def _resolved(table: _Table, shown: str) -> Iterator[Cell]:
    """The table's cells with their headers."""
    head = table.head_rows or _leading_headers(table.rows)
    columns: dict[int, list[str]] = {}
    for number, (row, beside) in enumerate(_placed(table.rows, shown)):
        texts = [shown[box.start : box.end] for _, box in row]
        sides = [*beside, *(t for t, (_, box) in zip(texts, row, strict=True) if box.is_header)]
        for (column, box), text in zip(row, texts, strict=True):
            span = trimmed(shown, box.start, box.end)
            if number < head:
                for covered in range(column, column + box.columns):
                    columns.setdefault(covered, []).append(text)
                headers: tuple[str, ...] = ()
            else:
                own = columns.get(column, [])
                headers = words(*own, *(side for side in sides if side is not text))
            if span[0] < span[1]:
                yield Cell((span,), headers)


def _leading_headers(rows: list[list[_Box]]) -> int:
    """How many rows head a table that does not say so: those of ``th``, or else the first."""
    count = 0
    for row in rows:
        if not row or not all(box.is_header for box in row):
            break
        count += 1
    return count or int(len(rows) > 1)


def _placed(
    rows: list[list[_Box]], shown: str
) -> Iterator[tuple[list[tuple[int, _Box]], list[str]]]:
    """Each row's cells with their column, and the row headers that reach down from above."""
    reaching: dict[int, tuple[int, _Box]] = {}
    for row in rows:
        above, reaching = reaching, {c: (n - 1, b) for c, (n, b) in reaching.items() if n > 1}
        placed: list[tuple[int, _Box]] = []
        column = 0
        for box in row:
            while column in above:
                column += 1
            placed.append((column, box))
            if box.rows > 1:
                reaching |= dict.fromkeys(range(column, column + box.columns), (box.rows - 1, box))
            column += box.columns
        beside = [shown[box.start : box.end] for _, box in above.values() if box.is_header]
        yield placed, beside
