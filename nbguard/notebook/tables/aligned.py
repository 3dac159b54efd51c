"""Tables made of spaces: pandas frames and series as text, and other aligned columns.

A block counts as a table only while each of its rows keeps to the columns that its header
opens: nothing may stand across a border. What does not keep to them is read as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nbguard.notebook.tables import UNTITLED, Cell, Span, says_nothing, trimmed, words

_WORD = re.compile(r"\S+(?: \S+)*")
_LABEL = re.compile(r"\S+(?: \S+)* {2,}")
_TITLE = re.compile(r"[^\W\d][^\d\n]*")
_SERIES = re.compile(
    r"^(?:Freq: [^,\n]{1,40}, )?(?:Name: ([^\n]{0,200}?), )?(?:Length: \d+, )?dtype: \S+$",
    re.MULTILINE,
)
_MOST_HEAD = 5
_LEAST_ROWS = 2


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def tables(text: str) -> Iterator[tuple[Span, list[Cell]]]:
    """Each aligned table: where it lies, and its cells."""
    taken = list(_all_series(text)) if "dtype: " in text else []
    yield from taken
    ends = {start: end for (start, end), _ in taken}
    at = 0
    while (gap := text.find("  ", at)) >= 0:
        line = _line(text, text.rfind("\n", 0, gap) + 1)
        found = None if line.start in ends else _frame(text, line)
        if found:
            yield found
        at = found[0][1] if found else ends.get(line.start, line.end)


def _line(text: str, start: int) -> _Line:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return _Line(start, end, text[start:end])


def _below(text: str, line: _Line) -> _Line | None:
    """The next line; None where the text or the block ends."""
    below = _line(text, line.end + 1) if line.end < len(text) else None
    return below if below and below.text.strip() else None


def _frame(text: str, first: _Line) -> tuple[Span, list[Cell]] | None:
    """The table whose header begins at ``first``; None if what follows keeps to no columns."""
    head = [first, *_more_head(text, first)]
    layout = _layout(head)
    rows: list[_Line] = []
    row = _below(text, head[-1])
    while layout and row and layout.holds(row.text):
        rows.append(row)
        row = _below(text, row)
    if not layout or sum(layout.fills(row.text) for row in rows) < layout.least_rows:
        return None
    return (first.start, rows[-1].end), list(_cells(layout, head, rows))


def _more_head(text: str, first: _Line) -> list[_Line]:
    """The further lines of a header with several levels: they leave room for the labels below."""
    more: list[_Line] = []
    row = _below(text, first)
    while first.text[:1] == " " and row and row.text[0] == " " and len(more) < _MOST_HEAD:
        more.append(row)
        row = _below(text, row)
    label = _LABEL.match(row.text) if row else None
    if not label or not all(line.text[: len(label[0].rstrip())].isspace() for line in more):
        return []
    return more


class _Layout(NamedTuple):
    """Where the columns of a table end (or begin, if they are aligned to the left)."""

    borders: list[int]
    titles: list[tuple[str, ...]]
    right: bool

    @property
    def least_rows(self) -> int:
        """How many rows must agree before the block is taken for a table."""
        return 1 if self.right else _LEAST_ROWS

    def spans(self, row: str) -> list[Span]:
        """The columns of a row."""
        if self.right:
            return list(zip([0, *self.borders], self.borders, strict=False))
        return list(zip(self.borders, [*self.borders[1:], len(row)], strict=False))

    def holds(self, row: str) -> bool:
        """Whether the row keeps to the columns: a cell touches its own border, none crosses one."""
        if self.right and len(row.rstrip()) > self.borders[-1]:
            return False
        return all(self._keeps(row, start, end) for start, end in self.spans(row))

    def fills(self, row: str) -> bool:
        """Whether there is more to the row than its label."""
        return not _is_label(row[: self.borders[0]]) or bool(row[self.borders[0] :].strip())

    def _keeps(self, row: str, start: int, end: int) -> bool:
        if not row[start:end].strip() or (not start and _is_label(row[:end])):
            return True
        if self.right:
            return row[end - 1 : end].strip() != "" and not row[end : end + 1].strip()
        return row[start : start + 1].strip() != "" and not row[max(start - 1, 0) : start].strip()


def _is_label(cell: str) -> bool:
    """Whether the first column holds nothing but the label of its row."""
    match = _LABEL.match(cell)
    return match is not None and match.end() == len(cell)


def _layout(head: list[_Line]) -> _Layout | None:
    """The columns that a header opens; a header of left-aligned columns is made of words."""
    line = head[-1].text.removesuffix("\\")
    found = list(_WORD.finditer(line))
    right = line[:1] == " "
    if not found or (
        not right and (len(found) < 2 or not all(_TITLE.fullmatch(match[0]) for match in found))
    ):
        return None
    borders = [match.end() if right else match.start() for match in found]
    titles = [words(*_above(head[:-1], match.end()), match[0]) for match in found]
    return _Layout(borders, titles, right)


def _above(head: list[_Line], end: int) -> list[str]:
    """What the upper lines of a header say of the column that ends at ``end``."""
    said = [[m[0] for m in _WORD.finditer(line.text) if m.start() < end] for line in head]
    return [titles[-1] for titles in said if titles]


def _cells(layout: _Layout, head: list[_Line], rows: list[_Line]) -> Iterator[Cell]:
    for line in head:
        for match in _WORD.finditer(line.text.removesuffix("\\")):
            yield Cell(((line.start + match.start(), line.start + match.end()),))
    label_title = UNTITLED
    for number, row in enumerate(rows):
        spans = layout.spans(row.text)
        label = _label_end(layout, row.text)
        names_labels = not number and label and not row.text[label:].strip(" .")
        if names_labels:
            label_title = words(row.text[:label]) or UNTITLED
        columns = [(0, label), (label, spans[0][1]), *spans[1:]]
        titles = [() if names_labels else label_title, *layout.titles]
        for (start, end), title in zip(columns, titles, strict=True):
            span = trimmed(row.text, start, end)
            if not says_nothing(row.text[slice(*span)]):
                yield Cell(((row.start + span[0], row.start + span[1]),), title)


def _label_end(layout: _Layout, row: str) -> int:
    """Where the row's index label ends; 0 if the row has none."""
    match = _LABEL.match(row) if layout.right else None
    if not match:
        return 0
    column = layout.borders[0]
    if match.end() < column:
        return match.end()
    # Either there is no index and this is the first column's cell, or that cell is blank.
    return 0 if row[column - 1 : column].strip() else column


def _all_series(text: str) -> Iterator[tuple[Span, list[Cell]]]:
    """Each pandas Series: its values, told by their labels and by its name."""
    last = 0
    for match in _SERIES.finditer(text):
        rows = list(_series_rows(text, last, match.start()))
        last = match.end()
        if rows:
            name = match[1] or ""
            cells = [cell for row in rows for cell in _series_cells(row, name)]
            yield (rows[0].start, rows[-1].end), cells


def _series_rows(text: str, least: int, end: int) -> list[_Line]:
    """The rows above a series' last line, from the top."""
    rows: list[_Line] = []
    while end > least:
        line = _line(text, text.rfind("\n", least, end - 1) + 1 or least)
        if not _LABEL.match(line.text):
            break
        rows.append(line)
        end = line.start
    return rows[::-1]


def _series_cells(row: _Line, name: str) -> Iterator[Cell]:
    match = _LABEL.match(row.text)
    assert match, "a series' row begins with a label"
    label = row.text[: match.end()].rstrip()
    yield Cell(((row.start, row.start + len(label)),), UNTITLED)
    start, end = trimmed(row.text, match.end(), len(row.text))
    if start < end:
        yield Cell(((row.start + start, row.start + end),), words(label, name))
