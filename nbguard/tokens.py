"""The forms that a redacted value takes in text, so that nothing redacts it a second time.

    [EMAIL_ADDRESS_1]              a placeholder: the number says nothing of the value
    [EMAIL_ADDRESS]                a value generalised to nothing but its entity
    [EMAIL_ADDRESS#3f9a...]        a keyed hash: 24 hexadecimal digits
    [EMAIL_ADDRESS=1.9f3c01ab.Zm]  a cipher: version, key id, base64url
    laura.miller4821@fake.example  a fake address: the top-level domain can never exist (RFC 2606)
    Laura Miller                   a fake word in text, followed by an invisible mark

Square brackets are safe in HTML, JSON, Markdown and inside a Python string.
"""

from __future__ import annotations

import re
from functools import cache

from nbguard.entities import CATALOGUE

# A word joiner and a zero-width non-joiner: invisible, no line break, and no text has the two
# side by side by nature, so a real name is never taken for a fake one.
MARK = "\u2060\u200c"
FAKE_DOMAIN = "fake.example"

_NAME = r"[A-Z][A-Z0-9_]{0,60}"
PLACEHOLDER = re.compile(rf"\[({_NAME})_(\d{{1,9}})\]")
CIPHER = re.compile(rf"\[({_NAME})=1\.([0-9a-f]{{8}})\.([A-Za-z0-9_-]+)\]")
_MARKED = rf"[^\s\u2060]{{1,80}}{MARK}"
_BRACKETED = r"_\d{1,9}|\#[0-9a-f]{24}|=1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+"


@cache  # compiled when first needed: a scan that finds nothing never pays for it
def _redacted() -> re.Pattern[str]:
    return re.compile(
        rf"\[(?:{_NAME}(?:{_BRACKETED})|{'|'.join(sorted(CATALOGUE))})\]"
        rf"|[A-Za-z0-9._]{{1,80}}@{re.escape(FAKE_DOMAIN)}\b"
        rf"|{_MARKED}(?: {_MARKED})*"
    )


def spans(text: str) -> list[tuple[int, int]]:
    """Where ``text`` holds redacted values: a match that lies inside one is no finding.

    >>> spans("ask [PERSON_1] or x@acme.com")
    [(4, 14)]
    """
    if "[" not in text and FAKE_DOMAIN not in text and MARK not in text:
        return []
    return [match.span() for match in _redacted().finditer(text)]


def covers(text: str) -> bool:
    """Whether ``text`` is nothing but one redacted value."""
    return spans(text) == [(0, len(text))]
