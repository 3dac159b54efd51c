"""What anonymous means, in numbers: k-anonymity, l-diversity, t-closeness, and their price.

A row without a name is still known by what it combines: 87 % of Americans are alone in their
postcode, birthday and sex (Sweeney 2000). Rows that agree on all quasi-identifiers form a group.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.detect.evidence import text_of
from nbguard.errors import TableError
from nbguard.operators.generalize import generalize, operator
from nbguard.policy import Policy
from nbguard.tables import Kind, open_table

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from nbguard.tables import Table

_SMALLEST = 5
_WIDTHS = ("5", "10", "20", "50", "100")


class Group(NamedTuple):
    """Rows that agree on every quasi-identifier; ``values`` are in the quasi-identifiers' order."""

    values: tuple[str, ...]
    rows: int


class Sensitive(NamedTuple):
    """A column that nobody may learn of a person; ``ordered`` where its values are numbers."""

    values: Sequence[str]
    ordered: bool


class Risk:
    """How well the rows of a table hide among each other.

    ``k`` rows are in the smallest group; ``l`` different values has a sensitive column in the
    group that has fewest; ``t`` is the furthest that a group's distribution of one lies from the
    whole table's (0 is the same, 1 is as far as can be), by the earth mover's distance of Li and
    others (2007): between numbers by their order, between other values all alike. ``l`` and
    ``t`` are None where no column is sensitive. ``unique`` rows are alone in their group.
    """

    def __init__(
        self,
        quasi: Sequence[Hashable],
        rows: Sequence[tuple[str, ...]],
        sensitive: Sequence[Sensitive] = (),
    ) -> None:
        self.quasi = list(quasi)
        groups = Counter(rows)
        self.rows = len(rows)
        self.k = min(groups.values(), default=0)
        self.unique = sum(size == 1 for size in groups.values())
        ordered = sorted(groups.items(), key=lambda item: (item[1], item[0]))
        self.smallest = [Group(values, size) for values, size in ordered[:_SMALLEST]]
        spreads = [_spread(rows, column) for column in sensitive]
        self.l = min((least for least, _ in spreads), default=None)
        self.t = max((far for _, far in spreads), default=None)

    def __repr__(self) -> str:
        """The numbers alone: the groups themselves name people."""
        more = "" if self.t is None else f", l={self.l}, t={self.t:.2f}"
        return f"Risk(k={self.k}{more}, {self.unique} of {self.rows} rows alone, by {self.quasi})"


def risk(
    obj: Any,
    quasi: Sequence[Hashable] | str | None = None,
    sensitive: Sequence[Hashable] | str | None = None,
) -> Risk:
    """k, l and t of a pandas, polars or pyarrow frame.

    ``quasi`` are the columns that someone could know from elsewhere; without it, those that
    ``scan`` reports as quasi-identifiers. ``sensitive`` are those that nobody may learn of a
    person; without it, the others whose values repeat. Raises TableError for an unknown column,
    or where there is none to count by.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"zip": ["94103", "94103", "10001"], "ill": ["flu", "cold", "flu"]})
    >>> risk(table, quasi=["zip"], sensitive=["ill"])
    Risk(k=1, l=1, t=0.33, 1 of 3 rows alone, by ['zip'])
    """
    table = open_table(obj)
    quasi, sensitive = _named(quasi), _named(sensitive)
    quasi = quasi if quasi is not None else list(frames.scan(obj, Policy(names="off")).quasi)
    if not quasi:
        raise TableError("no quasi-identifier was found; name them: risk(df, quasi=['zip', 'age'])")
    rows = list(zip(*(_texts(table, label) for label in quasi), strict=True))
    return Risk(quasi, rows, _sensitive(table, quasi, sensitive))


def _named(labels: Sequence[Hashable] | str | None) -> list[Hashable] | None:
    """A list of labels; one that is given alone is one."""
    return None if labels is None else [labels] if isinstance(labels, str) else list(labels)


def _sensitive(
    table: Table, quasi: Sequence[Hashable], asked: Sequence[Hashable] | None
) -> list[Sensitive]:
    if asked is not None:
        return [_column(table, label) for label in asked]
    others = (_column(table, c.label) for c in table.columns if c.label not in quasi)
    return [c for c in others if 1 < len(set(c.values)) <= len(c.values) / 2]


def _column(table: Table, label: Hashable) -> Sensitive:
    texts = _texts(table, label)
    kind = next(column.kind for column in table.columns if column.label == label)
    return Sensitive(texts, kind in (Kind.INTEGER, Kind.FLOAT))


class Safer(NamedTuple):
    """A generalisation that reaches ``k``: the operators, the risk after it, and its price.

    ``suppressed`` rows must go as well; ``loss`` is the share of distinct values given up, from
    0 to 1, averaged over the quasi-identifiers.
    """

    operators: dict[Hashable, str]
    risk: Risk
    suppressed: int
    loss: float


def reach(
    obj: Any, k: int, quasi: Sequence[Hashable] | str | None = None, most: float = 0.05
) -> Safer:
    """The mildest generalisation found whose groups have at least ``k`` rows.

    Up to the share ``most`` of the rows may be suppressed instead. Greedy: it always coarsens
    the column with most distinct values next. The operators are ready for ``nbguard.redact``;
    rows to suppress are those still in groups below ``k``. Raises TableError where even the
    coarsest does not reach it.
    """
    if k < 1:
        raise TableError(f"k is a number of rows, 1 or more, not {k}")
    table = open_table(obj)
    columns = risk(obj, quasi).quasi
    ladders = {label: _ladder(table, label) for label in columns}
    steps = dict.fromkeys(columns, 0)
    while True:
        chosen = {label: ladders[label][step] for label, step in steps.items()}
        rows = list(zip(*(texts for _, texts in chosen.values()), strict=True))
        sizes = Counter(rows)
        small = sum(size for size in sizes.values() if size < k)
        if small <= most * len(rows):
            kept = [row for row in rows if sizes[row] >= k]
            operators = {label: spec for label, (spec, _) in chosen.items() if spec}
            return Safer(operators, Risk(columns, kept), small, _loss(ladders, steps))
        open_ = [label for label in columns if steps[label] + 1 < len(ladders[label])]
        if not open_:
            raise TableError(f"no generalisation reaches k={k}: drop a column of {columns}")
        steps[max(open_, key=lambda label: len(set(ladders[label][steps[label]][1])))] += 1


def _texts(table: Table, label: Hashable) -> list[str]:
    for column in table.columns:
        if column.label == label:
            return [text_of(cell) for cell in column.sample(max(1, column.size))]
    known = [column.label for column in table.columns]
    raise TableError(f"no column is called {label!r}; there are {known[:12]}")


def _ladder(table: Table, label: Hashable) -> list[tuple[str, list[str]]]:
    """Coarser and coarser forms of a column, each with the operator that makes it."""
    texts = _texts(table, label)
    kind = next(column.kind for column in table.columns if column.label == label)
    forms: list[tuple[str, list[str]]] = [("", texts)]
    if kind in (Kind.INTEGER, Kind.FLOAT):
        tries = [("AGE", f"generalize:{width}") for width in _WIDTHS]
    elif kind is Kind.DATE or all(generalize("DATE_OF_BIRTH", t)[:1] != "[" for t in texts[:50]):
        tries = [("DATE_OF_BIRTH", "generalize:month"), ("DATE_OF_BIRTH", "generalize:year")]
    else:
        tries = [("POSTCODE", "generalize")]
    for entity, spec in tries:
        make = operator(spec.partition(":")[2])
        new = {text: make(entity, text) for text in set(texts)}
        forms.append((spec, [new[text] for text in texts]))
    return [*forms, ("drop", ["*"] * len(texts))]


def _loss(
    ladders: dict[Hashable, list[tuple[str, list[str]]]], steps: dict[Hashable, int]
) -> float:
    shares = []
    for label, step in steps.items():
        before, after = (len(set(ladders[label][i][1])) for i in (0, step))
        shares.append((before - after) / max(1, before - 1))
    return round(sum(shares) / len(shares), 3)


def _spread(rows: Sequence[tuple[str, ...]], sensitive: Sensitive) -> tuple[int, float]:
    """The least number of different sensitive values in a group, and the furthest distribution."""
    whole = Counter(sensitive.values)
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for row, value in zip(rows, sensitive.values, strict=True):
        groups.setdefault(row, Counter())[value] += 1
    if not groups:
        return 0, 0.0
    least = min(map(len, groups.values()))
    order = sorted(whole, key=_number) if sensitive.ordered else None
    return least, max(_distance(group, whole, order) for group in groups.values())


def _distance(group: Counter[str], whole: Counter[str], order: Sequence[str] | None) -> float:
    """How much must be moved how far, as a part of the furthest, to make one of the other."""
    inside, total = sum(group.values()), sum(whole.values())
    apart = [group[value] / inside - whole[value] / total for value in order or whole]
    if order is None:
        return sum(map(abs, apart)) / 2
    return sum(map(abs, accumulate(apart))) / max(1, len(order) - 1)


def _number(text: str) -> float:
    """Nulls come first."""
    try:
        return float(text)
    except ValueError:
        return -inf
