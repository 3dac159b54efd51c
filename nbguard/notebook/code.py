"""Code stays code: where its strings and comments are, and what fits into them."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'")


class Literal(NamedTuple):
    """The inside of one string or comment."""

    start: int
    end: int

    def takes(self, new: str) -> bool:
        """Whether ``new`` can stand in it without ending it."""
        return not set(new) & set("\"'\\\n\r")


class Literals:
    """The strings and comments of one source."""

    def __init__(self, source: str, language: str) -> None:
        self._all = [Literal(m.start() + 1, m.end()) for m in _TOKEN.finditer(source)]

    def holding(self, start: int, end: int) -> Literal | None:
        """The literal that ``source[start:end]`` lies in."""
        return next((lit for lit in self._all if lit.start <= start and end <= lit.end), None)
