"""Terminal control: colours, hyperlinks, overstrikes, and marks that no reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook.views import Decoded, View, substituting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.views import Piece

# ECMA-48. Every alternative takes what it began: a sequence that never ends is scanned once.
_STRING = r"(?:\x1b[\]PX^_]|[\x90\x9d])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
_CODE = r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-Z\\^-~]?"
_OVERSTRIKE = r"[^\x08\r\n\x1b]\x08([^\x08\r\n\x1b])"
# Zero-width space, soft hyphen, byte order mark. Not U+2060 and U+200C: they mark a fake value.
_INVISIBLE = "[\u200b\u00ad\ufeff]"
_CONTROL = re.compile(f"{_STRING}|{_CODE}|{_OVERSTRIKE}|\x08+|{_INVISIBLE}")
_STRINGS = re.compile(r"(?:\x1b[\]PX^_]|[\x90\x9d])([^\x07\x1b\x9c]+)")
_SIGNS = "\x1b\x08\x9b\x9d\x90\u200b\u00ad\ufeff"


def views(view: View) -> list[View]:
    """What is seen, and what the control strings say; nothing if there is no control."""
    text = view.text
    signs = _SIGNS[:2] if text.isascii() else _SIGNS
    if not any(sign in text for sign in signs):
        return []
    shown = Decoded(view, _shown)
    return [shown, Decoded(view, _said)] if _STRINGS.search(text) else [shown]


def _seen(match: re.Match[str]) -> str:
    # A run of backspaces erases what is still in the file: it is read as a text of its own.
    return match[1] or ("\n" if match[0] == "\x08" * len(match[0]) else "")


_shown = substituting(_CONTROL, _seen)


def _said(text: str) -> Iterator[Piece]:
    for match in _STRINGS.finditer(text):
        start, end = match.span(1)
        yield start, end, None
        yield end, end, "\n"
