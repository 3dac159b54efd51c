"""Backslash escapes: JSON, Python and JavaScript strings, Markdown and LaTeX punctuation."""

from __future__ import annotations

import json
import re

from nbguard.notebook.views import substituting

_PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_JSON = re.compile(rf"\\(?:{_PAIR}|u[0-9a-fA-F]{{4}}|.)", re.DOTALL)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _json_character(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[1] != "u":
        return _LETTERS.get(escape[1], escape[1])
    high, _, low = escape[2:].partition("\\u")
    return surrogates(int(high, 16), int(low, 16)) if low else chr(int(high, 16))


def surrogates(high: int, low: int) -> str:
    """The one character that a pair of surrogates stands for."""
    return chr(0x10000 + (high - 0xD800 << 10) + low - 0xDC00)


json_string = substituting(_JSON, _json_character)
"""The body of a JSON string, decoded."""


def to_json(new: str, *, ascii_only: bool) -> str:
    r"""``new`` as the body of a JSON string.

    >>> print(to_json('Zoë "Z"', ascii_only=True))
    Zo\u00eb \"Z\"
    """
    return json.dumps(new, ensure_ascii=ascii_only)[1:-1]
