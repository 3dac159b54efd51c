"""Code stays code: only the insides of strings and comments may change, and they stay closed."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.code.literals import Literal
    from nbguard.notebook.views import Piece


class Literals:
    """The strings and comments of one source.

    Looked for when first needed: to read an escape, or to replace something. Most cells have
    neither, and never load a lexer.
    """

    def __init__(self, source: str, language: str) -> None:
        self._source = source
        self._language = language

    @cached_property
    def _all(self) -> list[Literal]:
        from nbguard.notebook.code.lexers import literals  # see above

        return list(literals(self._source, self._language))

    def holding(self, start: int, end: int) -> Literal | None:
        """The literal that ``source[start:end]`` lies in; None if it is code, even in part."""
        at = bisect_right(self._all, start, key=lambda literal: literal.start) - 1
        literal = self._all[at] if at >= 0 else None
        return literal if literal and end <= literal.end else None

    def decode(self, source: str) -> Iterator[Piece]:
        """The source with the escapes of its strings decoded: a ``views.Decode``."""
        at = 0
        for literal in self._all if "\\" in source or "{{" in source else ():
            for start, end, new in literal.escaped(source):
                yield at, start, None
                yield start, end, new
                at = end
        yield at, len(source), None

    def encode(self, new: str, at: int) -> str:
        """``new`` as it is written at ``at``: a ``views.Encode``."""
        literal = self.holding(at, at)
        return literal.encode(new) if literal else new
