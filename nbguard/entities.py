"""The catalogue: every entity nbguard knows, its kind, and whether it is on by default.

Presidio's name where Presidio has one. An entity is on by default when it is personal or secret
and its recognizer has a checksum, a distinctive form, or asks for a key or a context word.
"""

from __future__ import annotations

from typing import NamedTuple


class Entity(NamedTuple):
    """``kind`` is ``pii``, ``secret`` or ``path``; ``about`` is one line for reports and docs."""

    name: str
    kind: str
    on: bool
    about: str


def _rows(kind: str, on: bool, rows: dict[str, str]) -> list[Entity]:
    return [Entity(name, kind, on, about) for name, about in rows.items()]


_PII_ON = {
    "PERSON": "a person's name",
    "STREET_ADDRESS": "a street address",
    "EMAIL_ADDRESS": "an e-mail address",
    "PHONE_NUMBER": "a telephone number",
    "CREDIT_CARD": "a payment card number",
    "IBAN_CODE": "an international bank account number",
    "IP_ADDRESS": "a public IP address",
    "MAC_ADDRESS": "a network card's hardware address",
    "DATE_OF_BIRTH": "a date beside a key such as 'dob' or 'born'",
    "US_SSN": "a US social security number",
    "US_ITIN": "a US individual taxpayer number",
}
_PII_OFF = {
    "LOCATION": "a place name",
    "ORGANIZATION": "an organisation's name",
    "DATE_TIME": "a date or time",
    "URL": "a web address",
}
_PATHS = {"USER_PATH": "a home folder or user name in a path"}
_SECRETS = {
    "PASSWORD": "a password beside its key",
    "PRIVATE_KEY": "a private key block",
    "JWT": "a JSON web token",
    "URL_CREDENTIALS": "user and password inside a URL",
    "AWS_ACCESS_KEY": "an AWS access key id",
    "AWS_SECRET_KEY": "an AWS secret access key",
    "GITHUB_TOKEN": "a GitHub token",
    "GENERIC_SECRET": "a random-looking value beside a telling key",
    "DECLARED_VALUE": "a secret of the environment, or what `%nbguard hide` names",
}

CATALOGUE: dict[str, Entity] = {
    entity.name: entity
    for entity in [
        *_rows("pii", True, _PII_ON),
        *_rows("pii", False, _PII_OFF),
        *_rows("path", True, _PATHS),
        *_rows("secret", True, _SECRETS),
    ]
}
DEFAULT: frozenset[str] = frozenset(e.name for e in CATALOGUE.values() if e.on)


def kind_of(entity: str) -> str:
    """``pii``, ``secret`` or ``path``; an entity of the user's own counts as ``pii``."""
    known = CATALOGUE.get(entity)
    return known.kind if known else "pii"
