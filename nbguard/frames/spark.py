"""Spark frames: verdicts from one sample job, the work on the executors, nothing collected.

A number in a placeholder cannot be agreed on by executors that do not talk to each other, so on
Spark ``replace`` gives the keyed hash, which is the same everywhere.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nbguard import keys
from nbguard.detect.columns import CELLS
from nbguard.frames.batches import Redaction, redaction
from nbguard.frames.notes import redacted_notes
from nbguard.frames.plan import DROP
from nbguard.frames.rewrite import Rewriter
from nbguard.frames.unlock import restored, unlocked
from nbguard.frames.verdicts import verdicts
from nbguard.guard import Guard
from nbguard.operators import Placeholders, Redactor
from nbguard.policy import Policy
from nbguard.tables import Kind, open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from nbguard.frames.plan import Plan
    from nbguard.operators.encrypt import Restorer

_KEYED = ("hash", "encrypt")
_LEAST = 20  # rows of each partition, at least, for the sample


def is_spark(obj: object) -> bool:
    """Whether ``obj`` is a Spark frame, classic or connected; imports nothing."""
    bases = ((base.__module__, base.__name__) for base in type(obj).__mro__)
    return any(m.startswith("pyspark.sql") and name == "DataFrame" for m, name in bases)


def sample(frame: Any) -> pa.Table:
    """The first rows of every partition, a few thousand in all, in one job."""
    most = max(_LEAST, CELLS // _partitions(frame))

    def head(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        left = most
        for batch in batches:
            if left > 0:
                yield batch.slice(0, left)
                left -= batch.num_rows

    names, plain = frame.columns, _plainly_named(frame)
    return plain.mapInArrow(head, plain.schema).toArrow().rename_columns(names)


def _partitions(frame: Any) -> int:
    try:
        return max(1, int(frame.rdd.getNumPartitions()))
    except Exception:  # noqa: BLE001 a frame of Spark Connect has no RDD, and says so in many ways
        return CELLS // _LEAST


def redact(frame: Any, operators: Mapping[Any, str] | None, policy: Policy) -> Any:
    """A new Spark frame; the same key, and so the same tokens, on every executor.

    Columns that are rewritten become strings, the others keep their type. Raises as ``redact``
    of any table does.
    """
    policy = _by_hash(policy)
    asked = {key: _hashed(name) for key, name in (operators or {}).items()}
    table = open_table(sample(frame))
    todo = redaction(table, verdicts(table, policy), asked, Guard(policy), Placeholders())
    return _mapped(frame, _task(todo, policy), _schema(frame, table, todo, policy))


def _mapped(frame: Any, work: Any, schema: Any) -> Any:
    """``frame.mapInArrow``, which by itself fails on names with dots and on equal names."""
    names = frame.columns

    def rewrite(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in work(batch.rename_columns(names) for batch in batches):
            yield batch.rename_columns([f"c{i}" for i in range(batch.num_columns)])

    fields = [type(f)(f"c{i}", *_form(f)) for i, f in enumerate(schema)]
    made = _plainly_named(frame).mapInArrow(rewrite, type(schema)(fields))
    return made.toDF(*schema.names)


def _form(field: Any) -> tuple[Any, ...]:
    return field.dataType, field.nullable, field.metadata


def _plainly_named(frame: Any) -> Any:
    return frame.toDF(*(f"c{i}" for i in range(len(frame.columns))))


def _task(todo: Redaction, policy: Policy) -> Any:
    """What an executor does; it carries the settings and the key, and no value."""
    settings, secrets = policy.as_dict(), keys.carried(_named_keys(todo.plans, policy))

    def rewrite(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        os.environ.update(secrets)
        rewriter = Rewriter(Guard(Policy(**settings)), Placeholders())
        for batch in batches:
            if batch.num_rows:
                yield todo.of(batch, rewriter)

    return rewrite


def _named_keys(chosen: Mapping[int, Plan], policy: Policy) -> set[str]:
    """The keys that the operators need: ``hash:team`` needs that called team."""
    asked = [plan.operator for plan in chosen.values()]
    specs = [spec.partition(":") for spec in (*asked, *policy.operators.values())]
    return {"default", *(name for operator, _, name in specs if name and operator in _KEYED)}


def _schema(frame: Any, table: Any, todo: Redaction, policy: Policy) -> Any:
    """The new frame's: texts where a column is rewritten, as in the sample where it is nested."""
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StringType, StructField, StructType

    fields = []
    comments = _comments(frame, policy)
    for i, field in enumerate(frame.schema.fields):
        plan, name = todo.plans.get(i), todo.labels.get(i, field.name)
        if plan is None or (table.columns[i].kind is Kind.BYTES and plan.operator != DROP):
            kind = field.dataType
        elif plan.operator == DROP:
            continue
        elif table.columns[i].kind is Kind.NESTED:
            cells = Rewriter(Guard(policy), Placeholders()).column(table.columns[i], plan)
            kind = from_arrow_type(cells.type)
        else:
            kind = StringType()
        fields.append(StructField(name, kind, field.nullable, comments[i]))
    return StructType(fields)


def _comments(frame: Any, policy: Policy) -> Any:
    """The metadata of the fields, which may hold anything."""
    told = {"fields": [field.metadata for field in frame.schema.fields]}
    notes = redacted_notes(told, Guard(policy), Redactor(policy))
    return (notes.new if notes else told)["fields"]


def restore(frame: Any, columns: Sequence[Any] | None, restorer: Restorer) -> Any:
    """A new Spark frame with what ``encrypt`` hid put back; the types are told by the sample."""
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    sampled = restored(open_table(sample(frame)), columns, restorer)
    types = {i: cells.type for i, cells in sampled.items()}
    secrets = keys.carried(set(keys.names()) - {"baseline"}, older=True)

    def unlock(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from nbguard.operators.encrypt import Restorer

        os.environ.update(secrets)
        restorer = Restorer()
        for batch in batches:
            if batch.num_rows:
                table = open_table(batch)
                cells = {i: unlocked(table.columns[i], restorer, strict=False) for i in types}
                typed = {i: c.cast(types[i]) for i, c in cells.items() if c is not None}
                yield table.replaced(typed, {})

    fields = [
        StructField(
            f.name, from_arrow_type(types[i]) if i in types else f.dataType, f.nullable, f.metadata
        )
        for i, f in enumerate(frame.schema.fields)
    ]
    return _mapped(frame, unlock, StructType(fields))


def _by_hash(policy: Policy) -> Policy:
    return policy.but(operators={e: _hashed(policy.operator(e)) for e in sorted(policy.entities)})


def _hashed(operator: str) -> str:
    return "hash" if operator == "replace" else operator
