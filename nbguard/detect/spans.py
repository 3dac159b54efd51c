"""Parts of a text around literals in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_BLANKS = " \n"
"""The blanks that are looked for; a word may hold others, and then is only longer."""


def about(
    places: Iterable[tuple[int, str]], before: int, after: int, length: int
) -> list[tuple[int, int]]:
    """The parts of a text of this length around words whose places are known, merged.

    >>> about([(2, "phone"), (13, "phone")], 2, 8, 28)
    [(0, 26)]
    """
    spans = sorted((max(0, at - before), at + len(word) + after) for at, word in places)
    return [(start, min(end, length)) for start, end in _merged(spans)]


def whole_words(text: str, places: Iterable[tuple[int, str]], reach: int) -> list[tuple[int, int]]:
    """What stands between blanks around each of these words, at most ``reach`` characters off.

    >>> whole_words("write to jo@acme.com now", [(11, "@")], 20)
    [(9, 20)]
    """
    spans = []
    for at, word in places:
        first, last = max(0, at - reach), min(len(text), at + len(word) + reach)
        start = max(first, *(text.rfind(blank, first, at) + 1 for blank in _BLANKS))
        ends = [end for blank in _BLANKS if (end := text.find(blank, at, last)) >= 0]
        spans.append((start, min(ends, default=last)))
    return _merged(sorted(spans))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def positions(text: str, word: str) -> Iterator[int]:
    """Where ``word`` begins in ``text``, each time after the last."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
