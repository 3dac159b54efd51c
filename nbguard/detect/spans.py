"""Parts of a text around literals in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def around(lower: str, words: Iterable[str], before: int, after: int) -> list[tuple[int, int]]:
    """The parts of ``lower`` from ``before`` to ``after`` characters about each word, merged.

    >>> around("a phone is a phone, no more", ["phone"], 2, 8)
    [(0, 26)]
    """
    spans = (
        (at - before, at + len(word) + after) for word in words for at in positions(lower, word)
    )
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((max(0, start), end))
    return [(start, min(end, len(lower))) for start, end in merged]


def positions(text: str, word: str) -> Iterator[int]:
    """Where ``word`` begins in ``text``, each time after the last."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
