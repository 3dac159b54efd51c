"""When two values are the same: spelling that does not matter is taken away before comparing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.entities import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Callable

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
_SEPARATORS = re.compile(r"[\W_]+")


def canonical(entity: str, value: str) -> str:
    """The form in which equal values of ``entity`` are equal.

    >>> canonical("EMAIL_ADDRESS", " Jane@Acme.com")
    'jane@acme.com'
    >>> canonical("CREDIT_CARD", "4111-1111 1111 1111")
    '4111111111111111'
    """
    return canonicalizer(entity)(value)


def canonicalizer(entity: str) -> Callable[[str], str]:
    """``canonical`` for one entity, for whoever has a million values of it."""
    known = CATALOGUE.get(entity)
    if known is None or known.kind != "pii":
        return str.strip
    return _spaced if entity in _SPACED else _compact


def _spaced(value: str) -> str:
    return " ".join(value.split()).casefold()


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", value).casefold()
