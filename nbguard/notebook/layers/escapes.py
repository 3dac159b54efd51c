"""Backslash escapes: JSON, Python and JavaScript strings, Markdown and LaTeX punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook.jsontext import to_json
from nbguard.notebook.views import Decoded, View, substituting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.views import Piece

_PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_HEX = r"u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U00[01][0-9a-fA-F]{5}|u\{0{0,4}[0-9a-fA-F]{1,5}\}"
_CODED = rf"{_PAIR}|{_HEX}|[0-3][0-7]{{2}}|[abfnrtv0]"

STRING = re.compile(rf"\\(?:{_CODED}|[\\\"'/])")
"""What strings in code and JSON escape."""

_ANY = re.compile(rf"\\(?:{_CODED}|[^\w\s]|_)")
_LETTERS = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
_QUOTE_OR_ESCAPE = re.compile(r"\\.|[\"'\n]")
_STRING_PREFIX = re.compile(r"(?:^|[^A-Za-z0-9_])([bBuUfF]?)$")


def character(escape: str) -> str:
    r"""The character that one escape stands for.

    >>> character(r"\u0040"), character(r"\x40"), character(r"\100"), character(r"\/")
    ('@', '@', '@', '/')
    """
    first, rest = escape[1], escape[2:].strip("{}")
    if first in "uUx" and rest:
        high, _, low = rest.partition("\\u")
        return _pair(int(high, 16), int(low, 16)) if low else _chr(int(high, 16))
    if len(escape) == 4 and first.isdigit():
        return chr(int(escape[1:], 8))
    return _LETTERS.get(first, first)


def _pair(high: int, low: int) -> str:
    return chr(0x10000 + (high - 0xD800 << 10) + low - 0xDC00)


def _chr(number: int) -> str:
    return chr(number) if number <= 0x10FFFF else "\ufffd"


_unescaped = substituting(_ANY, lambda match: character(match[0]))


def views(view: View) -> list[View]:
    """The text with every escape in it decoded once; nothing if there is none."""
    if not _ANY.search(view.text):
        return []
    return [Decoded(view, _unescaped, _to_string)]


def in_quotes(view: View) -> View:
    r"""The text as a reader of its quoted strings sees it.

    A string is decoded only if each of its escapes is one: ``"C:\Users"`` stays as it is. This
    is no guess but how the text was meant: without it, ``'\njane'`` would be read as ``njane``.
    """
    if "\\" not in view.text:
        return view
    made = Decoded(view, _quoted, _to_string)
    return made if made.text != view.text else view


def _quoted(text: str) -> Iterator[Piece]:
    at = 0
    for escape in _escapes_in_quotes(text):
        start, end = escape.span()
        yield at, start, None
        yield start, end, character(escape[0])
        at = end
    yield at, len(text), None


def _escapes_in_quotes(text: str) -> Iterator[re.Match[str]]:
    quote = ""
    waiting: list[re.Match[str]] = []
    for match in _QUOTE_OR_ESCAPE.finditer(text):
        sign = match[0]
        if sign[0] == "\\":
            waiting.append(match)
        elif sign == quote:
            yield from _whole(text, waiting)
            quote = ""
        elif sign == "\n":
            quote = ""
        elif not quote and _opens(text, match.start()):
            quote, waiting = sign, []


def _whole(text: str, escapes: list[re.Match[str]]) -> list[re.Match[str]]:
    """The escapes in full length, or none if one of them is no escape at all."""
    whole: list[re.Match[str]] = []
    for escape in escapes:
        if whole and escape.start() < whole[-1].end():
            continue  # the second half of a pair of surrogates
        match = STRING.match(text, escape.start())
        if not match:
            return []
        whole.append(match)
    return whole


def _opens(text: str, at: int) -> bool:
    """Whether the quote at ``at`` can begin a string; a raw string has no escapes."""
    before = text[max(at - 3, 0) : at]
    return not before[-1:].isalnum() or bool(_STRING_PREFIX.search(before))


def _to_string(new: str, _at: int) -> str:
    # Valid in JSON, Python and JavaScript, whichever quotes stand around it.
    return to_json(new, ascii_only=False).replace("'", "\\u0027")
