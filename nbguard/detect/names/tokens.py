"""Text to tokens: what the tagger reads.

A token keeps its place in the text and how it is set off from the one before it: glued on, after
a space, after a wide gap (the next cell of a printed table), on a new line, after an empty one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SYLLABLE = r"[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3々]"  # no spaces between words: one by one
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0d7f\u0e31-\u0e4e"
_LETTER = r"[^\W_\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3々\u3040-\u30ff]"

# The order matters: what is certainly no name in one piece first, single signs last.
TOKEN = re.compile(
    rf"""
    (?P<address> https?://[^\s<>"']{{1,2000}} | www\.[^\s<>"']{{1,2000}}
               | [\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}
               | [@\#]\w{{1,100}} )
  | \d+(?:[.,]\d+)*(?!\w)
  | {_SYLLABLE}
  | [\u30a0-\u30ff]+ | [\u3040-\u309f]+
  | (?:{_LETTER}[{_MARKS}]*)+ (?:['\u2019](?![sS]\b)(?:{_LETTER}[{_MARKS}]*)+)* (?:_\w*)?
  | _\w*
  | ['\u2019][sS]\b
  | ([^\w\s])\2*
    """,
    re.VERBOSE,
)

GLUED, SPACE, GAP, LINE, BLANK = range(5)


class Token(NamedTuple):
    """``text[start:end]``, and how it is set off from what stands before it."""

    word: str
    start: int
    end: int
    spacing: int


def _spacing(text: str, last: int, start: int) -> int:
    """How what begins at ``start`` is set off from what ended at ``last``."""
    if last < 0:
        return LINE
    gap = text[last:start]
    if gap in (" ", "\xa0"):
        return SPACE
    if "\n" in gap:
        return BLANK if gap.count("\n") > 1 else LINE
    return GAP


def tokens(text: str) -> list[Token]:
    """Every token of ``text``, in order.

    >>> [t.word for t in tokens("Dr O'Neill's e-mail: j.d@x.org")]
    ['Dr', "O'Neill", "'s", 'e', '-', 'mail', ':', 'j.d@x.org']
    """
    found, last = [], -1
    for match in TOKEN.finditer(text):
        start, end = match.span()
        spacing = GLUED if start == last else _spacing(text, last, start)
        found.append(Token(text[start:end], start, end, spacing))
        last = end
    return found
