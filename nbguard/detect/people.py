"""Whether the values of a column are people's names, told by lists of names, value by value.

Faker's lists of first and last names in all its locales: facts about names, no one's data.
Prose is the tagger's business; a column of names has no sentences to learn from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect.lists import Known, Names, known, names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_WORDS = 6
_PARTICLE = 3  # letters, as in "van" and "ten"; the longer ones are titles
_AROUND = " \t\"'*-_\u2013"
# Vowel signs are no letters to Unicode, yet no Hindi or Arabic name is without them.
_SIGNS = r"\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e00-\u0e7f"
_LETTER = rf"(?:[^\W\d_]|[{_SIGNS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['\u2019\u00b4`-]{_LETTER}+)*\.?")
_SHAPE = re.compile(rf"{_LETTER}[\w{_SIGNS} .,'\u2019\u00b4`()-]{{0,80}}")
# A party, a country, a maiden name; and who else wrote it.
_ASIDE = re.compile(r"\s*(?:\([^()]{1,40}\)$|;.*|,? et al\b.*)", re.DOTALL)
# Chinese and Japanese set no blank but between a family's name and a given one.
_ON_A_TICKET = re.compile(r"[^\W\d_a-z][^\d_a-z/]+/[^\W\d_a-z][^\d_a-z/]+")  # ROE/JANE MRS
_BRIEF = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,4}")
_HANGUL = re.compile(r"[\uac00-\ud7af]{1,3}")
_IDEOGRAMS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,6}")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ADDRESSED = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Sra?|Mme|Mlle|Sig|Dott|Signora)\.? "
    rf"(?!{_LETTER}+\.){_WORD.pattern}"
)
_TITLES = _set(
    """mr mrs ms miss mx dr prof sir madam mister herr frau sr sra srta senor senora don dona m mme
    mlle sig dott ing jr ii iii iv phd md dds dvm rev hon mag dipl univ de del der den di da do
    dos das du la le van von zu bin al el ibn af av السيد السيدة الآنسة الأستاذ الدكتور المهندس"""
)
_FIRMS = _set(
    """inc llc ltd limited plc corp corporation co company group holding holdings partners sons
    gmbh ag kg kgaa ohg ug ev sa sarl sas srl spa snc bv nv vof ab hb oy oyj aps as sp zoo cie
    fils et and und y en och i gruppen stiftung mbh ltda eireli slu sl cia"""
)
_CALENDAR = _set(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday mon tue wed thu thur fri sat sun spring summer autumn winter"""
)

# What is called after people, as words begin in many languages.
_INSTITUTION = re.compile(
    r"(?i)universi[td]|uniwersyt|univerz|egyetem|yliopisto|korkeakoulu|h[øö][gy]e?skol|hochschul"
    r"|\b(?:colleg|school|institut|istitut|academ|akadem|polit[eé]cni|hospital|klini[ck]|clinic|lyc[ée]e"
    r"|foundation|stiftung|fundaci|airport|museum|mus[ée]e|memorial|stadium|kindergarten|gymnasium)"
)


class People(NamedTuple):
    """Shares of the values, from 0 to 1.

    ``shaped`` are made like names, ``listed`` found in the lists, ``several`` of two words and
    more. ``only`` hold a word that is a name and nothing else, ``other`` one that is a word or a
    place and no name; ``capital`` are written with capitals, in scripts that have them.
    """

    shaped: float = 0.0
    listed: float = 0.0
    several: float = 0.0
    only: float = 0.0
    other: float = 0.0
    capital: float = 0.0


def look(values: list[str]) -> People:
    """Look at distinct ``values``; an empty list gives zeros.

    >>> look(["Jane Roberts", "Roberts, Michael", "table 7"]).listed > 0.6
    True
    """
    named = [words for words in map(_words, values) if words]
    if not named:
        return People()
    told = known(word.lower() for words in named for word in words)
    named = [words for words in named if not _says_more(words, told)]
    counts = (
        len(named),
        sum(map(_listed, named)),
        sum(len(words) > 1 for words in named),
        max(sum(_only(words, told) for words in named), sum(map(_is_addressed, values))),
        sum(any(_is_other(told[word.lower()]) for word in words) for words in named),
        sum(not any(word[0].islower() for word in words[:1]) for words in named),
    )
    return People(*(count / len(values) for count in counts))


def is_called_after(value: str) -> bool:
    """Whether a value names an institution, which may be called after somebody.

    >>> is_called_after("Johns Hopkins University"), is_called_after("Johns Hopkins")
    (True, False)
    """
    return _INSTITUTION.search(value) is not None


def _words(value: str) -> list[str]:
    """The words of what could be a name, without titles; nothing for what cannot be one."""
    value = _ASIDE.sub("", value).strip(_AROUND)
    if _ON_A_TICKET.fullmatch(value):
        value = value.replace("/", ", ")
    if not _SHAPE.fullmatch(value) or any(c.isdigit() for c in value):
        return []
    words = [word.rstrip(".") for word in _WORD.findall(value)]
    if len(words) > _MOST_WORDS or not _FIRMS.isdisjoint(word.lower() for word in words[1:]):
        return []
    return [word for word in words if word.lower() not in _TITLES]


def _is_addressed(value: str) -> bool:
    """Whether a value calls somebody by a title and a family's name: "Mrs. Clark"."""
    return _ADDRESSED.fullmatch(value.strip()) is not None


def _says_more(words: Sequence[str], told: Mapping[str, Known]) -> bool:
    """Whether a small word that is nobody's stands beside others: "Jan Nowak dzwonił"."""
    small = [word for word in words if word.islower()]
    if len(small) == len(words):
        return False
    return any(len(word) > _PARTICLE and not told[word].name for word in small)


def _only(words: Sequence[str], told: Mapping[str, Known]) -> bool:
    """Known as a name alone, or written as only names are: with initials, in two short parts."""
    if len(words) == 2 and (all(map(_BRIEF.fullmatch, words)) or _is_korean(words)):
        return True
    if any(fact.name and not fact.other for fact in (told[word.lower()] for word in words)):
        return True
    long = [word for word in words if len(word) > 1]
    initials = len(long) == 1 < len(words) and all(map(str.isupper, set(words).difference(long)))
    return initials and long[0][0].isupper() and not told[long[0].lower()].other


def _is_korean(words: Sequence[str]) -> bool:
    """A family's name of one syllable, and a given one, in either order: "이 서연", "서연 이"."""
    if not all(map(_HANGUL.fullmatch, words)):
        return False
    return min(map(len, words)) == 1 and max(map(len, words)) <= 3


def _is_other(fact: Known) -> bool:
    return fact.other and not fact.name


def _listed(words: list[str]) -> bool:
    lists = names()
    if len(words) == 1:
        word = words[0].lower()
        if _IDEOGRAMS.fullmatch(word):
            return _written_together(word, lists)
        return word not in _CALENDAR and (word in lists.first or word in lists.last)
    low = [word.lower() for word in words]
    first = [word in lists.first for word in low]
    last = [word in lists.last for word in low]
    if last[0] and all(len(word) == 1 for word in words[1:]):  # Aaronson, L. H.
        return True
    if not (any(first) and any(last)) and not (first[0] and len(words[0]) > 1):
        return False
    known = sum(a or b or len(word) == 1 for a, b, word in zip(first, last, low, strict=True))
    return known * 2 >= len(words)


def _written_together(word: str, lists: Names) -> bool:
    """A Chinese, Japanese or Korean name: the family's name, then one or two more characters."""
    if word in lists.first or word in lists.last:
        return True
    return any(word[:n] in lists.last and 1 <= len(word[n:]) <= 3 for n in (1, 2, 3))
