"""Tables drawn with lines: polars and DuckDB boxes, Markdown pipes, Spark and psql."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nbguard.notebook.tables import Cell, Span, lines, trimmed, words

_BLOCK = re.compile(r"(?:^[ \t]{0,8}[|+│┃║┌╭╔├╞└╰╚┏┡┗][^\n]*(?:\n|\Z)){2,}", re.MULTILINE)
_LINES = r"-+=─━┌┬┐├┼┤└┴┘╞╪╡═╭╮╰╯╔╦╗╠╬╣╚╩╝┏┳┓┡╇┩┗┻┛┠┿┨╌╶╴\s"
_RULE = re.compile(rf"[{_LINES}|:│┃┆║]+")
_BAR = re.compile(r"(?<!\\)[|│┃┆║]")
_TITLE = re.compile(rf"[^{_LINES}](?:[^\n]*[^{_LINES}])?")
_OUTER = ("|", "│", "┃", "║")

Row = list[Span]


def tables(text: str) -> Iterator[tuple[Span, list[Cell]]]:
    """Each drawn table: where it lies, and its cells."""
    if not any(sign in text for sign in _OUTER):
        return
    for match in _BLOCK.finditer(text):
        cells = list(_cells(text, *match.span()))
        if cells:
            yield match.span(), cells


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """The cells of one block; its header is what stands above the first rule below a row."""
    head: list[Row] = []
    rows: list[Row] = []
    for line in lines(text, start, end):
        if not _BAR.search(text, *line):
            yield from _title(text, *line)
        if not _RULE.fullmatch(text, *line):
            rows.append(_row(text, *line))
        elif rows and not head:
            head, rows = rows, []
    if not head:
        head, rows = rows[:1], rows[1:]
    for row in head:
        yield from (Cell((span,)) for span in _trimmed(text, row) if span[0] < span[1])
    for cells in _unwrapped(text, rows):
        for column, spans in enumerate(cells):
            titles = [text[slice(*above[column])] for above in head if column < len(above)]
            filled = tuple(span for span in _trimmed(text, spans) if span[0] < span[1])
            if filled:
                glue = "" if _is_full(text, spans[0]) else " "
                yield Cell(filled, words(*titles), glue)


def _title(text: str, start: int, end: int) -> Iterator[Cell]:
    """What is written into a line that frames the rest: ``╭── Results ──╮``."""
    inner = _TITLE.search(text, start, end)
    if inner:
        yield Cell((inner.span(),))


def _row(text: str, start: int, end: int) -> Row:
    """What stands between the bars of a line."""
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    if text[start:end].rstrip()[-1:] not in _OUTER:
        bars.append(end)
    return [(a + 1, b) for a, b in pairwise(bars)]


def _trimmed(text: str, spans: Row) -> Iterator[Span]:
    return (trimmed(text, *span) for span in spans)


def _unwrapped(text: str, rows: list[Row]) -> list[list[Row]]:
    """Each row's cells, each with the spans it was wrapped into."""
    made: list[list[Row]] = []
    for row in rows:
        if made and len(row) == len(made[-1]) and _goes_on(text, made[-1], row):
            for cell, span in zip(made[-1], row, strict=True):
                cell.append(span)
        else:
            made.append([[span] for span in row])
    return made


def _goes_on(text: str, above: list[Row], row: Row) -> bool:
    """Whether a row is the rest of the one above: what it holds would not have fitted there."""
    pairs = [
        (cell[-1], span)
        for cell, span in zip(above, row, strict=True)
        if text[slice(*span)].strip()
    ]
    is_box = bool(row) and text[row[0][0] - 1] != "|"
    return is_box and 0 < len(pairs) < len(row) and not any(_fits(text, a, b) for a, b in pairs)


def _fits(text: str, above: Span, below: Span) -> bool:
    """Whether the first word of ``below`` would have had room behind what stands above it."""
    taken = len(text[slice(*above)].strip())
    word = text[slice(*below)].split(None, 1)[0]
    return not taken or taken + 1 + len(word) <= above[1] - above[0] - 2


def _is_full(text: str, span: Span) -> bool:
    """Whether a cell was cut rather than broken at a space: it fills its column."""
    return len(text[slice(*span)].strip()) >= span[1] - span[0] - 2
