"""Review: what a value holds, row by row, and the choices that make it safe. No widget here."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.api import redact
from nbguard.frames.plan import DROP
from nbguard.operators import Redactor
from nbguard.policy.checks import OPERATORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbguard.findings import Match
    from nbguard.guard import Guard
    from nbguard.operators import Placeholders

KEEP = "keep"
SAMPLES = 3
"""Values that a row shows, in their form only."""

_SIGN = re.compile(r"\w")
_WIDEST = 80


class Row(NamedTuple):
    """One column of a table, or one entity of a text; ``key`` is what ``redact`` knows it by.

    ``entities`` counts the cells (of a text: the findings) by entity, the main one first.
    """

    key: Any
    entities: Mapping[str, int]
    operator: str

    @property
    def entity(self) -> str:
        """What the row holds above all."""
        return next(iter(self.entities))


class Sample(NamedTuple):
    """One cell, or one value of a text, as it is, and what in it is sensitive."""

    text: str
    matches: tuple[Match, ...]

    @property
    def values(self) -> list[str]:
        """The sensitive values in it."""
        return [self.text[match.start : match.end] for match in self.matches]


class Review(ABC):
    """One value under review. The value itself never changes.

    ``rows`` are what was found, ``operators`` what may be done with each, ``size`` says in words
    how much was looked at. Made by ``open_review``.
    """

    operators: tuple[str, ...] = OPERATORS
    size: str

    def __init__(self, value: Any, name: str, guard: Guard, session: Placeholders) -> None:
        self.value = value
        self.name = name
        self.guard = guard
        self.session = session
        self.rows = self._rows()
        self._known: dict[int, list[Sample]] = {}

    def redact(self, choices: Mapping[int, str]) -> Any:
        """A new value in which the chosen rows, by number, are redacted and the others kept."""
        return redact(
            self.value, self._chosen(choices), policy=self.guard.policy, session=self.session
        )

    def code(self, choices: Mapping[int, str], target: str) -> str:
        """The line that does the same again; of many columns, one line for each."""
        chosen = self._chosen(choices)
        line = f"{target} = nbguard.redact({self.name}, {chosen!r})"
        if len(line) <= _WIDEST:
            return line
        rows = "".join(f"    {key!r}: {operator!r},\n" for key, operator in chosen.items())
        return f"{target} = nbguard.redact({self.name}, {{\n{rows}}})"

    def samples(self, number: int) -> list[Sample]:
        """Some of a row's values, as they are: for the screen, and for nothing that is kept."""
        if number not in self._known:
            self._known[number] = self._samples(number)
        return self._known[number]

    def before(self, number: int) -> list[str]:
        """The form of some values of a row: every letter and digit is a dot."""
        return [_SIGN.sub("\N{BULLET}", sample.text) for sample in self.samples(number)]

    def after(self, number: int, operator: str) -> list[str]:
        """The same values once they are redacted; every word of a fake one bears its mark."""
        if operator == KEEP:
            return self.before(number)
        samples = self.samples(number)
        if operator == DROP:
            return [""] * len(samples)
        chosen = dict.fromkeys(self.guard.policy.entities, operator)
        redactor = Redactor(self.guard.policy.but(operators=chosen), self.session)
        return [redactor.splice(sample.text, sample.matches) for sample in samples]

    @abstractmethod
    def _rows(self) -> list[Row]: ...

    @abstractmethod
    def _samples(self, number: int) -> list[Sample]: ...

    def _chosen(self, choices: Mapping[int, str]) -> dict[Any, str]:
        return {row.key: choices.get(i, KEEP) for i, row in enumerate(self.rows)}


def open_review(value: Any, name: str, guard: Guard, session: Placeholders) -> Review:
    """The review of a table, a text or a list of texts. Raises UnknownKind for anything else.

    >>> import pandas as pd
    >>> from nbguard.guard import Guard
    >>> from nbguard.operators import Placeholders
    >>> frame = pd.DataFrame({"mail": ["jane@acme.com"], "n": [1]})
    >>> review = open_review(frame, "frame", Guard(), Placeholders())
    >>> [(row.key, dict(row.entities)) for row in review.rows]
    [('mail', {'EMAIL_ADDRESS': 1})]
    >>> review.code({0: "mask"}, "safe")
    "safe = nbguard.redact(frame, {'mail': 'mask'})"
    """
    from nbguard.kernel.review_table import TableReview  # they know this module
    from nbguard.kernel.review_text import TextReview

    kind = TableReview if frames.reads(value) else TextReview
    return kind(value, name, guard, session)
