"""A plot of the log as inline SVG: one row of bars per event, each to its own scale, over days."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.audit.summary import Row, Summary

_WIDTH, _LEFT, _RIGHT = 760, 130, 70
_HEIGHT, _BAR, _AXIS = 54, 38, 26
_MOST_BARS = 92


class Bin(NamedTuple):
    """Some days in a row, and what happened in them."""

    name: str
    events: dict[str, int]


def plot(summary: Summary) -> str:
    """The plot; its colours are the page's, its figures stand in titles that a mouse shows."""
    bins = list(_bins(summary.days))
    height = _HEIGHT * len(summary.events) + _AXIS
    rows = [_row(row, i * _HEIGHT, bins) for i, row in enumerate(summary.events)]
    return "\n".join(
        [
            f'<svg class="plot" viewBox="0 0 {_WIDTH} {height}" role="img"'
            f' aria-label="what happened, by day">',
            *rows,
            *_axis(bins, height - 8),
            "</svg>",
        ]
    )


def _bins(days: Sequence[Row]) -> Iterator[Bin]:
    """The days, or runs of as many as it takes."""
    size = -(-len(days) // _MOST_BARS)
    for start in range(0, len(days), size):
        group = days[start : start + size]
        events: dict[str, int] = {}
        for day in group:
            for event, count in day.events.items():
                events[event] = events.get(event, 0) + count
        name = group[0].name if len(group) == 1 else f"{group[0].name} to {group[-1].name}"
        yield Bin(name, events)


def _row(row: Row, top: int, bins: Sequence[Bin]) -> str:
    name, floor = escape(row.name), top + 8 + _BAR
    most = max(bin_.events.get(row.name, 0) for bin_ in bins)
    bars = [_bar(bin_, i, row.name, most, len(bins), floor) for i, bin_ in enumerate(bins)]
    return "\n".join(
        [
            f'<g class="{name}">',
            f'<text class="name" x="0" y="{floor - 12}">{name.replace("_", " ")}</text>',
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{floor}" y2="{floor}"/>',
            *filter(None, bars),
            f'<text class="total" x="{_WIDTH}" y="{floor - 12}">{row.values:,}</text>',
            "</g>",
        ]
    )


def _bar(bin_: Bin, i: int, event: str, most: int, count: int, floor: int) -> str:
    value = bin_.events.get(event, 0)
    if not value:
        return ""
    slot = (_WIDTH - _LEFT - _RIGHT) / count
    width = min(slot * 0.8, 40)
    height = max(_BAR * value / most, 2)
    x = _LEFT + slot * i + (slot - width) / 2
    return (
        f'<rect x="{x:.1f}" y="{floor - height:.1f}" width="{width:.1f}" height="{height:.1f}"'
        f' rx="{min(width / 4, 2):.1f}"><title>{escape(bin_.name)}: {value:,}</title></rect>'
    )


def _axis(bins: Sequence[Bin], y: int) -> Iterator[str]:
    right = _WIDTH - _RIGHT
    yield f'<text class="day" x="{_LEFT}" y="{y}">{escape(bins[0].name[:10])}</text>'
    if len(bins) > 1:
        last = escape(bins[-1].name[-10:])
        yield f'<text class="day end" x="{right}" y="{y}">{last}</text>'
