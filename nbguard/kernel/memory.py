"""Memory: values that only their column told for what they are, known again wherever they stand.

Ten bare digits are a phone number under ``phone`` and nothing anywhere else. What a column that
is sensitive as a whole held is kept here, in the memory of this process and nowhere else, until
the guard is unloaded. A value is looked up as a run of whole words, in a hash table: a text costs
the same however much is remembered.

So that ordinary text stays as it is, a value is remembered only if it is

- seven digits and more, three of them different, and no date;
- or letters and digits, six together, at least one of each;
- or several words, six letters together, that are not all common ones;
- or one word of four letters and more that is not common. Of a person's name each such word counts.

A word that means something else too (Rose, Boston) is known only where it stands by itself: in
quotation marks, or on a line of its own. Dates of birth are not remembered: a date is no one's.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from nbguard.detect.evidence import is_date, is_null_word
from nbguard.detect.lists import known
from nbguard.findings import Match
from nbguard.kernel.numerals import Numerals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbguard.detect.lists import Known

MOST = 200_000
"""Values that are remembered, about 60 MB of them; later ones are known in their tables only."""

_TOLD_BY_THEMSELVES = frozenset(
    ["EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "MAC_ADDRESS", "URL", "DATE_OF_BIRTH", "DATE_TIME"]
)
"""Found anywhere by their form, or nobody's without their column."""
_LONGEST = 120
_LEAST_DIGITS, _LEAST_KINDS, _LEAST_MIXED, _LEAST_LETTERS, _LEAST_WORD = 7, 3, 6, 6, 4
_LEAST_NUMBER = 10**6
_TOKEN = re.compile(r"[^\W_]+")
_BLANKS = {c: " " for c in range(128) if not chr(c).isalnum()}
_WITHOUT_DIGITS = str.maketrans(dict.fromkeys("0123456789", " "))
_GAP = re.compile(r"[^\S\r\n]?[^\w\r\n\[\]{}:;]?[^\S\r\n]?|_")
_BETWEEN_DIGITS = re.compile(r"[ .()/+-]{1,3}")
_IDEOGRAMS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_FRACTION_BEFORE = re.compile(r"\d\.\Z")
_FRACTION_AFTER = re.compile(r"\.\d*[1-9]")
_EDGE = "\n\r\t\"'`"
_NOBODY = frozenset(
    ["true", "false", "none", "null", "male", "female", "other", "unknown", "anonymous", "guest"]
) | {name.lower() for name in (*calendar.month_name, *calendar.day_name)}


class _Where(Enum):
    ANYWHERE = 0
    CAPITALISED = 1
    BY_ITSELF = 2


class _Known(NamedTuple):
    entity: str
    where: _Where


class Memory:
    """What one session remembers.

    >>> memory = Memory()
    >>> memory.learn("PHONE_NUMBER", ["5550100101", "34"])
    >>> memory.match("call 5550100101 at 34")
    [Match(start=5, end=15, entity='PHONE_NUMBER', score=1.0)]
    """

    def __init__(self) -> None:
        self._values: dict[str, _Known] = {}
        # By a value's longest word: how many words it has and which of them this is, most first.
        self._anchors: dict[str, tuple[tuple[int, int], ...]] = {}
        self._numerals = Numerals()
        self._fewest = 0  # digits of an anchor that is a number
        self._number: re.Pattern[str] | None = None  # so many and more
        self._are_mixed = False  # some anchors are of letters and digits
        self._lock = Lock()
        self.version = 0

    def learn(self, entity: str, values: Sequence[str]) -> None:
        """Remember the values of a column that holds ``entity`` as a whole."""
        if entity in _TOLD_BY_THEMSELVES or len(self._values) >= MOST:
            return
        new = {k: w for k, w in _forms(entity, values).items() if k not in self._values}
        if not new:
            return
        with self._lock:
            for key, where in new.items():
                self._values[key] = _Known(entity, where)
                self._hang(key)
                self._numerals.add(key)
                if len(self._values) >= MOST:
                    break
            if self._fewest:
                self._number = re.compile(rf"[0-9]{{{self._fewest},}}")
            self.version += 1

    def _hang(self, key: str) -> None:
        words = key.split(" ")
        longest = max(words, key=len)
        here = len(words), words.index(longest)
        if longest.isdecimal():
            self._fewest = min(self._fewest or len(longest), len(longest))
        elif not longest.isalpha():
            self._are_mixed = True
        others = self._anchors.get(longest, ())
        if here not in others:
            self._anchors[longest] = tuple(sorted((here, *others), reverse=True))

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._values, self._anchors, self._numerals = {}, {}, Numerals()
            self.version += 1

    @property
    def has_numbers(self) -> bool:
        """Whether any bare number is remembered."""
        return bool(self._numerals)

    def holds_number(self, number: float | None) -> bool:
        """Whether a cell of numbers is remembered; None is none."""
        if number is None or number < _LEAST_NUMBER or number % 1 > 0:
            return False
        return str(int(number)) in self._values

    def match(self, text: str) -> list[Match]:
        """Where remembered values stand; a name and a word of it overlap."""
        if not self._anchors:
            return []
        numbers = [
            Match(start, end, self._values[key].entity, 1.0)
            for start, end, key in self._numerals.find(text)
        ]
        if self._anchors.keys().isdisjoint(self._candidates(text.lower())):
            return numbers
        return [*numbers, *self._matches(text)]

    def _candidates(self, text: str) -> list[str]:
        """What in a text could be an anchor; a long log is the same line again, but for numbers."""
        if self._are_mixed or not text.isascii():
            return _words(text)
        numbers = self._number.findall(text) if self._number else []
        lines = set(text.translate(_WITHOUT_DIGITS).split("\n"))
        return numbers + _words(" ".join(lines))

    def _matches(self, text: str) -> Iterator[Match]:
        found = list(_TOKEN.finditer(text))
        words = [token[0].lower() for token in found]
        for i, word in enumerate(words):
            for size, before in self._anchors.get(word, ()):
                first, last = i - before, i - before + size
                if first < 0 or last > len(words):
                    continue
                value = self._values.get(" ".join(words[first:last]))
                if value and _stands(text, found[first:last], value.where):
                    start, end = found[first].start(), found[last - 1].end()
                    yield Match(start, end, value.entity, 1.0)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Memory: {len(self)} values>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a memory holds raw values, so it is never pickled")


def _words(text: str) -> list[str]:
    """All runs of letters and digits; split in C where that is possible, for long texts."""
    return text.translate(_BLANKS).split() if text.isascii() else _TOKEN.findall(text)


def _stands(text: str, tokens: Sequence[re.Match[str]], where: _Where) -> bool:
    """Whether a value is written like one there, not as part of something else."""
    start, end = tokens[0].start(), tokens[-1].end()
    if where is _Where.BY_ITSELF:
        before, after = text[start - 1 : start], text[end : end + 1]
        return before in _EDGE and after in _EDGE
    if where is _Where.CAPITALISED:
        return text[start].isupper()
    is_number = tokens[0][0].isdigit()
    if is_number and (
        _FRACTION_BEFORE.search(text, max(start - 2, 0), start) or _FRACTION_AFTER.match(text, end)
    ):
        return False
    gap = _BETWEEN_DIGITS if is_number and tokens[-1][0].isdigit() else _GAP
    return all(gap.fullmatch(text, a.end(), b.start()) for a, b in pairwise(tokens))


def _forms(entity: str, values: Sequence[str]) -> dict[str, _Where]:
    """How the values that may be remembered are written, in small letters, blanks between words."""
    forms: dict[str, _Where] = {}
    named: list[tuple[str, list[str]]] = []
    for value in values:
        if len(value) > _LONGEST or is_null_word(value):
            continue
        words = _TOKEN.findall(value.lower())
        joined = "".join(words)
        if joined.isalpha():
            named.append((value, words))
        elif is_date(value):
            continue
        elif joined.isdigit():
            forms.update(dict.fromkeys(_numbers(entity, words, joined), _Where.ANYWHERE))
        elif len(joined) >= _LEAST_MIXED:
            forms[" ".join(words)] = _Where.ANYWHERE
    return forms | _named(entity, named) if named else forms


def _numbers(entity: str, words: Sequence[str], digits: str) -> Iterator[str]:
    """With its separators, without them, and without the noughts that a number has lost."""
    if len(digits.lstrip("0")) < _LEAST_DIGITS or len(set(digits)) < _LEAST_KINDS:
        return
    yield " ".join(words)
    yield digits
    yield digits.lstrip("0")
    if entity == "US_SSN":
        yield digits.zfill(9)


def _named(entity: str, values: Sequence[tuple[str, list[str]]]) -> dict[str, _Where]:
    """The same for values of letters alone."""
    facts = known(word for _, words in values for word in words)
    forms: dict[str, _Where] = {}
    for value, words in values:
        if len(words) == 1:
            forms.update(_word(value.strip(), facts))
            continue
        common = all(facts[word].common or word in _NOBODY for word in words)
        if sum(map(len, words)) >= _LEAST_LETTERS and not common:
            forms[" ".join(words)] = _Where.ANYWHERE
        if entity == "PERSON":
            for part in value.split():
                forms.update(_word(part, facts))
    return forms


def _word(text: str, facts: Mapping[str, Known]) -> dict[str, _Where]:
    """One word, or one with an apostrophe or a hyphen in it."""
    words = _TOKEN.findall(text.lower())
    letters = "".join(words)
    if _IDEOGRAMS.fullmatch(letters):
        return {" ".join(words): _Where.ANYWHERE}
    if len(letters) < _LEAST_WORD or any(facts[w].common or w in _NOBODY for w in words):
        return {}
    if len(words) == 1 and facts[letters].other:
        return {letters: _Where.BY_ITSELF}
    is_capitalised = text.lstrip("\"'(")[:1].isupper()
    return {" ".join(words): _Where.CAPITALISED if is_capitalised else _Where.ANYWHERE}
