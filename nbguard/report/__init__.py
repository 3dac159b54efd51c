"""Findings, printed: each format is a pure function from a report to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbguard.findings import Report


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
    seen = [(report.files, "file"), (report.cells, "cell"), (report.places, "place")]
    if walked := report.history:
        seen[:1] = (walked.commits, "commit"), (walked.paths, "file"), (walked.blobs, "version")
    found = "nothing found"
    if report.findings:
        each = ", ".join(f"{count:,} {entity}" for entity, count in report.by_entity().items())
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
