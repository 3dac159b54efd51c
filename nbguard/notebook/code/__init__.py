"""Code stays code: only the insides of strings and comments may change, and they stay closed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from nbguard.notebook.code import lexer, python
from nbguard.notebook.code.languages import PYTHON, named
from nbguard.notebook.code.literals import Literal
from nbguard.notebook.layers import escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.views import Piece

__all__ = ["Literal", "Literals"]

_BRACES = re.compile(r"\{\{|\}\}")
_ESCAPES = re.compile(rf"{escapes.ANY.pattern}|\\\r?\n")
_BOTH = re.compile(rf"{_ESCAPES.pattern}|{_BRACES.pattern}")


class Literals:
    """The strings and comments of one source; found when first asked for."""

    def __init__(self, source: str, language: str) -> None:
        self._source = source
        self._language = named(language)

    @cached_property
    def _all(self) -> list[Literal]:
        if self._language is PYTHON:
            return list(python.literals(self._source))
        return list(lexer.literals(self._source, self._language))

    def holding(self, start: int, end: int) -> Literal | None:
        """The literal that ``source[start:end]`` lies in; None if it is code, even in part."""
        at = bisect_right(self._all, start, key=lambda literal: literal.start) - 1
        literal = self._all[at] if at >= 0 else None
        return literal if literal and end <= literal.end else None

    def decode(self, source: str) -> Iterator[Piece]:
        """The source with the escapes of its strings decoded: a ``views.Decode``."""
        at = 0
        for literal in self._all if "\\" in source or "{{" in source else ():
            for start, end, new in _decoded(source, literal):
                yield at, start, None
                yield start, end, new
                at = end
        yield at, len(source), None

    def encode(self, new: str, at: int) -> str:
        """``new`` as it is written at ``at``: a ``views.Encode``."""
        literal = self.holding(at, at)
        return literal.encode(new) if literal else new


def _decoded(source: str, literal: Literal) -> Iterator[Piece]:
    """The escapes in one literal."""
    formatted = "f" in literal.prefix or "t" in literal.prefix
    if not literal.escapes and not formatted:
        return
    pattern = (_BOTH if formatted else _ESCAPES) if literal.escapes else _BRACES
    for match in pattern.finditer(source, literal.start, literal.end):
        yield *match.span(), _character(match[0])


def _character(escape: str) -> str:
    if escape[0] != "\\":
        return escape[0]
    return "" if escape[-1] == "\n" else escapes.character(escape)
