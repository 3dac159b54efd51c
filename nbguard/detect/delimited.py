"""Tables inside a text: lines of as many fields as the header above them.

A log, a printed file or a pasted table says what its values are once, at the top. Each field under
a header with a telling word is then asked about as a cell with that header.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect.labels import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

_TITLE = r"[ \t\"']{0,3}[^\W\d][\w ./()#-]{0,39}[\"']?"
# pandas writes no title above an index: ",name,phone".
_HEAD = re.compile(
    rf"\n(?P<titles>(?:{_TITLE}|(?=[,;\t]{_TITLE}))(?P<mark>[,;\t|])(?:(?:{_TITLE})?(?P=mark)){{0,80}}"
    rf"(?:{_TITLE})?)\s?(?=\n)"
)


class Cell(NamedTuple):
    """``text[start:end]`` of a text, and the words of its column's header."""

    start: int
    end: int
    header: tuple[str, ...]


def cells(text: str, words: AbstractSet[str]) -> Iterator[Cell]:
    r"""The fields that stand under a header with one of ``words`` in it.

    >>> text = "name,phone\nJane Roe,2125550187"
    >>> [(text[c.start : c.end], c.header) for c in cells(text, {"phone"})]
    [('2125550187', ('phone',))]
    """
    done = 0
    for head in _HEAD.finditer(f"\n{text}"):
        titles = [words_of(title) for title in head["titles"].split(head["mark"])]
        if head.start() >= done and not words.isdisjoint(word for t in titles for word in t):
            for cell in _rows(text, head.end(), head["mark"], titles):
                done = cell.end
                if not words.isdisjoint(cell.header):
                    yield cell


def _rows(text: str, at: int, delimiter: str, titles: Sequence[tuple[str, ...]]) -> Iterator[Cell]:
    """The cells of the lines from ``at``, as long as they have as many fields as titles."""
    while at < len(text):
        end = _line_end(text, at)
        spans = _fields(text[at:end], delimiter)
        if len(spans) != len(titles):
            return
        yield from (
            Cell(at + left, at + right, title)
            for (left, right), title in zip(spans, titles, strict=True)
            if left < right
        )
        at = end + 1


def _fields(line: str, delimiter: str) -> list[tuple[int, int]]:
    """Where the values stand, without blanks and quotes; a quoted one may hold delimiters."""
    spans, start, field = [], 0, ""
    for part in line.split(delimiter):
        field = f"{field}{delimiter}{part}" if field else part
        if field.count('"') % 2 == 0:
            value = field.strip(' \t\r"')
            left = start + (field.index(value) if value else 0)
            spans.append((left, left + len(value)))
            start += len(field) + 1
            field = ""
    return spans


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
