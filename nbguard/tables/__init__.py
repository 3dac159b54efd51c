"""Tables of any library behind one small face; nothing here knows what is sensitive.

``open_table`` tells a table's library by the name of its type, so who has no polars frame never
pays for polars. A table is a row of columns; a column gives a sample, or its distinct values
with the way back. The object that was given is never changed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cells", "Column", "Distinct", "Kind", "Table", "is_table", "open_table", "spread"]

_ADAPTERS = {
    ("pandas", "DataFrame"): "pandas",
    ("pandas", "Series"): "pandas",
    ("polars", "DataFrame"): "polars",
    ("polars", "Series"): "polars",
    ("pyarrow", "Table"): "arrow",
    ("pyarrow", "RecordBatch"): "arrow",
    ("pyarrow", "ChunkedArray"): "arrow",
    ("pyarrow", "Array"): "arrow",
}


def is_table(obj: object) -> bool:
    """Whether ``obj`` is a frame or a series that ``open_table`` reads; imports nothing."""
    return any(kind in _ADAPTERS for kind in _kinds(obj))


def open_table(obj: Any) -> Table:
    """``obj`` as a Table.

    >>> import pandas as pd
    >>> table = open_table(pd.DataFrame({"n": [1, 1, None]}))
    >>> column = table.columns[0]
    >>> column.label, column.kind.value, column.distinct().values
    ('n', 'float', [1.0])

    Raises TypeError for what ``is_table`` denies.
    """
    for kind in _kinds(obj):
        if kind in _ADAPTERS:
            table: Table = import_module(f"nbguard.tables.{_ADAPTERS[kind]}").open_table(obj)
            return table
    raise TypeError(
        f"not a table in memory: {type(obj).__module__}.{type(obj).__qualname__}; give a frame of "
        "pandas, polars or pyarrow (collect() what is lazy, toArrow() Spark's)"
    )


def _kinds(obj: object) -> Iterator[tuple[str, str]]:
    for base in type(obj).__mro__:
        yield base.__module__.partition(".")[0], base.__name__
