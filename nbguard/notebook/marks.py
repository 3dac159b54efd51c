"""Marks: ``# nbguard: allow[ENTITY] reason`` on a line of source, and the tag of a cell."""

from __future__ import annotations

import re

TAG = "nbguard-allow"

_MARK = re.compile(
    r"(?:\#|//|--|%|;|<!--|/\*)[ \t]{0,8}nbguard:[ \t]{0,8}allow\b"
    r"(?:\[(?P<entities>[A-Z0-9_, \t]{0,400})\])?(?P<reason>[^\n]{0,400})",
)


class Mark:
    """One allowance: in which cell, on which line (from 1; None for the tag), for which entities.

    No entities means every one. ``used`` turns true once the mark has allowed something.
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
        end: int = 0,
    ) -> None:
        self.cell = cell
        self.line = line
        self.entities = entities
        self.reason = reason
        self.start = start
        self.end = end
        self.used = False

    def covers(self, start: int, end: int, entity: str) -> bool:
        """Whether the mark allows ``entity`` at a span of the place's text."""
        here = self.line is None or (start < self.end and end > self.start)
        return here and (not self.entities or entity in self.entities)

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
    return [_mark(text, match, cell) for match in _MARK.finditer(text)]


def _mark(text: str, match: re.Match[str], cell: int | None) -> Mark:
    end = text.find("\n", match.end())
    entities = (match["entities"] or "").replace(",", " ").split()
    return Mark(
        cell,
        text.count("\n", 0, match.start()) + 1,
        entities=frozenset(entities),
        reason=match["reason"].removesuffix("-->").removesuffix("*/").strip(),
        start=text.rfind("\n", 0, match.start()) + 1,
        end=len(text) if end < 0 else end,
    )


def of_tags(metadata: object, cell: int) -> Mark | None:
    """The mark that the tag ``nbguard-allow`` puts on a cell's outputs."""
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return Mark(cell) if isinstance(tags, list) and TAG in tags else None
