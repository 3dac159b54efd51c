"""``replace``: numbered placeholders. They live in memory only, and the numbers say nothing."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

from nbguard.operators.canonical import canonicalizer
from nbguard.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    def tokens(self, entity: str, values: Iterable[str]) -> list[str]:
        """The placeholders of many values, numbered in their order."""
        canonical = canonicalizer(entity)
        found = []
        with self._lock:
            numbers = self._numbers.setdefault(entity, {})
            last = self._last[entity]
            for value in values:
                key = canonical(value)
                number = numbers.get(key)
                if number is None:
                    last += 1
                    number = numbers[key] = last
                found.append(f"[{entity}_{number}]")
            self._last[entity] = last
        return found

    def reserve(self, text: str) -> None:
        """Leave the numbers of the placeholders in ``text`` to the values they stand for."""
        if "[" not in text:
            return
        with self._lock:
            for entity, number in PLACEHOLDER.findall(text):
                self._last[entity] = max(self._last[entity], int(number))

    def __repr__(self) -> str:
        return f"<Placeholders: {sum(map(len, self._numbers.values()))} values>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("placeholders hold raw values, so they are never pickled")
