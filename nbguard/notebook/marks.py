"""Marks: ``# nbguard: allow[ENTITY] reason`` on a line of source, and the tag of a cell."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TAG = "nbguard-allow"

_MARK = re.compile(
    r"(?:\#|//|--|%|;|<!--|/\*)[ \t]{0,8}nbguard:[ \t]{0,8}allow\b"
    r"(?:\[(?P<entities>[A-Z0-9_, \t]{0,400})\])?(?P<reason>[^\n]{0,400})",
)


class Mark:
    """One allowance: in which cell, on which line (from 1; None for the tag), for which entities.

    No entities means every one. ``used`` turns true once the mark has allowed something;
    ``start`` and ``end`` are what of the place's text it speaks of, all of it by default.
    """

    __slots__ = ("cell", "end", "entities", "line", "reason", "start", "used")

    def __init__(
        self,
        cell: int | None,
        line: int | None = None,
        *,
        entities: frozenset[str] = frozenset(),
        reason: str = "",
        start: int = 0,
        end: int = sys.maxsize,
    ) -> None:
        self.cell = cell
        self.line = line
        self.entities = entities
        self.reason = reason
        self.start = start
        self.end = end
        self.used = False

    def __repr__(self) -> str:
        at = "tag" if self.line is None else f"line {self.line}"
        return f"Mark(cell={self.cell}, {at}, {sorted(self.entities) or 'all'}, used={self.used})"


def on_lines(text: str, cell: int | None) -> list[Mark]:
    r"""The marks in a source, each with the span of its line.

    >>> on_lines("x = 1\ny = 2  # nbguard: allow[US_SSN] a sample", 3)
    [Mark(cell=3, line 2, ['US_SSN'], used=False)]
    """
    if "nbguard" not in text:
        return []
    return list(_on_lines(text, cell))


def _on_lines(text: str, cell: int | None) -> Iterator[Mark]:
    line, counted = 1, 0
    for match in _MARK.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        end = text.find("\n", match.end())
        yield Mark(
            cell,
            line,
            entities=frozenset((match["entities"] or "").replace(",", " ").split()),
            reason=match["reason"].removesuffix("-->").removesuffix("*/").strip(),
            start=text.rfind("\n", 0, match.start()) + 1,
            end=len(text) if end < 0 else end,
        )


def of_tags(metadata: object, cell: int) -> Mark | None:
    """The mark that the tag ``nbguard-allow`` puts on a cell's outputs."""
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return Mark(cell) if isinstance(tags, list) and TAG in tags else None


def allowing(marks: Sequence[Mark], start: int, end: int, entity: str) -> list[Mark]:
    """Those of a place's marks, which are in order, that allow ``entity`` at a span of its text."""
    first = bisect_right(marks, start, key=attrgetter("end"))
    here = takewhile(lambda i: marks[i].start < end, range(first, len(marks)))
    return [marks[i] for i in here if not marks[i].entities or entity in marks[i].entities]
