"""Literals: the insides of strings and comments, and what may be written into them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nbguard.notebook.layers import escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACES = re.compile(r"\{\{|\}\}")
_ESCAPES = re.compile(rf"{escapes.STRING.pattern}|\\\r?\n")
_BOTH = re.compile(rf"{_ESCAPES.pattern}|{_BRACES.pattern}")


class Literal(NamedTuple):
    """The inside of one string, comment, or line of text in code.

    ``quote`` is what ends it (empty: the line does), ``prefix`` a Python string's letters in
    lower case. ``escapes``: a backslash is one. ``doubled``: the quote is escaped by itself.
    """

    start: int
    end: int
    quote: str = ""
    prefix: str = ""
    escapes: bool = False
    doubled: bool = False
    long: bool = False

    def takes(self, new: str) -> bool:
        """Whether ``new`` can stand here, escaped where that is possible."""
        if "b" in self.prefix and not new.isascii():
            return False
        if self.escapes:
            return True
        if not self.long and ("\n" in new or "\r" in new):
            return False
        if self.doubled or not self.quote:
            return True
        closing = self.quote if len(self.quote) == 2 else self.quote[0]
        return closing not in new and "\\" not in new

    def encode(self, new: str) -> str:
        """``new`` as it is written here."""
        if self.escapes:
            new = new.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
            new = "".join("\\" + c if c in self.quote else c for c in new)
        elif self.doubled:
            new = new.replace(self.quote, self.quote * 2)
        if "f" in self.prefix or "t" in self.prefix:
            new = new.replace("{", "{{").replace("}", "}}")
        return new

    def escaped(self, source: str) -> Iterator[tuple[int, int, str]]:
        """The escapes in it: start, end, the character meant."""
        formatted = "f" in self.prefix or "t" in self.prefix
        if not self.escapes and not formatted:
            return
        pattern = (_BOTH if formatted else _ESCAPES) if self.escapes else _BRACES
        for match in pattern.finditer(source, self.start, self.end):
            yield *match.span(), _character(match[0])


def _character(escape: str) -> str:
    if escape[0] != "\\":
        return escape[0]
    return "" if escape[-1] == "\n" else escapes.character(escape)
