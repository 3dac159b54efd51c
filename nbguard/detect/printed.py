"""Columns inside a text: values at the same place of lines that are made alike, and in lists.

Words beside each other are a cell, all else draws the line: ``3) Ann Lee: 12`` is made like
``4) Bo Chi: 7``. Quoted values are told apart by what stands before them: a dict's by their key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

Found = tuple[int, int, "Hashable"]

_WORD = r"[^\W\d_][\w.\u2019&'-]*"
_CELL = re.compile(rf"{_WORD}(?: (?:& |\()?{_WORD}\)?)*")
_QUOTED = re.compile(
    r"""(?<!\w)(?P<quote>["'])(?P<value>[^"'\n]{1,80}|[^"\n]{1,80})(?P=quote)(?!\w)"""
)
_KEY = re.compile(r"""["']?([\w .-]{1,40})["']?\s?[:=]\s?\Z""")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GAP = re.compile(r"[ \t]+")
_LONGEST_LINE, _LONGEST = 2000, 200_000
_LEAST_LINES = 2
_BETWEEN = frozenset(" ,\n\t")
_LONG_LIST = 5
_BARE = 6  # so many lines of words alone are a list; fewer could be a letter's end


def cells(text: str) -> list[Found]:
    r"""(start, end, column) of each value that has others beside it.

    >>> text = "1) Ann Lee: 12\n2) Bo Chi: 7"
    >>> [text[start:end] for start, end, _ in cells(text)]
    ['Ann Lee', 'Bo Chi']
    """
    if len(text) > _LONGEST:
        return []
    quoted = list(_quoted(text))
    taken = {start for start, _, _ in quoted}
    found = [*quoted, *(cell for cell in _in_lines(text) if cell[0] not in taken)]
    columns: dict[Hashable, int] = {}
    for *_, column in found:
        columns[column] = columns.get(column, 0) + 1
    return [cell for cell in found if columns[cell[2]] > 1]


def _quoted(text: str) -> Iterator[Found]:
    """Values in quotes: those of one list together, those of one key together, keys together."""
    last, number = 0, 0
    for match in _QUOTED.finditer(text):
        start, end = match.span("value")
        between = text[last : match.start()]
        column: Hashable = ("list", number)
        if text[match.end() : match.end() + 1] == ":":
            column = "keys"
        elif key := _KEY.search(text, max(0, match.start() - 50), match.start()):
            column = ("of", key[1])
        elif not set(between) <= _BETWEEN:
            number += 1
            opens = between.rstrip()[-1:] in ("[", "{")
            column = ("list", number) if opens else ("after", _shape(between))
        last = match.end()
        yield start, end, column


def _shape(between: str) -> str:
    """What stands between two values, numbers made alike: ``), (``."""
    return _NUMBER.sub("9", between[-20:])


def _in_lines(text: str) -> Iterator[Found]:
    """Values of lines made alike, in one block without an empty line."""
    lines: dict[tuple[int, str], list[list[tuple[int, int]]]] = {}
    block = start = 0
    for line in text.splitlines(keepends=True):
        if not line.strip():
            block += 1
        elif len(line) <= _LONGEST_LINE:
            spans = [match.span() for match in _CELL.finditer(line)]
            made = (block, _made(line, spans))
            lines.setdefault(made, []).append([(start + a, start + b) for a, b in spans])
            yield from _enumerated(line, start, spans)
        start += len(line)
    for kind, rows in lines.items():
        if len(rows) >= (_LEAST_LINES if kind[1].strip(" W") else _BARE):
            for number, (a, b) in (cell for row in rows for cell in enumerate(row)):
                if not _valued(text, a):
                    yield a, b, (kind, number)


def _enumerated(line: str, at: int, spans: list[tuple[int, int]]) -> Iterator[Found]:
    """Five capitalised values or more with nothing but commas between them."""
    run: list[tuple[int, int]] = []
    for start, end in [*spans, (len(line), len(line))]:
        joined = bool(run) and line[run[-1][1] : start] in (", ", ",")
        capital = start < end and not line[start].islower()
        if run and not (joined and capital):
            if len(run) >= _LONG_LIST:
                yield from ((at + a, at + b, ("commas", at + run[0][0])) for a, b in run)
            run = []
        if capital:
            run.append((start, end))


def _made(line: str, spans: list[tuple[int, int]]) -> str:
    """A line with its words, numbers and blanks made alike."""
    out, at = "", 0
    for start, end in spans:
        out += line[at:start] + "W"
        at = end
    return _GAP.sub(" ", _NUMBER.sub("9", out + line[at:])).strip()


def _valued(text: str, at: int) -> bool:
    """Whether a key stands before: ``city: Paris`` and ``team: Sales`` are no column."""
    return text[max(0, at - 2) : at].rstrip().endswith((":", "="))
