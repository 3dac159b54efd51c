"""Findings, printed: each format is a pure function from a report to text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nbguard.findings import Finding, Report


class Row(NamedTuple):
    """What a person sees of one entity in one place, however often it occurs there."""

    cell: str
    place: str
    lines: str
    entity: str
    kind: str
    times: int
    score: float


def rows_by_path(findings: Iterable[Finding]) -> dict[str, list[Row]]:
    """Findings drawn together by document, place and entity, in the order they came."""
    groups: dict[tuple[str, int | None, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.path, finding.cell, finding.place, finding.entity)
        groups.setdefault(key, []).append(finding)
    rows: dict[str, list[Row]] = {}
    for (path, *_), group in groups.items():
        rows.setdefault(printable(path), []).append(_row(group))
    return rows


def looked_at(report: Report) -> str:
    """What was looked at and what was not, so that silence can be seen.

    >>> from nbguard.findings import Report
    >>> looked_at(Report(files=1, cells=2, places=5))
    '1 file, 2 cells, 5 places: nothing found'
    """
    parts = [_found(report)]
    parts += [f"{n} {mime} not looked at" for mime, n in sorted(report.unscanned.items())]
    if report.known:
        parts.append(f"{plural(report.known, 'known finding')} left out (baseline)")
    if report.errors:
        parts.append(f"{plural(len(report.errors), 'error')}")
    return "; ".join(parts)


def _found(report: Report) -> str:
    if not report.files:
        return "no file was looked at"
    seen = (report.files, "file"), (report.cells, "cell"), (report.places, "place")
    found = "nothing found"
    if report.findings:
        each = ", ".join(f"{count} {entity}" for entity, count in report.by_entity().items())
        found = f"{plural(len(report.findings), 'finding')} ({each})"
    return f"{', '.join(plural(*one) for one in seen)}: {found}"


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "cell"), plural(2000, "cell")
    ('1 cell', '2,000 cells')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    r"""A name or place as it may go to a terminal, which takes some characters for commands.

    >>> printable("a\x1b[2J")
    'a\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _row(group: list[Finding]) -> Row:
    first = group[0]
    cell = "" if first.cell is None else f"cell {first.cell}"
    lines = sorted({finding.line for finding in group})
    span = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]}-{lines[-1]}"
    score = max(finding.score for finding in group)
    return Row(
        cell, printable(first.place or "text"), span, first.entity, first.kind, len(group), score
    )
