"""Whole tables: a verdict per column, each column redacted in one go, and the way back.

``tables`` knows frames and nothing of people, ``detect`` and ``redact`` know values and nothing
of frames; here they meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from nbguard.entities import kind_of
from nbguard.errors import TableError
from nbguard.findings import Column, Finding, Report
from nbguard.frames import lazy, spark
from nbguard.frames.labels import redacted_labels
from nbguard.frames.notes import redacted_notes
from nbguard.frames.plan import DROP, by_entity, plans
from nbguard.frames.rewrite import Rewriter
from nbguard.frames.told import told
from nbguard.frames.unlock import restored, restored_labels, restored_notes
from nbguard.frames.verdicts import verdicts
from nbguard.guard import Guard
from nbguard.operators import Placeholders, Redactor
from nbguard.tables import is_table, open_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nbguard.detect.columns import Verdict
    from nbguard.frames.batches import Survey
    from nbguard.frames.rewrite import Learn
    from nbguard.operators.encrypt import Restorer
    from nbguard.policy import Policy
    from nbguard.tables import Table

T = TypeVar("T")

__all__ = ["looked_at", "protect", "reads", "redact", "restore", "scan", "told"]


def reads(obj: object) -> bool:
    """Whether ``obj`` is a table; imports no data-frame library."""
    return is_table(obj) or spark.is_spark(obj) or lazy.is_lazy(obj)


def scan(obj: Any, policy: Policy) -> Report:
    """The verdict on every column; ``report.columns`` maps labels to a Column or None.

    Raises DetectionError if a recognizer breaks.

    >>> import pandas as pd
    >>> from nbguard.policy import Policy
    >>> frame = pd.DataFrame({"id": [1, 2], "c7": ["jane@acme.com", None]})
    >>> {label: c and (c.entity, c.share) for label, c in scan(frame, Policy()).columns.items()}
    {'id': None, 'c7': ('EMAIL_ADDRESS', 0.5)}
    """
    if lazy.is_lazy(obj):
        return report_of(lazy.look(obj, policy), policy)
    table = looked_at(obj)
    return report_on(table, verdicts(table, policy), policy)


def looked_at(obj: Any) -> Table:
    """The table itself, or a sample of a frame that is not in memory."""
    if lazy.is_lazy(obj):
        return open_table(lazy.first(obj))
    return open_table(spark.sample(obj) if spark.is_spark(obj) else obj)


def report_of(seen: Survey, policy: Policy) -> Report:
    """The report on a table that was read batch by batch."""
    report = report_on(seen.first, seen.verdicts, policy)
    report.cells = seen.rows * len(seen.first.columns)
    return report


def report_on(table: Table, found: Sequence[Verdict], policy: Policy) -> Report:
    """The report on a table from the verdicts on its columns."""
    report = Report(cells=table.rows * len(table.columns), places=len(table.columns))
    guard, redactor = Guard(policy), Redactor(policy)
    notes = redacted_notes(table.notes, guard, redactor)
    report.findings += [_finding(found, "metadata", "") for found in (notes.found if notes else ())]
    headers = redacted_labels(table, found, guard, redactor)
    report.findings += [_finding(h.found, f"header {i}", str(h.text)) for i, h in headers.items()]
    for i, (column, verdict) in enumerate(zip(table.columns, found, strict=True)):
        label = headers[i].text if i in headers else column.label
        name = str(label)
        known = report.columns[label] = _column(verdict)
        if verdict.quasi:
            report.quasi[label] = verdict.quasi
        if known:
            report.findings.append(_finding(known, f"column {name!r}", name))
    return report


def redact(
    obj: T,
    operators: Mapping[Any, str] | None,
    policy: Policy,
    session: Placeholders | None = None,
) -> T:
    """A new table of the same kind, every column that holds something rewritten.

    ``operators`` maps columns or entities to operators and goes before the policy's. Tables
    redacted with one ``session`` share their placeholders, so they still join. Raises TableError
    for an unknown column, PolicyError for an unknown operator, KeyMissing for a missing key.
    """
    if spark.is_spark(obj):
        return spark.redact(obj, operators, policy)  # type: ignore[no-any-return]
    if lazy.is_lazy(obj):
        return lazy.redact(obj, operators, policy, session)  # type: ignore[no-any-return]
    return protect(obj, operators or {}, Guard(policy), session or Placeholders())[0]


def protect(
    obj: T,
    operators: Mapping[Any, str],
    guard: Guard,
    session: Placeholders,
    learn: Learn | None = None,
) -> tuple[T, dict[Any, Column | None]]:
    """What ``redact`` makes of a table, and the verdict on each column by its new label.

    For whoever has a guard and a session already: a kernel, whose tables and texts share both.
    ``learn`` is given the entity and values of each column that is sensitive as a whole.
    """
    table = open_table(obj)
    judged = verdicts(table, guard.policy)
    rewriter = Rewriter(guard, session, learn)
    new = {
        i: None if plan.operator == DROP else rewriter.column(table.columns[i], plan)
        for i, plan in plans(table, judged, operators, guard.policy).items()
    }
    redactor = Redactor(by_entity(operators, guard.policy), session)
    headers = redacted_labels(table, judged, guard, redactor)
    notes = redacted_notes(table.notes, guard, redactor)
    labels = {i: header.text for i, header in headers.items()}
    result: T = table.replaced(new, labels, notes and notes.new)
    columns = {column.label: _column(judged[i]) for i, column in enumerate(table.columns)}
    for i, header in headers.items():
        columns[header.text] = columns.pop(table.columns[i].label) or header.found
    return result, columns


def restore(obj: T, columns: Sequence[Any] | None = None, restorer: Restorer | None = None) -> T:
    """A new table with what ``encrypt`` hid put back, types included.

    Without ``columns``, in every column that holds something encrypted. Raises RestoreError,
    which names the column, where nothing is encrypted or something was changed, and KeyMissing;
    TableError for what is not in memory yet.
    """
    if lazy.is_lazy(obj):
        raise TableError("restore needs the cells themselves: collect() or read the table first")
    from nbguard.operators.encrypt import Restorer  # imports cryptography

    restorer = restorer or Restorer()
    if spark.is_spark(obj):
        return spark.restore(obj, columns, restorer)  # type: ignore[no-any-return]
    table = open_table(obj)
    labels = restored_labels(table, restorer) if columns is None else {}
    notes = restored_notes(table.notes, restorer) if columns is None else None
    cells = restored(table, columns, restorer, elsewhere=bool(labels or notes))
    result: T = table.replaced(cells, labels, notes)
    return result


def _column(verdict: Verdict) -> Column | None:
    if verdict.entity is None:
        return None
    return Column(verdict.entity, verdict.score, verdict.share)


def _finding(column: Column, place: str, name: str) -> Finding:
    return Finding(
        entity=column.entity,
        kind=kind_of(column.entity),
        score=column.score,
        start=0,
        end=0,
        line=0,
        place=place,
        column=name,
        share=column.share,
    )
