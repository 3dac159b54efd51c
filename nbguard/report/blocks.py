"""Findings, drawn together as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nbguard.report import printable

if TYPE_CHECKING:
    from nbguard.findings import Finding, Seen

_NAMED = 3


class Row(NamedTuple):
    """What a person sees of one entity in one place, however often it occurs there."""

    cell: str
    place: str
    lines: str
    entity: str
    kind: str
    times: int
    score: float


class Block(NamedTuple):
    """Findings of one document; of a history, those whose values leaked alike, as ``told``."""

    path: str
    told: str
    rows: list[Row]


def blocks(findings: Iterable[Finding]) -> list[Block]:
    """Findings drawn together by document and, in a history, by when and how far they leaked."""
    groups: dict[tuple[str, Seen | None], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.path, finding.seen), []).append(finding)
    return [
        Block(printable(path), told(seen) if seen else "", rows(group))
        for (path, seen), group in groups.items()
    ]


def rows(findings: Iterable[Finding]) -> list[Row]:
    """Findings of one document drawn together by place and entity, in the order they came."""
    groups: dict[tuple[int | None, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.cell, finding.place, finding.entity), []).append(finding)
    return [_row(group) for group in groups.values()]


def told(seen: Seen) -> str:
    """A leak in one line.

    >>> from nbguard.findings import Seen
    >>> told(Seen("1f2e3d4c5b6a", "2024-01-02T10:00:00Z", ("main",), "Jo", pushed=True))
    'since 1f2e3d4c 2024-01-02 by Jo, in no tip any more; on main; pushed'
    """
    author = f" by {printable(seen.author)}" if seen.author else ""
    went = {True: "pushed", False: "not pushed", None: "no remote known"}[seen.pushed]
    return (
        f"since {seen.commit[:8]} {seen.date[:10]}{author}, {_until(seen)}; "
        f"on {few(seen.refs)}; {went}"
    )


def _until(seen: Seen) -> str:
    gone = f"taken out by {seen.until[:8]} {seen.until_date[:10]}" if seen.until else ""
    if not seen.still_in:
        return gone or "in no tip any more"
    still = f"still in {few(seen.still_in)}"
    return f"{gone}, {still}" if gone else still


def few(names: Sequence[str]) -> str:
    """The first names, and how many more.

    >>> few(["main", "dev", "v1", "v2", "v3"])
    'main, dev, v1 and 2 more'
    """
    shown = ", ".join(map(printable, names[:_NAMED]))
    more = len(names) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _row(group: list[Finding]) -> Row:
    first = group[0]
    cell = "" if first.cell is None else f"cell {first.cell}"
    lines = sorted({finding.line for finding in group})
    span = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]}-{lines[-1]}"
    if first.share is not None:
        span = f"{first.share:.0%} of cells" if first.share >= 0.01 else "a few cells"
    score = max(finding.score for finding in group)
    return Row(
        cell, printable(first.place or "text"), span, first.entity, first.kind, len(group), score
    )
