"""What a column's header suggests. A suggestion lowers what the values must prove, never to zero.

Words are whole words in several languages, accents folded; ``firstName``, ``first_name`` and
``firstname`` are the same header.
"""

from __future__ import annotations

import itertools
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from nbguard.detect.context import words
from nbguard.detect.header_words import (
    DEEDS,
    NAME,
    NAMES_OF_PEOPLE,
    NUMBERS_OF_THINGS,
    PARTS_OF_TABLES,
    ROLES,
    SUGGESTS,
    THINGS,
)

# Letters that Unicode does not take apart: German, Turkish, Danish, Polish, Croatian.
_STROKES = str.maketrans({"ß": "ss", "\u0131": "i", "ø": "o", "æ": "ae", "ł": "l", "đ": "d"})


def folded(text: str) -> str:
    """Without accents: ``Telefono`` for ``Teléfono``."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).lower().split())


_ENTITY_OF = {word: entity for entity, row in SUGGESTS.items() for word in _words(row)}
_PERSONS, _ROLES, _NAME = _words(NAMES_OF_PEOPLE), _words(ROLES), _words(NAME)
_THINGS, _PARTS = _words(THINGS), _words(PARTS_OF_TABLES)
_CODES, _DEEDS = _words(NUMBERS_OF_THINGS), _words(DEEDS)

# What detection's own context words call it, in English: a Spanish header then lifts them too.
_ENGLISH = {
    "EMAIL_ADDRESS": ("email",),
    "PHONE_NUMBER": ("phone",),
    "US_SSN": ("ssn",),
    "CREDIT_CARD": ("credit", "card"),
    "IBAN_CODE": ("iban",),
    "IP_ADDRESS": ("ip",),
    "DATE_OF_BIRTH": ("dob", "birth"),
    "PASSWORD": ("password",),
}


class Header(NamedTuple):
    """The words of a header, what they suggest, and how far they suggest a person's name.

    ``person`` is 1 for "surname", 0.75 for "customer", 0.5 for "name", 0 for silence, -1 for
    "product name".
    """

    words: tuple[str, ...]
    suggested: frozenset[str]
    person: float

    @property
    def context(self) -> tuple[str, ...]:
        """The words for detection, with English ones for what is suggested."""
        english = (word for entity in sorted(self.suggested) for word in _ENGLISH.get(entity, ()))
        return (*self.within, *english)

    @property
    def is_code(self) -> bool:
        """Whether it announces numbers that are grouped as phone numbers are, and are none."""
        return not _CODES.isdisjoint(self.words)

    @property
    def is_of_things(self) -> bool:
        """Whether it speaks of things with names, and not of what somebody did or wrote."""
        return self.person < 0 and _DEEDS.isdisjoint(self.words)

    @property
    def within(self) -> tuple[str, ...]:
        """The words without those that call for a name: a column's names are told by lists."""
        return tuple(w for w in self.words if w not in _NAME | _PERSONS | _ROLES)


def read(label: object) -> Header:
    """Read one header; labels that are no text are read as Python prints them.

    >>> read("teléfonoMóvil").suggested, read("Last Name").person, read("product_name").person
    (frozenset({'PHONE_NUMBER'}), 1.0, -1.0)
    """
    return _read(" ".join(map(str, label)) if isinstance(label, tuple) else str(label))


@lru_cache(maxsize=1024)  # a kernel shows the same columns again and again
def _read(text: str) -> Header:
    found = tuple(words(folded(text)))
    joined = [*found, *map("".join, itertools.pairwise(found)), "".join(found)]
    suggested = frozenset(_ENTITY_OF[word] for word in joined if word in _ENTITY_OF)
    return Header(found, suggested, _person(found, joined))


def _person(found: tuple[str, ...], joined: list[str]) -> float:
    named = not _NAME.isdisjoint(found)
    if not _THINGS.isdisjoint(found) or (named and not _PARTS.isdisjoint(found)):
        return -1.0
    if not _PERSONS.isdisjoint(joined):
        return 1.0
    if not _ROLES.isdisjoint(joined) or found in (("first",), ("last",)):
        return 0.75
    return 0.5 if named else 0.0
