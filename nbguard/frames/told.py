"""The values of columns that are sensitive as a whole, for whoever must know them elsewhere too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.detect import headers
from nbguard.detect.evidence import text_of
from nbguard.frames.verdicts import judge_of
from nbguard.tables import Kind, open_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.policy import Policy

_ROWS = 200_000
_CELLS = 300


def told(obj: Any, policy: Policy) -> Iterator[tuple[str | None, list[str]]]:
    """Per column its entity and distinct values as text; None for all others.

    Of columns of things, such as towns, 300 cells come with None; of all others nothing.

    Of the first 200,000 rows. A column is judged, by 300 cells, when it is asked for: the caller
    may stop at any.

    >>> import pandas as pd
    >>> from nbguard.policy import Policy
    >>> list(told(pd.DataFrame({"phone": [5550100101, 5550100102], "n": [1, 2]}), Policy()))
    [('PHONE_NUMBER', ['5550100101', '5550100102']), (None, [])]
    """
    first = obj.iloc[:_ROWS] if hasattr(type(obj), "iloc") else obj.slice(0, _ROWS)
    judge = judge_of(policy)
    for column in open_table(first).columns:
        sample = column.sample(_CELLS) if column.size else []
        entity = judge.whole(column.label, column.kind, sample)
        if entity:
            yield entity, [text_of(value) for value in column.distinct().values]
        else:
            things = column.kind is Kind.TEXT and headers.read(column.label).is_of_things
            yield None, list({text_of(cell) for cell in sample}) if things else []
