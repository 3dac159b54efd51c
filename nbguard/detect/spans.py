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
    places = ((at, word) for word in words for at in positions(lower, word))
    return about(places, before, after, len(lower))


def about(
    places: Iterable[tuple[int, str]], before: int, after: int, length: int
) -> list[tuple[int, int]]:
    """The same for words whose places in a text of this length are known.

    >>> about([(2, "phone"), (13, "phone")], 2, 8, 28)
    [(0, 26)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted((at - before, at + len(word) + after) for at, word in places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((max(0, start), end))
    return [(start, min(end, length)) for start, end in found]


def positions(text: str, word: str) -> Iterator[int]:
    """Where ``word`` begins in ``text``, each time after the last."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
