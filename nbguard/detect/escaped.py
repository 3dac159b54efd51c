r"""Texts with characters as JSON escapes them, ``J\u00fcrgen``, read as what they mean.

Cells of a table and texts by themselves pass through here; a document's readings are decoded
already, of whatever encoding (``nbguard.notebook``).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nbguard.findings import Match

    Detect = Callable[[Sequence[str], Sequence[Sequence[str]]], list[list[Match]]]

_SIGN = "\\u"
_ESCAPE = re.compile(
    r"\\(?:(?P<code>u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}"
    r"|u(?![dD][89a-fA-F])[\da-fA-F]{4})|[\s\S])"
)


class Decoded(NamedTuple):
    """A text without escapes, and behind which of its characters how many signs are left out."""

    text: str
    behind: list[int]
    omitted: list[int]

    def origin(self, match: Match) -> Match:
        """The match where it stands in the escaped text."""
        return match._replace(start=self._at(match.start), end=self._at(match.end))

    def _at(self, position: int) -> int:
        return position + self.omitted[bisect_right(self.behind, position)]


def decoded(text: str) -> Decoded:
    r"""The text with each ``\uXXXX`` as the character it stands for.

    >>> decoded(r"J\u00fcrgen").text
    'Jürgen'
    """
    parts: list[str] = []
    behind, omitted = [], [0]
    at = size = 0
    for found in _ESCAPE.finditer(text):
        if not found["code"]:
            continue
        parts += text[at : found.start()], json.loads(f'"{found[0]}"')
        size += found.start() - at + 1
        at = found.end()
        behind.append(size)
        omitted.append(at - size)
    return Decoded("".join([*parts, text[at:]]), behind, omitted)


def detected(
    detect: Detect, texts: Sequence[str], contexts: Sequence[Sequence[str]]
) -> list[list[Match]]:
    """What ``detect`` finds in the texts, read without escapes; positions are the texts' own."""
    escaped = {i: decoded(text) for i, text in enumerate(texts) if _SIGN in text}
    if not escaped:
        return detect(texts, contexts)
    read = [escaped[i].text if i in escaped else text for i, text in enumerate(texts)]
    found = detect(read, contexts)
    return [
        list(map(escaped[i].origin, matches)) if i in escaped else matches
        for i, matches in enumerate(found)
    ]


def plain(texts: Sequence[str]) -> Sequence[str]:
    """The texts without escapes."""
    if not any(_SIGN in text for text in texts):
        return texts
    return [decoded(text).text if _SIGN in text else text for text in texts]
