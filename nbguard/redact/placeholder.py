"""``replace``: numbered placeholders. They live in memory only, and the numbers say nothing."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import NoReturn

from nbguard.redact.canonical import canonical
from nbguard.tokens import PLACEHOLDER


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
        self._numbers: dict[tuple[str, str], int] = {}
        self._last: Counter[str] = Counter()
        self._lock = Lock()

    def token(self, entity: str, value: str) -> str:
        """The placeholder of ``value``: an old one for a value seen before, else the next."""
        key = entity, canonical(entity, value)
        with self._lock:
            if key not in self._numbers:
                self._last[entity] += 1
                self._numbers[key] = self._last[entity]
            return f"[{entity}_{self._numbers[key]}]"

    def reserve(self, text: str) -> None:
        """Leave the numbers of the placeholders in ``text`` to the values they stand for."""
        if "[" not in text:
            return
        with self._lock:
            for entity, number in PLACEHOLDER.findall(text):
                self._last[entity] = max(self._last[entity], int(number))

    def __repr__(self) -> str:
        return f"<Placeholders: {len(self._numbers)} values>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("placeholders hold raw values, so they are never pickled")
