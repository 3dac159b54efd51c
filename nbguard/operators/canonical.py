"""When two values are the same: spelling that does not matter is taken away before comparing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.entities import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words and dotted forms keep their separators: 1.23.4.5 is not 12.3.4.5.
_SPACED = frozenset(
    {
        "DATE_OF_BIRTH",
        "DATE_TIME",
        "EMAIL_ADDRESS",
        "IP_ADDRESS",
        "LOCATION",
        "ORGANIZATION",
        "PERSON",
        "STREET_ADDRESS",
        "URL",
    }
)
_AT_IN_A_URL = "%40"
_SEPARATORS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_ODD_SPACES = ("  ", "\t", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f")
_WITHOUT_SEPARATORS = {c: None for c in range(128) if not chr(c).isalnum() and chr(c) != "\n"}


def canonical(entity: str, value: str) -> str:
    """The form in which equal values of ``entity`` are equal.

    >>> canonical("EMAIL_ADDRESS", " Jane@Acme.com")
    'jane@acme.com'
    >>> canonical("CREDIT_CARD", "4111-1111 1111 1111")
    '4111111111111111'
    """
    known = CATALOGUE.get(entity)
    if known is None or known.kind != "pii":
        return value.strip()
    if entity == "EMAIL_ADDRESS":
        value = value.replace(_AT_IN_A_URL, "@")
    return _spaced(value) if entity in _SPACED else _compact(value)


def canonicals(entity: str, values: Sequence[str]) -> list[str]:
    """``canonical`` of many values, all in one pass over their joined text.

    >>> canonicals("PERSON", ["Jane  Roe", "BO"])
    ['jane roe', 'bo']
    """
    joined = "\n".join(values)
    if entity == "EMAIL_ADDRESS":
        joined = joined.replace(_AT_IN_A_URL, "@")
    if joined.count("\n") != len(values) - 1:  # a value has lines of its own
        return [canonical(entity, value) for value in values]
    known = CATALOGUE.get(entity)
    if known is None or known.kind != "pii":
        return list(map(str.strip, values))
    if entity in _SPACED:
        odd = not joined.isascii() or any(space in joined for space in _ODD_SPACES)
        plain = _SPACES.sub(" ", joined) if odd else joined
        return list(map(str.strip, plain.casefold().split("\n")))
    if not joined.isascii():
        return list(map(_compact, values))
    return joined.translate(_WITHOUT_SEPARATORS).casefold().split("\n")


def _spaced(value: str) -> str:
    return " ".join(value.split()).casefold()


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", value).casefold()
