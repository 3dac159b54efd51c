"""Review: what a value holds, row by row, and the choices that make it safe. No widget here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.api import redact, scan
from nbguard.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbguard.guard import Guard
    from nbguard.operators import Placeholders

OPERATORS = ("replace", "mask", "hash", "encrypt", "generalize", "fake", "redact")
"""The operators that a row offers."""

_SAMPLES = 3
_SIGN = re.compile(r"\w")


class Row(NamedTuple):
    """One column of a table, or one entity of a text; ``key`` is what ``redact`` knows it by."""

    key: Any
    entity: str
    found: int
    operator: str


class Review:
    """One value under review. The value itself never changes.

    >>> import pandas as pd
    >>> from nbguard.guard import Guard
    >>> from nbguard.operators import Placeholders
    >>> frame = pd.DataFrame({"mail": ["jane@acme.com"], "n": [1]})
    >>> review = Review(frame, "frame", Guard(), Placeholders())
    >>> [(row.key, row.entity, row.found) for row in review.rows]
    [('mail', 'EMAIL_ADDRESS', 1)]
    >>> review.code({0: "mask"}, "safe")
    "safe = nbguard.redact(frame, {'mail': 'mask'})"
    """

    def __init__(self, value: Any, name: str, guard: Guard, session: Placeholders) -> None:
        self.value = value
        self.name = name
        self._policy = guard.policy
        self._session = session
        self.rows = self._table_rows() if frames.reads(value) else self._text_rows()

    def redact(self, choices: Mapping[int, str]) -> Any:
        """A new value in which the chosen rows, by number, are redacted and the others kept."""
        return redact(
            self.value, self._operators(choices), policy=self._policy, session=self._session
        )

    def code(self, choices: Mapping[int, str], target: str) -> str:
        """The line that does the same again."""
        return f"{target} = nbguard.redact({self.name}, {self._operators(choices)!r})"

    def before(self, number: int) -> list[str]:
        """The form of some values of a row: every letter and digit is a dot."""
        return [_SIGN.sub("\N{BULLET}", value) for value in self.values(number)]

    def after(self, number: int, operator: str) -> list[str]:
        """The same values once they are redacted."""
        samples = self.values(number)
        row = self.rows[number]
        if frames.reads(self.value):
            column = open_table(self.redact({number: operator})).columns[self._position(row)]
            return [str(cell) for cell in column.sample(column.size) if cell is not None][:_SAMPLES]
        policy = self._policy.but(entities=[row.entity])
        operators = {row.entity: operator}
        return [redact(v, operators, policy=policy, session=self._session) for v in samples]

    def values(self, number: int) -> list[str]:
        """Some of a row's values, as they are: for the screen, and for nothing that is kept."""
        row = self.rows[number]
        if frames.reads(self.value):
            column = open_table(self.value).columns[self._position(row)]
            return [str(cell) for cell in column.sample(column.size) if cell is not None][:_SAMPLES]
        texts = [self.value] if isinstance(self.value, str) else self.value
        found = scan(self.value, policy=self._policy).findings
        spans = [(int(f.place.strip("[]") or 0), f) for f in found if f.entity == row.entity]
        return [texts[i][f.start : f.end] for i, f in spans[:_SAMPLES]]

    def _operators(self, choices: Mapping[int, str]) -> dict[Any, str]:
        return {row.key: choices.get(i, "keep") for i, row in enumerate(self.rows)}

    def _position(self, row: Row) -> int:
        return [column.label for column in open_table(self.value).columns].index(row.key)

    def _table_rows(self) -> list[Row]:
        report = scan(self.value, policy=self._policy)
        sizes = {column.label: column.size for column in open_table(self.value).columns}
        return [
            Row(
                label,
                column.entity,
                round(column.share * sizes[label]),
                self._policy.operator(column.entity),
            )
            for label, column in report.columns.items()
            if column
        ]

    def _text_rows(self) -> list[Row]:
        found = scan(self.value, policy=self._policy).by_entity()
        return [Row(e, e, count, self._policy.operator(e)) for e, count in found.items()]
