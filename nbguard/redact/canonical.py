"""When two values are the same: spelling that does not matter is taken away before comparing."""

from __future__ import annotations

import re

from nbguard.entities import CATALOGUE

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
    known = CATALOGUE.get(entity)
    if known is None or known.kind != "pii":
        return value.strip()
    if entity in _SPACED:
        return " ".join(value.split()).casefold()
    return _SEPARATORS.sub("", value).casefold()
