"""A report for a person: aligned columns, what was looked at, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nbguard.report import looked_at, plural, printable
from nbguard.report.blocks import Row, blocks

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nbguard.findings import Report

_COLOURS = {"secret": "bold red", "pii": "bold yellow", "path": "bold cyan"}
_NAMED = 3


def render(report: Report, targets: Sequence[str] = (), plan: str = "") -> str:
    """The report as plain text; ``targets`` are the paths as the user gave them.

    ``plan`` is the file that says what to do about a leak, where there is one.

    >>> from nbguard.findings import Report
    >>> print(render(Report(files=1, cells=2, places=5)), end="")
    1 file, 2 cells, 5 places: nothing found
    """
    return "\n".join([*_findings(report), *_closing(report, targets, plan)]) + "\n"


def styled(report: Report, targets: Sequence[str] = (), plan: str = "") -> RenderableType:
    """The same for a terminal, in colours, as something that rich can print."""
    from rich.console import Group  # 40 ms that a pipe never pays
    from rich.text import Text

    parts: list[RenderableType] = []
    path = ""
    for block in blocks(report.findings):
        parts += [Text(block.path, "bold")] if block.path != path else []
        parts += [Text(f"  {block.told}", "dim")] if block.told else []
        parts += [_table(block.rows), Text()]
        path = block.path
    return Group(*parts, *map(Text, _closing(report, targets, plan)))


def cleaned(report: Report, *, written: bool) -> str:
    """What cleaning did, or, where nothing was ``written``, would do."""
    found = Counter(finding.path for finding in report.findings)
    did = "cleaned" if written else "would be cleaned"
    lines = [
        f"{did}: {printable(path)} ({plural(found[path], 'finding')})" for path in report.changed
    ]
    if report.dropped:
        lines.append(f"{'dropped' if written else 'would be dropped'}: {dropped(report)}")
    if report.left:
        lines.append(left(report))
    return "\n".join([*lines, looked_at(report)]) + "\n"


def dropped(report: Report) -> str:
    """What went whole, since the policy wants nothing to stay that was not looked at.

    >>> from nbguard.findings import Report
    >>> report = Report()
    >>> report.dropped = 2
    >>> dropped(report)
    '2 pictures or other payloads that were not read'
    """
    if report.dropped == 1:
        return "1 picture or other payload that was not read"
    return f"{report.dropped:,} pictures or other payloads that were not read"


def left(report: Report) -> str:
    """What cleaning could not replace, and what to do about it."""
    return f"{plural(report.left, 'finding')} left in code; see nbguard scan, and edit by hand"


def _table(rows: Sequence[Row]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 0, 0, 2), pad_edge=True)
    for row in rows:
        styles = ("", "", "", _COLOURS.get(row.kind, ""), "dim")
        table.add_row(*map(Text, _cells(row), styles))
    return table


def _findings(report: Report) -> Iterator[str]:
    path = ""
    for block in blocks(report.findings):
        widths = [max(map(len, column)) for column in zip(*map(_cells, block.rows), strict=True)]
        yield from [block.path] if block.path != path else []
        yield from [f"  {block.told}"] if block.told else []
        for row in block.rows:
            yield "  " + "  ".join(map(str.ljust, _cells(row), widths)).rstrip()
        yield ""
        path = block.path


def _cells(row: Row) -> tuple[str, ...]:
    count = f" x{row.times}" if row.times > 1 else ""
    return row.cell, row.place, row.lines, row.entity + count, f"{row.score:.2f}"


def _closing(report: Report, targets: Sequence[str], plan: str) -> Iterator[str]:
    for allowance in report.unused:
        yield f"allows nothing: {allowance}"
    yield looked_at(report)
    if report.findings:
        yield "next:"
        steps = _after_a_leak(plan) if report.history else _steps(report, targets)
        width = max(map(len, steps))
        yield from (f"  {command:<{width}}  {aim}" for command, aim in steps.items())


def _after_a_leak(plan: str) -> dict[str, str]:
    first = printable(plan) if plan else "nbguard history --plan incident.md"
    return {
        first: "what to rotate, rewrite and report, in this order",
        "nbguard scan --help": "how to allow what may stay",
    }


def _steps(report: Report, targets: Sequence[str]) -> dict[str, str]:
    return {
        _mends(report, targets): "put placeholders in their place",
        "nbguard scan --help": "how to allow what may stay",
        "nbguard baseline": "take all of today's as known",
    }


def _mends(report: Report, targets: Sequence[str]) -> str:
    if all(finding.column is not None for finding in report.findings):
        return "nbguard redact-file FILE -o SAFE"
    return f"nbguard clean {_named(report, targets)}"


def _named(report: Report, targets: Sequence[str]) -> str:
    """The files with findings where they are few, else what the user named."""
    import shlex

    paths = list(dict.fromkeys(finding.path for finding in report.findings))
    named = paths if len(paths) <= _NAMED else targets or ["."]
    return printable(shlex.join(map(_no_option, named)))


def _no_option(path: str) -> str:
    """A name that begins with a dash would be taken for an option; "-" is standard input."""
    return f"./{path}" if path.startswith("-") and path != "-" else path
