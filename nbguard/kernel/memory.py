"""Memory: values that only their column told for what they are, known again wherever they stand.

Ten bare digits are a phone number under ``phone`` and nothing anywhere else. What a column that
is sensitive as a whole held is kept here, as far as it is ``worth`` it, in the memory of this
process and nowhere else, until the guard is unloaded. A value is looked up as a run of whole
words, in a hash table: a text costs the same however much is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from threading import Lock
from typing import NamedTuple, NoReturn

from nbguard.findings import Match
from nbguard.kernel.numerals import Numerals
from nbguard.kernel.worth import TOKEN, Where, forms

MOST = 200_000
"""Values that are remembered, about 80 MB of them; later ones are known in their tables only."""

_LEAST_NUMBER, _MOST_NUMBER = 10**6, 10**20
_BLANKS = {c: " " for c in range(128) if not chr(c).isalnum()}
_WITHOUT_DIGITS = str.maketrans(dict.fromkeys("0123456789", " "))
_GAP = re.compile(r"[^\S\r\n]?[^\w\r\n\[\]{}:;]?[^\S\r\n]?|_")
_BETWEEN_DIGITS = re.compile(r"[ .()/+-]{1,3}")
_FRACTION_BEFORE = re.compile(r"\d\.\Z")
_FRACTION_AFTER = re.compile(r"\.\d*[1-9]")
_BEFORE = re.compile(r"(?:\A|[\n\r\t\"'`,;|&]|[&|\n] *)\Z")
_AFTER = re.compile(r"\Z|[\n\r\t\"'`;|&]|,(?! [^\W\d])| *[&|\n]")  # no "Virginia, Georgia and"
_WIDEST = 30
_SECOND = 0.5
"""The score of a mailbox: the whole address, where it stands, goes before it."""


class _Known(NamedTuple):
    entity: str
    where: Where


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
        self._elsewhere: set[str] = set()  # words that columns of things hold, too
        self._lock = Lock()
        self.version = 0

    def learn(self, entity: str, values: Sequence[str]) -> None:
        """Remember the values of a column that holds ``entity`` as a whole."""
        if len(self._values) >= MOST:
            return
        new = {
            key: where
            for key, where in forms(entity, values).items()
            if key not in self._values and not (where is Where.BY_ITSELF and key in self._elsewhere)
        }
        if not new:
            return
        kinds = {where: _Known(entity, where) for where in Where}
        with self._lock:
            for key, where in new.items():
                self._values[key] = kinds[where]
                self._hang(key)
                self._numerals.add(key)
                if len(self._values) >= MOST:
                    break
            if self._fewest:
                self._number = re.compile(rf"[0-9]{{{self._fewest},}}")
            self.version += 1

    def _hang(self, key: str) -> None:
        words = key.split(" ")
        longest = max(words, key=len) if len(words) > 1 else key
        here = len(words), words.index(longest)
        if longest.isdecimal():
            self._fewest = min(self._fewest or len(longest), len(longest))
        elif not longest.isalpha():
            self._are_mixed = True
        others = self._anchors.get(longest, ())
        if here not in others:
            self._anchors[longest] = tuple(sorted((here, *others), reverse=True))

    def leave(self, values: Sequence[str]) -> None:
        """Leave alone words that mean something else and are ``values`` of a column of things.

        "Paris" among first names is no more telling where a column of towns has it, too.
        """
        new = {value.lower() for value in values if value.isalpha()} - self._elsewhere
        if not new or len(self._elsewhere) >= MOST:
            return
        with self._lock:
            self._elsewhere |= new
            for word in new:
                known = self._values.get(word)
                if known and known.where is Where.BY_ITSELF:
                    del self._values[word]
            self.version += 1

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._elsewhere = set()
            self._values, self._anchors, self._numerals = {}, {}, Numerals()
            self.version += 1

    @property
    def has_numbers(self) -> bool:
        """Whether any bare number is remembered."""
        return bool(self._numerals)

    def holds_number(self, number: float | None) -> bool:
        """Whether a cell of numbers is remembered; None is none."""
        if number is None or not _LEAST_NUMBER <= number < _MOST_NUMBER or number % 1 > 0:
            return False
        return str(int(number)) in self._values

    def match(self, text: str, *, of_things: bool = False) -> list[Match]:
        """Where remembered values stand; a name and a word of it overlap.

        ``of_things``: the text is a cell of a column of things, where "Rose" is a flower, and
        "Forrest Gump" a film; who is spoken of among words in small letters is known all the same.
        """
        if not self._anchors:
            return []
        numbers = [
            Match(start, end, value.entity, 1.0)
            for start, end, key in self._numerals.find(text)
            if (value := self._values.get(key))
        ]
        if self._anchors.keys().isdisjoint(self._candidates(text.lower())):
            return numbers
        a_title = of_things and not any(map(str.islower, text.split()))
        return [*numbers, *self._matches(text, a_title=a_title)]

    def _candidates(self, text: str) -> list[str]:
        """What in a text could be an anchor; a long log is the same line again, but for numbers."""
        if self._are_mixed or not text.isascii():
            return _words(text)
        numbers = self._number.findall(text) if self._number else []
        lines = set(text.translate(_WITHOUT_DIGITS).split("\n"))
        return numbers + _words(" ".join(lines))

    def _matches(self, text: str, *, a_title: bool) -> Iterator[Match]:
        found = list(TOKEN.finditer(text))
        words = [token[0].lower() for token in found]
        for i, word in enumerate(words):
            for size, before in self._anchors.get(word, ()):
                first, last = i - before, i - before + size
                if first < 0 or last > len(words):
                    continue
                value = self._values.get(" ".join(words[first:last]))
                if value is None or (a_title and value.where is not Where.ANYWHERE):
                    continue
                if _stands(text, found[first:last], value.where):
                    start, end = found[first].start(), found[last - 1].end()
                    score = _SECOND if value.entity == "EMAIL_ADDRESS" else 1.0
                    yield Match(start, end, value.entity, score)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Memory: {len(self)} values>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a memory holds raw values, so it is never pickled")


def _words(text: str) -> list[str]:
    """All runs of letters and digits; split in C where that is possible, for long texts."""
    return text.translate(_BLANKS).split() if text.isascii() else TOKEN.findall(text)


def _stands(text: str, tokens: Sequence[re.Match[str]], where: Where) -> bool:
    """Whether a value is written like one there, not as part of something else."""
    start, end = tokens[0].start(), tokens[-1].end()
    if where is Where.BY_ITSELF:
        return text[start].isupper() and _is_alone(text, start, end)
    if where is Where.CAPITALISED:
        return text[start].isupper() or _is_alone(text, start, end)
    is_number = tokens[0][0].isdigit()
    if is_number and (
        _FRACTION_BEFORE.search(text, max(start - 2, 0), start)
        or _FRACTION_AFTER.match(text, end)
        or text.startswith("@", end)  # an address, which is found as a whole
    ):
        return False
    gap = _BETWEEN_DIGITS if is_number and tokens[-1][0].isdigit() else _GAP
    return all(gap.fullmatch(text, a.end(), b.start()) for a, b in pairwise(tokens))


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether it is all of a quotation, a cell or a line."""
    before = text[max(start - _WIDEST, 0) : start]
    return _BEFORE.search(before) is not None and _AFTER.match(text, end) is not None
