"""Windows: the parts of a text around its candidates, which is all that Presidio sees.

Presidio's work grows faster than a text's length, and most of a text is of no interest. A window
holds its candidates whole, with enough before and after for their context words.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect.context import REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.detect.candidates import Candidate

_MOST = 2_000
"""A window around candidates grows no longer than this, unless a single candidate is."""
_PIECE = 20_000
"""The least length of a piece of a text that has to be seen whole."""


class Window(NamedTuple):
    """``text[start:end]`` of a text, and the candidates in it, in the text's positions.

    ``outside`` are the words that describe the text from outside.
    """

    start: int
    text: str
    candidates: tuple[Candidate, ...]
    outside: tuple[str, ...] = ()


def around(text: str, candidates: Sequence[Candidate]) -> Iterator[Window]:
    """The small windows that together hold every candidate."""
    group: list[Candidate] = []
    end = 0
    for candidate in sorted(candidates):
        far = group and (candidate.start > end + REACH or candidate.end > group[0].start + _MOST)
        if far and candidate.start >= end:  # a window never ends inside a value
            yield _window(text, group, group[0].start, end + REACH)
            group = []
        group.append(candidate)
        end = max(end, candidate.end)
    if group:
        yield _window(text, group, group[0].start, end + REACH)


def pieces(text: str, candidates: Sequence[Candidate]) -> Iterator[Window]:
    """The whole of ``text``, cut at line ends that no candidate crosses."""
    todo = deque(sorted(candidates))
    group: list[Candidate] = []
    start = crossed = 0
    for end in _line_ends(text):
        while todo and todo[0].start < end:
            group.append(todo.popleft())
            crossed = max(crossed, group[-1].end)
        if end == len(text) or (end - start >= _PIECE and crossed <= end):
            yield _window(text, group, start, end)
            start, group = end, []


def _line_ends(text: str) -> Iterator[int]:
    at = 0
    while at < len(text):
        at = text.find("\n", at) + 1 or len(text)
        yield at


def _window(text: str, group: Sequence[Candidate], first: int, end: int) -> Window:
    """From context's reach before ``first``, at the start of a word, to ``end``."""
    start = max(0, first - REACH)
    while 0 < start < first and text[start - 1].isalnum():
        start += 1
    return Window(start, text[start:end], tuple(group))
