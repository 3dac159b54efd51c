"""Context words: the words beside a value, or in its key or header, that say what it is.

Words are whole words. ``phone_number``, ``phoneNumber`` and ``phone-number`` are two words each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

LIFT = 0.35
LEAST = 0.65
REACH = 100
"""How many characters before a value its context words may stand."""

_AFTER = 30
_WORDS_BEFORE = 8
_WORDS_AFTER = 2
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")


def words(text: str) -> list[str]:
    """The words of ``text``, lower case, in order; camelCase and snake_case are taken apart.

    >>> words("customer_phoneNumber: SSNField")
    ['customer', 'phone', 'number', 'ssn', 'field']
    """
    return [part.lower() for word in _WORD.findall(text) for part in _humps(word)]


def vocabulary(text: str) -> set[str]:
    """The set of ``words(text)``, fast: each distinct word is taken apart once."""
    return {part.lower() for word in set(_WORD.findall(text)) for part in _humps(word)}


def _humps(word: str) -> list[str]:
    return [word] if word.islower() or word.isupper() or word.istitle() else _HUMP.split(word)


def near(text: str, start: int, end: int) -> Iterable[str]:
    """The words that count as context of ``text[start:end]``, nearest first."""
    before = words(text[_word_start(text, max(0, start - REACH)) : start])
    yield from reversed(before[-_WORDS_BEFORE:])
    line = text[end : end + _AFTER].partition("\n")[0]
    yield from words(line)[:_WORDS_AFTER]


def _word_start(text: str, at: int) -> int:
    """The first place from ``at`` that does not cut a word in two."""
    while 0 < at < len(text) and text[at - 1].isalpha():
        at += 1
    return at


def lifts(
    text: str, start: int, end: int, context: Collection[str], outside: Collection[str]
) -> bool:
    """Whether a word of ``context`` stands near the value, or in its key or header."""
    if not context:
        return False
    return any(word in context for word in outside) or any(
        word in context for word in near(text, start, end)
    )


def lifted(score: float) -> float:
    """The score once context supports it."""
    return min(1.0, max(LEAST, score + LIFT))
