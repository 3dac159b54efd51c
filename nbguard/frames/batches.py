"""Tables that come batch by batch: one verdict over all batches, then each redacted alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.errors import UnreadableFile
from nbguard.frames.labels import redacted_labels
from nbguard.frames.notes import redacted_notes
from nbguard.frames.plan import DROP, by_entity, plans
from nbguard.frames.verdicts import verdicts
from nbguard.operators import Redactor
from nbguard.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbguard.detect.columns import Verdict
    from nbguard.frames.plan import Plan
    from nbguard.frames.rewrite import Rewriter
    from nbguard.guard import Guard
    from nbguard.operators import Placeholders
    from nbguard.policy import Policy
    from nbguard.tables import Table


class Survey(NamedTuple):
    """The first batch as a table, the verdicts over all batches, and how many rows there were."""

    first: Table
    verdicts: list[Verdict]
    rows: int


def survey(batches: Iterable[Any], policy: Policy) -> Survey:
    """Judge a table that is read batch by batch; only one batch is in memory at a time.

    Raises UnreadableFile where there is no batch at all.
    """
    first, rows = None, 0
    found: list[Verdict] = []
    for batch in batches:
        table = open_table(batch)
        first = first or table
        new = verdicts(table, policy)
        found = [_merged(*pair, rows, table.rows) for pair in zip(found or new, new, strict=True)]
        rows += table.rows
    if first is None:
        raise UnreadableFile("it holds no rows")
    return Survey(first, found, rows)


class Redaction(NamedTuple):
    """What is to be done with every batch of a table: the plans, the new labels and notes."""

    plans: Mapping[int, Plan]
    labels: Mapping[int, Any]
    notes: Mapping[str, Any] | None = None

    def of(self, batch: Any, rewriter: Rewriter) -> Any:
        """A batch with its columns rewritten, dropped and renamed as planned."""
        table = open_table(batch)
        new = {
            i: None if plan.operator == DROP else rewriter.column(table.columns[i], plan)
            for i, plan in self.plans.items()
        }
        return table.replaced(new, self.labels, self.notes)


def redaction(
    table: Table,
    found: Sequence[Verdict],
    asked: Mapping[Any, str],
    guard: Guard,
    session: Placeholders,
) -> Redaction:
    """What to do with a table like ``table``, where ``asked`` goes before the policy."""
    redactor = Redactor(by_entity(asked, guard.policy), session)
    headers = redacted_labels(table, found, guard, redactor)
    notes = redacted_notes(table.notes, guard, redactor)
    return Redaction(
        plans(table, found, asked, guard.policy),
        {i: h.text for i, h in headers.items()},
        notes and notes.new,
    )


def _merged(old: Verdict, new: Verdict, before: int, rows: int) -> Verdict:
    """The verdict on more rows: the one that says more, with the share of both."""
    best = max(old, new, key=lambda v: (v.entity is not None, v.whole, v.share, v.score))
    share = (old.share * before + new.share * rows) / max(1, before + rows)
    return best._replace(share=round(share, 9), quasi=old.quasi or new.quasi)
