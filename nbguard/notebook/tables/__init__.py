"""Tables in text, read cell by cell: the header tells what a cell holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]

_MOST_HEADER = 80


class Cell(NamedTuple):
    """One cell: the spans of the text that make it up, and its headers.

    More than one span is a cell that was wrapped; ``glue`` joins them. Header cells have no
    headers of their own.
    """

    spans: tuple[Span, ...]
    headers: tuple[str, ...] = ()
    glue: str = ""


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    return left, max(left, start + len(inside.rstrip()))


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
