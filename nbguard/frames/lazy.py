"""Tables that are not in memory yet: polars' LazyFrames, pyarrow's datasets and readers.

They are read once for the verdicts, batch by batch, and redacted when they are collected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.errors import TableError
from nbguard.frames.batches import Survey, redaction, survey
from nbguard.frames.rewrite import Rewriter
from nbguard.guard import Guard
from nbguard.operators import Placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nbguard.policy import Policy

_ROWS = 1 << 16
_SOME = 1000
_KINDS = {
    ("polars", "LazyFrame"): "lazy frame",
    ("pyarrow", "Dataset"): "dataset",
    ("pyarrow", "RecordBatchReader"): "reader",
}


def is_lazy(obj: object) -> bool:
    """Whether ``obj`` is such a table; imports nothing."""
    return bool(_kind(obj))


def first(obj: Any) -> Any:
    """The first batch; of a reader it is gone afterwards."""
    return next(_batches(obj))


def look(obj: Any, policy: Policy) -> Survey:
    """The verdicts over all of ``obj``; a reader is read to its end, and empty afterwards."""
    return survey(_batches(obj), policy)


def redact(
    obj: Any, operators: Mapping[Any, str] | None, policy: Policy, session: Placeholders | None
) -> Any:
    """A LazyFrame for a LazyFrame, a RecordBatchReader for a dataset: redacted as they are read.

    Raises TableError for a reader, which can be read only once.
    """
    if _kind(obj) == "reader":
        raise TableError(
            "a RecordBatchReader can be read only once, and redaction reads twice: give the "
            "dataset, or the table that reader.read_all() makes"
        )
    guard, session = Guard(policy), session or Placeholders()
    seen = look(obj, policy)
    todo = redaction(seen.first, seen.verdicts, operators or {}, guard, session)
    rewriter = Rewriter(guard, session)

    def rewrite(batch: Any) -> Any:
        return todo.of(batch, rewriter)

    # What the first rows become tells the types, so that the plan is known before it is run.
    schema = todo.of(first(obj)[:_SOME], Rewriter(guard, Placeholders())).schema
    if _kind(obj) == "lazy frame":
        # A filter must see what is redacted, and columns keep the positions they were judged by.
        return obj.map_batches(
            rewrite,
            schema=schema,
            streamable=True,
            predicate_pushdown=False,
            projection_pushdown=False,
        )
    return _reader(obj, rewrite, schema)


def _reader(dataset: Any, rewrite: Callable[[Any], Any], schema: Any) -> Any:
    import pyarrow as pa

    batches = (rewrite(batch) for batch in dataset.to_batches() if batch.num_rows)
    return pa.RecordBatchReader.from_batches(schema, batches)


def _batches(obj: Any) -> Iterator[Any]:
    """The batches; of a table without rows an empty one, which tells the columns."""
    empty = True
    for batch in _read(obj):
        empty = False
        yield batch
    if empty:
        yield obj.head(0).collect() if _kind(obj) == "lazy frame" else obj.schema.empty_table()


def _read(obj: Any) -> Iterator[Any]:
    kind = _kind(obj)
    if kind == "dataset":
        yield from obj.to_batches()
    elif kind == "reader":
        yield from obj
    elif hasattr(obj, "collect_batches"):
        yield from obj.collect_batches(chunk_size=_ROWS)
    else:  # an older polars: in memory for as long as it is looked at
        yield from obj.collect(engine="streaming").iter_slices(_ROWS)


def _kind(obj: object) -> str:
    bases = ((b.__module__.partition(".")[0], b.__name__) for b in type(obj).__mro__)
    return next((_KINDS[base] for base in bases if base in _KINDS), "")
