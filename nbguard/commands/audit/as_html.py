"""The summary for a browser: one page that asks nothing of any server and runs no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from nbguard.commands.audit.plot import plot
from nbguard.report.as_html import page

if TYPE_CHECKING:
    from nbguard.audit.summary import Row, Summary

_MOST = 200


def render(summary: Summary) -> str:
    """The summary as one HTML page."""
    style = files("nbguard.commands.audit").joinpath("plot.css").read_text("utf-8")
    return page("audit log", "\n".join(_body(summary)), style)


def _body(summary: Summary) -> Iterator[str]:
    if not summary.entries:
        yield '<header class="clear"><h1>Nothing has been recorded</h1></header>'
        return
    days = dict.fromkeys([summary.days[0].name, summary.days[-1].name])
    yield '<header class="clear"><h1>What happened to sensitive data</h1>'
    yield f"<p>{escape(' to '.join(days))} (UTC), from the audit log of one account</p></header>"
    yield '<dl class="tiles">'
    for name, count in _tiles(summary):
        yield f"<div><dt>{name}</dt><dd>{count:,}</dd></div>"
    yield "</dl>"
    yield "<section><h2>By day</h2>"
    yield plot(summary)
    yield "</section>"
    yield from _table("By user", summary.users)
    yield from _table("By entity", summary.entities)


def _tiles(summary: Summary) -> Iterator[tuple[str, int]]:
    yield "entries", len(summary.entries)
    yield "users", len(summary.users)
    for row in summary.events[:4]:
        yield row.name.replace("_", " "), row.values


def _table(title: str, rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    most = max(row.values for row in rows)
    yield f"<section><h2>{title}</h2><div class=wide><table class=figures>"
    for row in rows[:_MOST]:
        told = ", ".join(f"{n:,} {e}" for e, n in sorted(row.events.items(), key=lambda x: -x[1]))
        yield (
            f"<tr><th scope=row>{escape(row.name)}</th><td class=number>{row.values:,}</td>"
            f'<td class=bar><i style="width:{100 * row.values / most:.1f}%"></i></td>'
            f"<td class=events>{escape(told)}</td></tr>"
        )
    yield "</table></div></section>"
