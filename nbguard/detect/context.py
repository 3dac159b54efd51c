"""Context words: the words beside a value, or in its key or header, that say what it is.

Words are whole words. ``phone_number``, ``phoneNumber`` and ``phone-number`` are two words each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIFT = 0.35
LEAST = 0.65
REACH = 100
"""How many characters before a value its context words may stand."""
BEYOND = 30
"""How many characters after it."""

_WORDS_BEFORE = 8
_WORDS_AFTER = 2
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_STOP = re.compile(r"[,;|\n:=]")
_OTHER_NUMBER = re.compile(r"\d[\d.() /+-]{6,}")
# Every ASCII byte that is no letter becomes a blank; bytes of other letters stay.
_LETTERS = bytes(b if b >= 0x80 or chr(b).isalpha() else 0x20 for b in range(256))


def words(text: str) -> list[str]:
    """The words of ``text``, lower case, in order; camelCase and snake_case are taken apart.

    >>> words("customer_phoneNumber: SSNField")
    ['customer', 'phone', 'number', 'ssn', 'field']
    """
    found = _WORD.findall(text)
    return found if text.islower() else _small(found)


def vocabulary(text: str) -> set[str]:
    """The set of ``words(text)``, and as fast as a split: each distinct word is taken apart once.

    Letters and signs beyond ASCII are not told apart, so a word may come with a foreign sign
    attached; context words of our own are all found.
    """
    distinct = set(text.encode("utf-8", "replace").translate(_LETTERS).split())
    return set(words(" ".join(word.decode("utf-8", "replace") for word in distinct)))


def _small(found: Iterable[str]) -> list[str]:
    """The words taken apart at their humps, in small letters."""
    small: list[str] = []
    for word in found:
        if word.islower():
            small.append(word)
        elif word.isupper() or word.istitle():
            small.append(word.lower())
        else:
            small += map(str.lower, _HUMP.split(word))
    return small


def near(text: str, start: int, end: int) -> list[str]:
    """The words that count as context of ``text[start:end]``, the nearest before it first."""
    return [*before(text, start), *after(text, end)]


def before(text: str, start: int) -> list[str]:
    """The words that count as context of what begins at ``start``, nearest first."""
    reached = text[_word_start(text, max(0, start - REACH)) : start]
    for part in reversed(_OTHER_NUMBER.split(reached)):
        if found := _small(_WORD.findall(part)[-_WORDS_BEFORE:])[-_WORDS_BEFORE:]:
            return found[::-1]  # what stands before another number belongs to that one
    return []


def after(text: str, end: int, wide: int = 0) -> list[str]:
    """The words that count as context of what ends at ``end``, or up to ``wide`` beyond it."""
    reached = text[end : end + BEYOND + wide]
    stop = _STOP.search(reached, wide)
    if stop and stop.group() in ":=":
        return []  # they are the next value's key
    return words(reached[: stop.start()] if stop else reached)[: None if wide else _WORDS_AFTER]


def _word_start(text: str, at: int) -> int:
    """The first place from ``at`` that does not cut a word in two."""
    while 0 < at < len(text) and text[at - 1].isalpha():
        at += 1
    return at


def lifted(score: float) -> float:
    """The score once context supports it."""
    return min(1.0, max(LEAST, score + LIFT))
