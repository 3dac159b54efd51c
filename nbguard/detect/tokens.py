"""A light tokenizer, so that Presidio and its users' recognizers have tokens without spaCy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Token(str):
    """A token: a string that knows where it stands; the names are spaCy's."""

    __slots__ = ("idx",)
    idx: int

    @property
    def text(self) -> str:
        """The token as it is written."""
        return str(self)

    @property
    def lemma_(self) -> str:
        """The lower form, which is what context words are compared with."""
        return self.lower()


def tokens(text: str) -> Iterator[Token]:
    """Words, and every other visible character by itself.

    >>> [(t, t.idx) for t in tokens("tel: 12")]
    [('tel', 0), (':', 3), ('12', 5)]
    """
    for match in _TOKEN.finditer(text):
        token = Token(match.group())
        token.idx = match.start()
        yield token
