"""What a column's free texts hold, once the others of the column have been heard.

A column has many sentences for a tagger to be wrong in, and many numbers of one form of which
some pass any check digit by chance.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from nbguard.detect import people, streets
from nbguard.detect.lists import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.evidence import Cell
    from nbguard.detect.headers import Header
    from nbguard.findings import Match

    Found = Sequence[Sequence[Match]]

_SURE = 0.85
_MOST = 0.5
_BELIEVED = 0.7  # of one word
_BY_CHANCE = 0.3  # at most this share of the numbers of one form passes a check by chance
_MANY = 10  # cells of one form, from which chance can be told
_OTHERS = 0.03  # of a column of SSNs are none: 000-00-0000
_STAND_INS = 2
# Told by how they are written, with no check digit in them.
_FORMS_ALONE = frozenset(("US_SSN", "PHONE_NUMBER", "IP_ADDRESS", "US_ITIN", "US_BANK_NUMBER"))
_DIGITS = {ord("0") + digit: "9" for digit in range(10)}


def corroborated(found: Found, cells: Sequence[Cell], header: Header) -> list[list[Match]]:
    """Without what is doubtful; per cell, what it holds among other words."""
    kept = [
        [match for match in matches if not _doubted(match, cell.text, header)]
        for matches, cell in zip(found, cells, strict=True)
    ]
    return _not_by_chance(_vouched(kept, cells), cells, header)


def fills(match: Match, text: str) -> bool:
    """Whether the match is the whole cell, but for spaces and a few signs around it."""
    rest = text[: match.start] + text[match.end :]
    return not any(map(str.isalnum, rest)) and len(rest) <= 6


def is_sentence(text: str) -> bool:
    """A remark among cells such as "ok": titles and names have no long word in small letters."""
    if text.count(" ") < 2:
        return False
    words = text.split()
    return len(words) > 2 and any(len(word) > 3 and word.islower() for word in words)


def number_form(text: str) -> str:
    """The form of a number: "999-99-9999"; nothing for what holds letters."""
    return "" if any(map(str.isalpha, text)) else text.strip().translate(_DIGITS)


def only_alike(entity: str, header: Header, count: int, alike: int) -> bool:
    """Whether the ``count`` of ``alike`` numbers of a form that could be the entity only look so.

    Under "sku" and "version" they do. Nine digits in three groups are a US_SSN nine times in ten,
    whatever they are: a column of those has no others, but for some that stand for none.
    """
    if entity not in _FORMS_ALONE or entity in header.suggested:
        return False
    return header.is_code or (
        entity == "US_SSN" and alike - count > max(_STAND_INS, _OTHERS * alike)
    )


def _doubted(match: Match, text: str, header: Header) -> bool:
    """What proves nothing by itself.

    A code that few cells resemble must be sure. A person is not: one word that the tagger doubts
    or that has no capital where others have one, an institution's patron, or part of a thing's
    name where the header speaks of things.
    """
    if match.entity != "PERSON":
        return match.score < _SURE and fills(match, text)
    name = text[match.start : match.end]
    if " " not in name and (match.score < _BELIEVED or (name.islower() and not text.islower())):
        return True
    if name.islower() and not _is_spoken(text, name):
        return True
    institution = people.is_called_after(text)
    if institution and header.person != 0:
        return True
    return (institution or header.is_of_things) and not is_sentence(text)


def _is_spoken(text: str, name: str) -> bool:
    """Whether common words stand around a name in small letters: "pontiac catalina" has none."""
    around = re.findall(r"[^\W\d_]+", text.replace(name, " ").lower())
    return any(fact.common for fact in known(around).values())


def _vouched(found: Found, cells: Sequence[Cell]) -> list[list[Match]]:
    """Without what the tagger saw of an entity if few of it are such to any list."""
    seen: dict[str, list[str]] = {"PERSON": [], "STREET_ADDRESS": []}
    for matches, cell in zip(found, cells, strict=True):
        for match in matches:
            seen.get(match.entity, []).append(cell.text[match.start : match.end])
    doubtful = set()
    if people.look(seen["PERSON"]).listed < _MOST:
        doubtful.add("PERSON")
    named = sum(map(streets.looks_like_one, seen["STREET_ADDRESS"]))
    if named < _MOST * len(seen["STREET_ADDRESS"]):
        doubtful.add("STREET_ADDRESS")
    return [[match for match in matches if match.entity not in doubtful] for matches in found]


def _not_by_chance(found: Found, cells: Sequence[Cell], header: Header) -> list[list[Match]]:
    """Without numbers whose like are mostly nothing: one in ten passes a check digit."""
    alone = [
        matches[0] if len(matches) == 1 and fills(matches[0], cell.text) else None
        for matches, cell in zip(found, cells, strict=True)
    ]
    if not any(alone):
        return [list(matches) for matches in found]
    forms = [number_form(cell.text) for cell in cells]
    alike = Counter(forms)
    holding = Counter(
        (form, match.entity) for form, match in zip(forms, alone, strict=True) if match
    )
    chance = {
        key
        for key, count in holding.items()
        if key[0] and _is_chance(key[1], header, count, alike[key[0]])
    }
    return [
        [] if match and (form, match.entity) in chance else list(matches)
        for matches, match, form in zip(found, alone, forms, strict=True)
    ]


def _is_chance(entity: str, header: Header, count: int, alike: int) -> bool:
    """Whether ``count`` of the cells of one form are no more than chance would make them."""
    rare = entity not in header.suggested and alike >= _MANY and count < _BY_CHANCE * alike
    return rare or only_alike(entity, header, count, alike)
