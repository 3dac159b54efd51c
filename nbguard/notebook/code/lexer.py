"""One pass over code of any language that finds its strings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from nbguard.notebook.code.literals import Literal

if TYPE_CHECKING:
    from nbguard.notebook.code.languages import Language

# An apostrophe after one of these is a transpose, a prime or a lifetime, not a string.
_NO_OPENING = re.compile(r"[\w)\]}.']")


def literals(source: str, language: Language, start: int = 0) -> Iterator[Literal]:
    """The literals of ``source`` from ``start`` on, in order.

    A string that never ends holds nothing, and ends the search if it may span lines: what
    follows could be code or text.
    """
    end = len(source)
    if language.text:
        yield Literal(start, end, long=True)
        return
    while match := _opening(language).search(source, start):
        literal, start = _literal(source, language, match)
        if literal:
            yield literal


@cache
def _opening(language: Language) -> re.Pattern[str]:
    blocks = [opening for opening, _ in language.blocks]
    marks = [*blocks, *language.comments, *language.quotes]
    return re.compile("|".join(re.escape(mark) for mark in marks))


def _literal(source: str, language: Language, match: re.Match[str]) -> tuple[Literal | None, int]:
    """What begins at ``match``, and where to go on."""
    mark, at = match[0], match.end()
    closing = dict(language.blocks).get(mark, mark)
    if mark in language.comments:
        end = line_end(source, at)
        return Literal(at, end), end
    if mark == "'" and _NO_OPENING.match(source, match.start() - 1) and match.start():
        return None, at
    if mark in language.quotes:
        end = string_end(source, mark, at, long=mark in language.long, doubled=language.doubled)
        literal = Literal(at, end, mark, escapes=not language.doubled, doubled=language.doubled)
    else:
        end = source.find(closing, at)
        literal = Literal(at, end, closing, long=True)
    if end < 0:
        return None, len(source) if mark in language.long else line_end(source, at)
    return literal, end + len(closing)


def line_end(source: str, at: int) -> int:
    """Where the line that holds ``at`` ends."""
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def string_end(source: str, quote: str, at: int, *, long: bool, doubled: bool = False) -> int:
    """Where the string whose inside begins at ``at`` is closed; -1 if it is not."""
    for match in _closing(quote, doubled).finditer(source, at):
        if match[0] == quote:
            return match.start()
        if match[0] == "\n" and not long:
            return -1
    return -1


@cache
def _closing(quote: str, doubled: bool) -> re.Pattern[str]:
    passing = quote * 2 if doubled else r"\\."
    return re.compile(rf"{passing}|{quote}|\n", re.DOTALL)
