"""Whether texts are street addresses: a house number beside words, and a word for street."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from nbguard.detect.lists import known
from nbguard.detect.rules import each

_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = r"(?<!\w)\d{1,5}(?:[a-z]|bis|ter)?(?!\w|-[A-Za-z]{3})"  # no "4-Wheel"
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(
    rf"[^\W\d_]{{2,}}.{{0,60}}?{_NUMBER}|{_NUMBER}.{{0,20}}?[^\W\d_]{{2,}}", re.DOTALL
)
_ENDINGS = re.compile(
    r"(?i)(?:straße|strasse|str|straat|laan|weg|gatan|vägen|gasse|platz|allee|katu|singel|hof|"
    r"dreef|kade|ring|damm|ufer|gade|gata|vej|veien|vegen|tie|kuja|polku|utca|caddesi|soka\u011f\u0131|"
    r"пр|ул|пер)\b|(?<!\w)(?:al|os)\. (?=\w)"
)
_ENGLISH = frozenset(
    each(
        """street st avenue ave road rd lane ln drive dr boulevard blvd court ct place pl square
        sq terrace parkway pkwy circle highway hwy suite apt apartment"""
    )
)
_ABROAD = frozenset(
    each(
        """rue chemin impasse cours prom quai allée voie calle avenida avda paseo plaza camino
        cuesta via viale piazza corso strada vicolo rua travessa praça ul ulica aleja alameda
        mahallesi sokak caddesi jalan улица aleje plac osiedle
        شارع طريق نهج ساحة ميدان حي زنقة درب حارة زقاق ممر جادة"""
    )
)
"""Words for street that are written in small letters, too, and are nothing else."""
_EASTERN = re.compile(
    r"[省市区縣县郡町村].{0,30}\d+[-丁番]\d*|[路街道巷条弄里].{0,8}\d+[号號弄]"
    r"|[가-힣]{2,}[로길] ?\d{1,5}|[\u3400-\u9fff]{2,}\d{1,5}[号號]"
)
_IDEOGRAPHIC = re.compile(r"[省市区縣县郡町村路街道巷号號座番].{0,80}\d|[시구군동로길].{0,80}\d")
_LETTER = re.compile(r"[@<]|\n\s*\n|[.!?:]\s*\n")  # a mail or a signature, not an address alone
_LONGEST = 200
_MOST_COMMON = 2  # "near the old mill" has three; the column's other cells outvote it
_LONG_ENDING = 5
_IN_ONE_PIECE = ("no_NO", "da_DK", "sv_SE", "nl_NL")


def numbered(text: str) -> bool:
    """Whether a number stands near a word, as a house's does."""
    head = text[:_LONGEST]
    if not _DIGIT.search(head):
        return False
    return any(pattern.search(head) for pattern in (_NUMBERED, _IDEOGRAPHIC, _EASTERN))


def looks_like_one(text: str) -> bool:
    """Whether ``text`` is numbered and names a street.

    >>> looks_like_one("12 Main Street"), looks_like_one("Hauptstr. 5"), looks_like_one("5 apples")
    (True, True, False)
    """
    head = text[:_LONGEST]
    if not _DIGIT.search(head):
        return False
    if _EASTERN.search(head):
        return True
    if " " not in text or not numbered(text):
        return False
    return _names_a_street(head) or _ENDINGS.search(head) is not None


def is_among_others(text: str) -> bool:
    """Whether a text says more than an address: other words, lines that end as sentences do.

    >>> is_among_others("We met at 12 Oak Street and it was nice"), is_among_others("5 Oak Ave")
    (True, False)
    """
    if _LETTER.search(text):
        return True
    small = [word for word in _WORDS.findall(text) if word.islower()]
    return sum(fact.common for fact in known(small).values()) > _MOST_COMMON


def _names_a_street(head: str) -> bool:
    """Whether a word for street stands where one does: "Row 5 failed at the end" has none."""
    words = _WORDS.findall(head)
    if not _ABROAD.isdisjoint(map(str.lower, words)):
        return True
    english, abroad = _kinds()
    if head.islower():
        return head[:1].isdigit() and not _ENGLISH.isdisjoint(words)
    capitals = [i for i, word in enumerate(words) if word[0].isupper() and len(word) > 1]
    return any(
        words[i].lower() in abroad
        or words[i].endswith(_endings())
        or ((i or head[:1].isdigit()) and words[i].lower() in english)
        for i in capitals
    )


@cache
def _kinds() -> tuple[frozenset[str], frozenset[str]]:
    """The words for street that Faker's addresses know, in English and in other languages."""
    english, abroad = set(_ENGLISH), set(_ABROAD)
    for module in iter_modules(import_module("faker.providers.address").__path__):
        kinds = english if module.name.startswith("en") else abroad
        kinds.update(_listed(module.name, "street_suffixes", "street_prefixes"))
    return frozenset(english), frozenset(abroad - english)


@cache
def _endings() -> tuple[str, ...]:
    """What streets' names end with where they are written in one piece: "Bestemorstien"."""
    endings = (_listed(locale, "street_suffixes") for locale in _IN_ONE_PIECE)
    return tuple(word for word in set().union(*endings) if len(word) >= _LONG_ENDING)


def _listed(locale: str, *attributes: str) -> set[str]:
    """What Faker's streets of one locale begin or end with, in small letters."""
    provider = import_module(f"faker.providers.address.{locale}").Provider
    return {str(word).lower() for name in attributes for word in getattr(provider, name, ())}
