"""Worth: which values of a column may be remembered, and how each of them is written.

So that ordinary text stays as it is, a value is remembered only if it is

- seven digits and more, three of them different, and no date;
- or letters and digits, six together, at least one of each;
- or several words, six letters together, that are not all common ones;
- or one word of four letters and more that is not common. Of a person's name each such word counts.

A word that means something else too (Rose, Boston) is known only where it stands by itself: in
quotation marks, or on a line of its own. Dates of birth are not remembered: a date is no one's.
Of an e-mail address, which is found anywhere, what stands before the @ is remembered.
"""

from __future__ import annotations

import calendar
import re
from enum import Enum
from typing import TYPE_CHECKING

from nbguard.detect.evidence import is_date, is_null_word
from nbguard.detect.lists import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbguard.detect.lists import Known

TOKEN = re.compile(r"[^\W_]+")
_TOLD_BY_THEMSELVES = frozenset(
    ["IBAN_CODE", "IP_ADDRESS", "MAC_ADDRESS", "URL", "DATE_OF_BIRTH", "DATE_TIME"]
)
"""Found anywhere by their form, or nobody's without their column."""
_LONGEST = 120
_DATE = 8  # digits of one, without signs
_LEAST_DIGITS, _LEAST_KINDS, _LEAST_MIXED, _LEAST_LETTERS, _LEAST_WORD = 7, 3, 6, 6, 4
_IDEOGRAMS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_NOBODY = frozenset(
    """true false none null male female other unknown anonymous guest admin noreply webmaster
    north south east west gold silver junior senior young spring summer autumn winter
    black brown gray green grey orange pink violet white
    christian english french german irish jewish muslim roman welsh
    america chad china cuba india israel jordan kenya trinidad
    church hill lake park street adam""".split()  # noqa: SIM905
) | {name.lower() for name in (*calendar.month_name, *calendar.day_name)}
"""What columns of anything hold, and names among others."""
_ELSEWHERE = frozenset(
    """adelaide aurora austin berlin boston bristol brooklyn carolina charlotte chelsea chester
    cleveland columbus cordoba dakota dallas denver diego edinburgh florence florida frankfurt
    georgia hamburg houston jackson kingston lancaster leon lima lincoln london lourdes madison
    milan montana nancy orlando oxford paris phoenix richmond salem santiago savannah sofia sydney
    texas toledo valencia venice verona victoria vienna virginia washington wellington york
    bartlett fisher gauss huber kendall levene mann newton pearson spearman tukey welch whitney
    wilk xavier""".split()  # noqa: SIM905
)
"""Places and methods, which more outputs are about than about a person of that name."""


class Where(Enum):
    """Where a value stands for itself: anywhere, with a capital, or only by itself."""

    ANYWHERE = 0
    CAPITALISED = 1
    BY_ITSELF = 2


def forms(entity: str, values: Sequence[str]) -> dict[str, Where]:
    """How the values that may be remembered are written, in small letters, blanks between words.

    >>> forms("PHONE_NUMBER", ["555-010-0101", "34"])
    {'555 010 0101': <Where.ANYWHERE: 0>, '5550100101': <Where.ANYWHERE: 0>}
    """
    if entity in _TOLD_BY_THEMSELVES:
        return {}
    if entity == "EMAIL_ADDRESS":
        values = [value.partition("@")[0] for value in values]
    found: dict[str, Where] = {}
    named: list[tuple[str, list[str]]] = []
    for value in values:
        if len(value) > _LONGEST or is_null_word(value):
            continue
        if value.isdecimal() and len(value) > _DATE and value[0] != "0" and len(set(value)) > 2:
            found[value] = Where.ANYWHERE  # most numbers, with less ado
            continue
        words = TOKEN.findall(value.lower())
        joined = "".join(words)
        if joined.isalpha():
            named.append((value, words))
        elif is_date(value):
            continue
        elif joined.isdigit():
            found.update(dict.fromkeys(_numbers(entity, words, joined), Where.ANYWHERE))
        elif len(joined) >= _LEAST_MIXED:
            found[" ".join(words)] = Where.ANYWHERE
    return found | _named(entity, named) if named else found


def _numbers(entity: str, words: Sequence[str], digits: str) -> Iterator[str]:
    """With its separators, without them, and without the noughts that a number has lost."""
    if len(digits.lstrip("0")) < _LEAST_DIGITS or len(set(digits)) < _LEAST_KINDS:
        return
    yield " ".join(words)
    yield digits
    yield digits.lstrip("0")
    if entity == "US_SSN":
        yield digits.zfill(9)


def _named(entity: str, values: Sequence[tuple[str, list[str]]]) -> dict[str, Where]:
    """The same for values of letters alone."""
    facts = known(word for _, words in values for word in words)
    found: dict[str, Where] = {}
    for value, words in values:
        if len(words) == 1:
            found.update(_word(value.strip(), facts))
            continue
        common = all(facts[word].common or word in _NOBODY for word in words)
        if sum(map(len, words)) >= _LEAST_LETTERS and not common:
            found[" ".join(words)] = Where.ANYWHERE
        if entity == "PERSON":
            for part in value.split():
                found.update(_word(part, facts))
    return found


def _word(text: str, facts: Mapping[str, Known]) -> dict[str, Where]:
    """One word, or one with an apostrophe or a hyphen in it."""
    words = TOKEN.findall(text.lower())
    letters = "".join(words)
    if _IDEOGRAMS.fullmatch(letters):
        return {" ".join(words): Where.ANYWHERE}
    if len(letters) < _LEAST_WORD or any(facts[w].common or w in _NOBODY for w in words):
        return {}
    if len(words) == 1 and (facts[letters].word or letters in _ELSEWHERE):
        return {letters: Where.BY_ITSELF}
    is_capitalised = text.lstrip("\"'(")[:1].isupper()
    return {" ".join(words): Where.CAPITALISED if is_capitalised else Where.ANYWHERE}
