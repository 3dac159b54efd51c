"""``fake``: an invented value of the same sort, drawn by key; the same value, the same fake.

Names, places and firms come from Faker, in the language of the value. What could ring, receive
mail or be charged is drawn from ranges that can never exist: addresses at ``fake.example``,
phone numbers that begin as no number does, cards and IBANs with a wrong check digit.
A secret has no fake: it becomes a keyed hash.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from functools import cache
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from faker import Faker
from faker.config import AVAILABLE_LOCALES

from nbguard import keys
from nbguard.entities import CATALOGUE, kind_of
from nbguard.errors import PolicyError
from nbguard.operators.canonical import canonical
from nbguard.operators.hash import operator as hash_operator
from nbguard.tokens import FAKE_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable

_SCRIPTS = {
    "ARABIC": "ar_SA",
    "CJK": "zh_CN",
    "CYRILLIC": "ru_RU",
    "DEVANAGARI": "hi_IN",
    "GREEK": "el_GR",
    "HANGUL": "ko_KR",
    "HEBREW": "he_IL",
    "HIRAGANA": "ja_JP",
    "KATAKANA": "ja_JP",
    "THAI": "th_TH",
}
_LATIN = ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "sv_SE", "da_DK")
_WORDS = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})")


def operator(argument: str) -> Callable[[str, str], str]:
    """Fakes in the locale ``argument`` (``de_DE``); without one, in each value's own.

    Raises KeyMissing.
    """
    if argument and argument not in AVAILABLE_LOCALES:
        raise PolicyError("fake takes a locale of Faker's, as in 'fake:de_DE'")
    return Fakes(keys.derive(keys.load(), "fake"), argument)


class Fakes:
    """Calling it with an entity and a value gives the value's fake under ``key``."""

    def __init__(self, key: bytes, locale: str = "") -> None:
        self._key = key
        self._locale = locale
        self._hash = hash_operator("")

    def __call__(self, entity: str, value: str) -> str:
        """The fake of ``value``; a keyed hash where the entity has none."""
        if kind_of(entity) != "pii":
            return self._hash(entity, value)
        make = _MAKERS.get(entity, _digits if entity in CATALOGUE else None)
        if make is None:
            return self._hash(entity, value)
        return make(self, value, self.random(entity, value))

    def random(self, entity: str, value: str) -> Random:
        """A source of randomness that only the value and the key decide.

        A name counts as addresses spell it, so that Schröder and schroder@ are the same person.
        """
        if entity == "PERSON":
            value = _plain(value)
        message = f"{entity}\0{canonical(entity, value)}".encode("utf-8", "surrogatepass")
        seed = int.from_bytes(hmac.digest(self._key, message, "sha256")[:8], "big")
        return Random(seed)  # noqa: S311 it is the HMAC that nobody can foresee

    def locale(self, value: str) -> str:
        """The locale that was asked for, or the value's own."""
        return self._locale or _locale(value)

    def faker(self, value: str, random: Random) -> Faker:
        """Faker in the value's locale, drawing from ``random``."""
        made = _faker(self.locale(value))
        made.seed_instance(random.getrandbits(64))
        return made


def _person(fakes: Fakes, value: str, random: Random) -> str:
    """Faker's lists, drawn from directly: its own draw takes ten times as long."""
    names = _names(fakes.locale(value))
    first, last = random.choice(names.first), random.choice(names.last)
    if len(value.split()) == 1:
        name = first
    elif "," in value:
        name = f"{last}, {first}"
    else:
        name = f"{first} {last}"
    return _like(value, name)


def _email(fakes: Fakes, value: str, random: Random) -> str:
    """``jane.roe@...`` is Jane Roe's: the address is built from the fake of that name."""
    name = " ".join(_WORDS.findall(value.partition("@")[0])) or "x"
    fake = _person(fakes, name, fakes.random("PERSON", name))
    ascii_only = _plain(fake).encode("ascii", "ignore").decode().lower()
    local = ".".join(_WORDS.findall(ascii_only)) or "user"
    return f"{local}{random.randrange(10_000):04}@{FAKE_DOMAIN}"


def _street(fakes: Fakes, value: str, random: Random) -> str:
    return _like(value, str(fakes.faker(value, random).street_address()).replace("\n", ", "))


def _city(fakes: Fakes, value: str, random: Random) -> str:
    return _like(value, str(fakes.faker(value, random).city()))


def _company(fakes: Fakes, value: str, random: Random) -> str:
    return _like(value, str(fakes.faker(value, random).company()))


def _date(_fakes: Fakes, value: str, random: Random) -> str:
    """Another day up to five years away, written the same way."""

    def moved(match: re.Match[str]) -> str:
        parts = [match[1], match[3], match[4]]
        for index, part in enumerate(parts):
            if len(part) == 4:
                new = str(int(part) + random.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]))
            else:  # up to 12, so that it is a day and a month whichever way it is read
                new = str(random.randint(1, 12)).zfill(len(part))
            parts[index] = new
        return match[2].join(parts)

    if _DATE.search(value):
        return _DATE.sub(moved, value)
    return f"{random.randint(1940, 2005)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _ip(_fakes: Fakes, value: str, random: Random) -> str:
    """The ranges for benchmarks (RFC 2544) and documentation (RFC 3849): nobody's machine."""
    if ":" in value:
        return f"2001:db8::{random.getrandbits(16):x}:{random.getrandbits(16):x}"
    return f"198.{random.choice([18, 19])}.{random.randrange(256)}.{random.randrange(256)}"


def _phone(_fakes: Fakes, value: str, random: Random) -> str:
    """The country code stays; no network has a number that begins with these noughts.

    One would not do: it may be a trunk prefix, and two the way to dial abroad.
    """
    digits = re.sub(r"\D", "", value)
    known = (digits[:n] for n in (1, 2, 3) if digits[:n] in _country_codes())
    code = next(known, "") if value.strip().startswith("+") else ""
    return _redrawn(value, random, code + "00" if code else "000")


def _card(_fakes: Fakes, value: str, random: Random) -> str:
    """No issuer's cards begin with 0."""
    return _redrawn(value, random, "0")


def _iban(_fakes: Fakes, value: str, random: Random) -> str:
    """The country stays; 00 is never a check number."""
    return value[:2] + _redrawn(value[2:], random, "00")


def _ssn(_fakes: Fakes, value: str, random: Random) -> str:
    """Area 000 is never given out."""
    return _redrawn(value, random, "000")


def _mac(_fakes: Fakes, value: str, random: Random) -> str:
    """Locally administered: no maker's."""
    digits = iter(f"02{random.getrandbits(40):010x}")
    return re.sub("[0-9A-Fa-f]", lambda _: next(digits, "0"), value)


def _url(_fakes: Fakes, _value: str, random: Random) -> str:
    return f"https://{FAKE_DOMAIN}/{random.getrandbits(32):08x}"


def _digits(_fakes: Fakes, value: str, random: Random) -> str:
    return _redrawn(value, random)


def _redrawn(value: str, random: Random, start: str = "") -> str:
    """The same layout with other digits, the first of them ``start``, and other letters."""
    given = iter(start)
    drawn = []
    for character in value:
        if character.isdigit():
            drawn.append(next(given, None) or random.choice("0123456789"))
        elif character.isalpha():
            letter = random.choice("abcdefghijklmnopqrstuvwxyz")
            drawn.append(letter.upper() if character.isupper() else letter)
        else:
            drawn.append(character)
    return "".join(drawn)


_MAKERS: dict[str, Callable[[Fakes, str, Random], str]] = {
    "CREDIT_CARD": _card,
    "DATE_OF_BIRTH": _date,
    "DATE_TIME": _date,
    "EMAIL_ADDRESS": _email,
    "IBAN_CODE": _iban,
    "IP_ADDRESS": _ip,
    "LOCATION": _city,
    "MAC_ADDRESS": _mac,
    "ORGANIZATION": _company,
    "PERSON": _person,
    "PHONE_NUMBER": _phone,
    "STREET_ADDRESS": _street,
    "URL": _url,
    "US_SSN": _ssn,
}


def _plain(value: str) -> str:
    """Without accents."""
    letters = unicodedata.normalize("NFKD", value.replace("ß", "ss"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _like(value: str, fake: str) -> str:
    """``fake`` in capitals or small letters if ``value`` is."""
    if value.isupper():
        return fake.upper()
    return fake.lower() if value.islower() else fake


def _locale(value: str) -> str:
    """By script; among the Latin ones the first whose names the value's words are most of."""
    for character in value:
        if character.isalpha() and ord(character) > 0x24F:
            script = unicodedata.name(character, "").split()[0].split("-")[0]
            return _SCRIPTS.get(script, _LATIN[0])
    words = {word.title() for word in _WORDS.findall(value)}
    return max(_LATIN, key=lambda locale: len(words & _names(locale).all))


class Names(NamedTuple):
    """The names of one locale, in an order that does not change."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    all: frozenset[str]


@cache
def _names(locale: str) -> Names:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    first = getattr(provider, "first_names", ()) or _names("en_US").first
    last = getattr(provider, "last_names", ()) or _names("en_US").last
    return Names(tuple(first), tuple(last), frozenset([*first, *last]))


@cache
def _faker(locale: str) -> Faker:
    return Faker(locale)


@cache
def _country_codes() -> frozenset[str]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
