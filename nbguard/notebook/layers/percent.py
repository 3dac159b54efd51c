"""Percent-encoding, as in URLs: ``jane%40x.org``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook.views import Decoded, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.views import Piece

_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
QUERY = re.compile(r"[?&][\w.-]{1,40}=[^\s&=+]{1,100}\+")
"""A value in a URL's query with a blank in it, which is written as a plus."""
_PLUS = re.compile(r"(?<=[\w,.])\+(?=[\w%])")
# Square brackets stay: a placeholder is to be recognised in a URL too.
_UNSAFE = re.compile(r"[^A-Za-z0-9_.~\[\]@:/-]")


def views(view: View) -> list[View]:
    """The text with its percent-encoding decoded once; nothing if there is none."""
    if not (_RUN.search(view.text) or ("+" in view.text and QUERY.search(view.text))):
        return []
    return [Decoded(view, _decode, _encode)]


def _decode(text: str) -> Iterator[Piece]:
    at = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        yield from _spaces(text, at, start)
        yield from _characters(bytes.fromhex(match[0].replace("%", "")), start)
        at = end
    yield from _spaces(text, at, len(text))


def _spaces(text: str, start: int, end: int) -> Iterator[Piece]:
    """What lies between runs; a plus within a value is a space: ``q=12+Elm+Road%2C+Leeds``."""
    at = start
    for match in _PLUS.finditer(text, start, end):
        yield at, match.start(), None
        yield *match.span(), " "
        at = match.end()
    yield at, end, None


def _characters(octets: bytes, start: int) -> Iterator[Piece]:
    """Each character of a run; octets that are no UTF-8 are read as Latin-1."""
    try:
        characters, encoding = octets.decode(), "utf-8"
    except UnicodeDecodeError:
        characters, encoding = octets.decode("latin-1"), "latin-1"
    for character in characters:
        end = start + 3 * len(character.encode(encoding))
        yield start, end, character
        start = end


def _encode(new: str, _at: int) -> str:
    return _UNSAFE.sub(lambda match: _octets(match[0]), new)


def _octets(character: str) -> str:
    return "".join(f"%{octet:02X}" for octet in character.encode("utf-8", "surrogatepass"))
