"""Which operator for which column: what was asked for goes before the policy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect import evidence, headers
from nbguard.entities import CATALOGUE
from nbguard.errors import PolicyError, TableError
from nbguard.policy.checks import OPERATORS, PLAIN
from nbguard.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.columns import Verdict
    from nbguard.policy import Policy
    from nbguard.tables import Column, Table

DROP = "drop"
KEEP = "keep"
_FEW = 100


class Plan(NamedTuple):
    """Rewrite a column with ``operator``: its ``whole`` cells, or what is found within them.

    ``named`` says that the column itself was asked for: whatever is found within it is meant,
    not only ``entity``.
    """

    operator: str
    entity: str
    whole: bool
    named: bool = False


def plans(
    table: Table, verdicts: Sequence[Verdict], asked: Mapping[Any, str], policy: Policy
) -> dict[int, Plan]:
    """The plan of each column that is to change, by position.

    Raises TableError for a key that is neither a column nor an entity, PolicyError for an
    unknown operator; both name the nearest known word.
    """
    _check(table, asked)
    chosen = {}
    for i, (column, verdict) in enumerate(zip(table.columns, verdicts, strict=True)):
        if column.label in asked:
            plan = _asked(column, verdict, asked[column.label])
        elif verdict.entity:
            operator = asked.get(verdict.entity, policy.operator(verdict.entity))
            plan = Plan(operator, verdict.entity, verdict.whole)
        else:
            continue
        if plan.operator != KEEP:
            chosen[i] = plan
    return chosen


def by_entity(asked: Mapping[Any, str], policy: Policy) -> Policy:
    """The policy with the operators asked for by entity: for what stands in no column."""
    chosen = {key: name for key, name in asked.items() if key in CATALOGUE and name != DROP}
    return policy.but(operators={**policy.operators, **chosen}) if chosen else policy


def _asked(column: Column, verdict: Verdict, operator: str) -> Plan:
    """A column that was named changes even where nothing was found in it."""
    if verdict.entity:
        return Plan(operator, verdict.entity, verdict.whole, named=True)
    suggested = sorted(headers.read(column.label).suggested)
    entity = verdict.quasi or next(iter(suggested), "") or _measure(column, operator)
    return Plan(operator, entity or _named(column.label), whole=True)


def _measure(column: Column, operator: str) -> str:
    """NUMBER or DATE_TIME, which have coarser forms of their own, where the cells are such."""
    if not operator.startswith("generalize"):
        return ""
    if column.kind in (Kind.INTEGER, Kind.FLOAT):
        return "NUMBER"
    cells = evidence.cells(column.sample(_FEW)) if column.size else []
    dates = column.kind is Kind.DATE or (cells and evidence.share(cells, evidence.is_date) == 1)
    return "DATE_TIME" if dates else ""


def _named(label: Any) -> str:
    """An entity by the column's own name, as placeholders spell entities."""
    name = re.sub(r"\W+", "_", str(label), flags=re.ASCII).strip("_").upper()
    return name if name[:1].isalpha() else "VALUE"


def _check(table: Table, asked: Mapping[Any, str]) -> None:
    if not isinstance(asked, Mapping):
        raise TableError("operators map columns or entities to operators: {'email': 'hash'}")
    labels = [column.label for column in table.columns]
    known = [*CATALOGUE, *map(str, labels)]
    for key, operator in asked.items():
        if key not in labels and key not in CATALOGUE:
            raise TableError(f"no column and no entity is called {key!r}{_nearest(key, known)}")
        name, colon, _ = str(operator).partition(":")
        if name not in (*OPERATORS, DROP):
            raise PolicyError(
                f"column {key!r}: unknown operator {name!r}{_nearest(name, [*OPERATORS, DROP])}"
            )
        if colon and name in (DROP, *PLAIN):
            raise PolicyError(f"column {key!r}: {name} takes no argument")


def _nearest(word: Any, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
