"""Windows: the small parts of a text around its candidates, which is all that Presidio sees.

Presidio's work grows faster than a text's length, and most of a text is of no interest. A window
holds its candidates whole, with enough before and after for their context words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nbguard.detect.context import REACH
from nbguard.detect.screen import Candidate

_MOST = 2000
"""A window grows no longer than this, unless a single candidate is."""


class Window(NamedTuple):
    """``text[start:end]`` of a text, and the candidates in it, in the window's own positions."""

    start: int
    text: str
    candidates: tuple[Candidate, ...]


def cut(text: str, candidates: Sequence[Candidate]) -> list[Window]:
    """The windows of ``text`` that together hold every candidate."""
    windows: list[Window] = []
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(candidates):
        if group and (candidate.start > end + REACH or candidate.end > group[0].start + _MOST):
            if candidate.start >= end:  # a window never ends inside a value
                windows.append(_window(text, group, end))
                group = []
        group.append(candidate)
        end = max(end, candidate.end)
    return [*windows, _window(text, group, end)] if group else windows


def _window(text: str, group: Sequence[Candidate], end: int) -> Window:
    start = max(0, group[0].start - REACH)
    while 0 < start < group[0].start and text[start - 1].isalnum():
        start += 1
    moved = tuple(c._replace(start=c.start - start, end=c.end - start) for c in group)
    return Window(start, text[start : end + REACH], moved)
