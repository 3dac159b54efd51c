"""Words to numbers: which rows of the embedding table a word is made of.

No word is kept anywhere. A word, its beginnings, endings and letter triples are hashed into the
rows of one table; lists of names, towns and ordinary words are kept as sorted 32-bit hashes.
"""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

ROWS = 3 << 14
RESERVED = 64  # the first rows: membership in the lists, and a few plain facts
LEARNED = ("first", "last", "town", "country", "ordinary", "common", "technical", "street")
LISTS = (*LEARNED, "dictionary")  # of the last one only the rules ask
_ADDRESS, _NUMBER, _SIGN, _UPPER, _TITLE, _MIXED, _LOWER, _OTHER, _UNDERSCORE, _INITIAL = range(
    16, 26
)

_DIGIT = re.compile(r"\d")
_SHAPES = (
    (re.compile(r"[a-z\u00df-\u00f6\u00f8-\u00ff]+"), "x"),
    (re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00de]+"), "X"),
    (re.compile(r"\d+"), "0"),
)


def fold(word: str) -> str:
    """Lower case, without accents; what the lists are looked up by.

    >>> fold("Peña"), fold("ŁUKASZ")
    ('pena', 'łukasz')
    """
    word = word.lower()
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word.replace("\u2019", "'"))
    return "".join(c for c in letters if not unicodedata.combining(c)) or word


def list_key(folded: str) -> int:
    """The hash under which a list holds a word."""
    return crc32(folded.encode())


def _row(kind: str, piece: str) -> int:
    return RESERVED + crc32((kind + piece).encode()) % (ROWS - RESERVED)


def _case(word: str) -> int:
    if word.isupper():
        return _UPPER if len(word) > 1 else _INITIAL
    if word.islower():
        return _LOWER
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return _TITLE
    return _MIXED if word[:1].isascii() else _OTHER


def _shape(word: str) -> str:
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return word[:8]


def word_rows(word: str, folded: str) -> list[int]:
    """The rows of a word, but for its membership in the lists.

    ``folded`` is ``fold(word)``; callers have it at hand for the lists.
    """
    first = word[0]
    if not (first.isalnum() or first == "_" or (len(word) > 2 and first in "@#")):
        return [_SIGN, _row("s", word[:3])]
    if first in "@#" or "@" in word or "://" in word or word.startswith("www."):
        return [_ADDRESS]
    if first.isdigit():
        return _number_rows(word)
    rows = [_case(word), _row("w", folded), _row("c", _shape(word) + str(min(len(word), 12)))]
    if "_" in word:
        return [*rows, _UNDERSCORE, _row("t", folded.rsplit("_", 1)[-1])]
    rows += [_row("p", folded[:n]) for n in (2, 3, 4) if n < len(folded)]
    rows += [_row("e", folded[-n:]) for n in (1, 2, 3, 4) if n < len(folded)]
    edged = f"^{folded[:12]}$"
    return rows + [_row("g", edged[i : i + 3]) for i in range(len(edged) - 2)]


def _number_rows(word: str) -> list[int]:
    pattern = _DIGIT.sub("0", word)
    year = word[:2] if len(word) == 4 and word.isdigit() else ""
    return [_NUMBER, _row("n", pattern[:12]), _row("y", year), _row("e", word[-2:].lower())]
