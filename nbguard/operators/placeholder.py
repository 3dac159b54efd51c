"""``replace``: numbered placeholders. They live in memory only, and the numbers say nothing."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

from nbguard.operators.canonical import canonicals
from nbguard.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence


class Placeholders:
    """The numbering of one document, one table or one session.

    >>> numbering = Placeholders()
    >>> numbering.token("PERSON", "Jane Roe"), numbering.token("PERSON", "jane  roe")
    ('[PERSON_1]', '[PERSON_1]')
    >>> numbering.reserve("seen before: [PERSON_7]")
    >>> numbering.token("PERSON", "Ana Diaz")
    '[PERSON_8]'
    """

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._last: Counter[str] = Counter()
        self._lock = Lock()

    def token(self, entity: str, value: str) -> str:
        """The placeholder of ``value``: an old one for a value seen before, else the next."""
        return self.tokens(entity, [value])[0]

    def tokens(self, entity: str, values: Sequence[str]) -> list[str]:
        """The placeholders of many values, numbered in their order."""
        keys = canonicals(entity, values)
        distinct = dict.fromkeys(keys)
        with self._lock:
            numbers = self._numbers.setdefault(entity, {})
            new = [key for key in distinct if key not in numbers] if numbers else distinct
            given = range(self._last[entity] + 1, self._last[entity] + len(new) + 1)
            numbers.update(zip(new, given, strict=True))
            self._last[entity] += len(new)
            in_order = given if len(new) == len(keys) else map(numbers.__getitem__, keys)
            return list(map(f"[{entity}_%d]".__mod__, in_order))

    def reserve(self, text: str) -> None:
        """Leave the numbers of the placeholders in ``text`` to the values they stand for."""
        if "[" not in text:
            return
        with self._lock:
            for entity, number in PLACEHOLDER.findall(text):
                self._last[entity] = max(self._last[entity], int(number))

    def forget(self) -> None:
        """Drop the values, for who runs for months; no number is ever given twice."""
        with self._lock:
            self._numbers.clear()

    @property
    def size(self) -> int:
        """How many values are remembered."""
        return sum(map(len, self._numbers.values()))

    def __repr__(self) -> str:
        return f"<Placeholders: {self.size} values>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("placeholders hold raw values, so they are never pickled")
