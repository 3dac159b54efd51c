"""Tables in text, read cell by cell: the header tells what a cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]

MOST = 4_000_000
"""A longer text is read as a whole: cell by cell it would take a hundred times its size."""

_MOST_HEADER = 80

UNTITLED: tuple[str, ...] = ("",)
"""The header of an index that has no name: its labels are a column all the same."""


_NOTHING = re.compile(r"[-+]?\d{0,3}(?:\.\d{0,20})?%?|NaN|None|nan|True|False|\.{2,3}")


class Cell(NamedTuple):
    """One cell: the spans of the text that make it up, and its headers.

    More than one span is a cell that was wrapped; ``glue`` joins them. Header cells have no
    headers of their own. The nearest header is the last.
    """

    spans: tuple[Span, ...]
    headers: tuple[str, ...] = ()
    glue: str = ""


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    whole = text[start:end]
    inside = whole.strip()
    left = start + len(whole) - len(whole.lstrip()) if inside else start
    return left, left + len(inside)


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, missing, or a number too small to be anybody's.

    Frames are full of them, and each would be one more text to search.

    >>> says_nothing("-0.753384"), says_nothing("NaN"), says_nothing("4111111111111111.0")
    (True, True, False)
    """
    return _NOTHING.fullmatch(cell) is not None


def words(*headers: str) -> tuple[str, ...]:
    """Headers that say something: each once, with a letter in it, of sensible length."""
    said = [header.strip()[:_MOST_HEADER] for header in headers]
    return tuple(dict.fromkeys(h for h in said if any(map(str.isalpha, h))))


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the lines of ``text[start:end]``, without their ends."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1
