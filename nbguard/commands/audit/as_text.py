"""The summary for a terminal: what happened, when, who did it, to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from nbguard.audit.summary import Row
from nbguard.report import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from nbguard.audit.summary import Summary

COLOURS = {
    "masked": "green", "redacted": "green", "revealed": "red", "restored": "red",
    "allowed": "yellow", "switched_off": "red", "exported": "yellow", "refused": "cyan",
    "alert": "bright_red",
}  # fmt: skip
_WIDE, _MOST = 24, 31
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def render(summary: Summary) -> str:
    """The summary without colours."""
    console = Console(no_color=True, width=100, force_terminal=False)
    with console.capture() as capture:
        console.print(rendered(summary))
    return capture.get()


def rendered(summary: Summary) -> RenderableType:
    """The summary as rich shows it."""
    if not summary.entries:
        return Text("nothing has been recorded")
    parts = [
        _table("what happened", summary.events, is_event=True),
        _table("when", _recent(summary.days)),
        _table("who", summary.users[:_MOST]),
        _table("what of", summary.entities[:_MOST]),
    ]
    shown = [part for part in parts if part.row_count]
    return Group(_title(summary), *(piece for part in shown for piece in (Text(), part)))


def _title(summary: Summary) -> Text:
    days = [summary.days[0].name, summary.days[-1].name]
    span = " to ".join(dict.fromkeys(days))
    count = len(summary.entries)
    return Text(f"{count:,} {'entry' if count == 1 else 'entries'}, {span}", style="bold")


def _recent(days: Sequence[Row]) -> list[Row]:
    """The last month by day, what lies before it as one row."""
    old = days[:-_MOST]
    if not old:
        return list(days)
    events = {
        name: sum(row.events.get(name, 0) for row in old) for row in old for name in row.events
    }
    first = Row("before", sum(r.entries for r in old), sum(r.values for r in old), events)
    return [first, *days[-_MOST:]]


def _table(title: str, rows: Sequence[Row], *, is_event: bool = False) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, no_wrap=True, overflow="ellipsis", max_width=20, min_width=13)
    most = max((row.values for row in rows), default=1)
    table.add_column("count", justify="right", no_wrap=True, min_width=len(f"{most:,}"))
    table.add_column("", min_width=_WIDE, max_width=_WIDE, no_wrap=True)
    table.add_column("", no_wrap=True, overflow="ellipsis", style="dim")
    for row in rows:
        name = Text(printable(row.name), COLOURS.get(row.name, ""))
        told = f"{row.entries:,} {'entry' if row.entries == 1 else 'entries'}"
        events = ", ".join(f"{count:,} {event}" for event, count in _by_size(row.events))
        table.add_row(name, f"{row.values:,}", _bar(row, most), told if is_event else events)
    return table


def _by_size(events: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(events.items(), key=lambda item: -item[1])


def _bar(row: Row, most: int) -> Text:
    """The row's events side by side, to the scale of the longest row."""
    bar, at, end = Text(), 0, 0.0
    for event, count in _by_size(row.events):
        end += count * _WIDE / most
        whole = int(end)
        bar.append("█" * (whole - at), COLOURS.get(event, ""))
        at = whole
    if at < _WIDE and row.values:
        part = _EIGHTHS[max(int((end - at) * 8), 0 if at else 1)]
        bar.append(part.rstrip(), COLOURS.get(_by_size(row.events)[-1][0], ""))
    return bar
