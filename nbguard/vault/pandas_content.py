"""pandas frames in Arrow's stream format: what its metadata does not tell, and what is lost."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pandas as pd
import pyarrow as pa

from nbguard.errors import TableError


def to_arrow(frame: pd.DataFrame) -> pa.Table:
    """The frame as a table that ``from_arrow`` makes the same frame of.

    Raises TableError, which names the column, where it would not be the same.
    """
    if not frame.columns.is_unique:
        twice = frame.columns[frame.columns.duplicated()][0]
        raise TableError(f"two columns are called {twice!r}; rename one")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of labels of several types, which are an error here
            table = pa.Table.from_pandas(frame)
    except Exception as error:  # noqa: BLE001 it may quote a value
        kind = type(error).__name__
    else:
        kind = ""
    if kind:
        raise TableError(f"{_culprit(frame)} ({kind}): convert it to text or drop it")
    back = from_arrow(table)
    if not _same_labels(frame.columns, back.columns):
        raise TableError("labels of several types would come back as texts; rename the columns")
    for i, label in enumerate(frame.columns):
        if not _same(frame.iloc[:, i], back.iloc[:, i]):
            raise TableError(
                f"column {label!r} would not come back as it is ({frame.iloc[:, i].dtype}): "
                "convert it to text or drop it"
            )
    return table


def from_arrow(table: pa.Table) -> pd.DataFrame:
    """The frame that was saved, objects and Arrow's own types included."""
    metadata = dict(table.schema.metadata or {})
    told = json.loads(metadata.get(b"pandas", b"{}"))
    own = {}
    for column in told.get("columns", ()):
        if str(column["numpy_type"]).endswith("[pyarrow]"):
            own[column["field_name"]] = column["numpy_type"]
            column["numpy_type"] = "object"  # what pandas cannot read by name
    metadata[b"pandas"] = json.dumps(told).encode()
    frame = table.replace_schema_metadata(metadata).to_pandas()
    for i, column in enumerate(told.get("columns", ())[: frame.shape[1]]):
        name = column["field_name"]
        if name in own:
            cells = pd.Series(pd.arrays.ArrowExtensionArray(table.column(name)), index=frame.index)
            frame.isetitem(i, cells)
        elif column["numpy_type"] == "object" and isinstance(frame.dtypes.iloc[i], pd.StringDtype):
            cells = frame.iloc[:, i].astype(object)
            frame.isetitem(i, cells.where(cells.notna(), None))
    return frame


def _culprit(frame: pd.DataFrame) -> str:
    for i, label in enumerate(frame.columns):
        try:
            pa.array(frame.iloc[:, i], from_pandas=True)
        except Exception:  # noqa: BLE001, PERF203 whatever it is, Arrow does not take the column
            return f"column {label!r} holds mixed or unknown types"
    return "the index holds mixed or unknown types"


def _same_labels(one: pd.Index, other: pd.Index) -> bool:
    return list(one) == list(other) or one.equals(other)


def _same(one: pd.Series, other: pd.Series) -> bool:
    """Whether the cells are the same; of objects, lists may have become arrays."""
    if isinstance(one.dtype, pd.StringDtype) and isinstance(other.dtype, pd.StringDtype):
        return one.dtype.na_value is other.dtype.na_value and one.astype(object).equals(
            other.astype(object)
        )
    if not pd.api.types.is_object_dtype(one.dtype):
        return str(one.dtype) == str(other.dtype) and one.equals(other)
    return all(map(_alike, one, other))


def _alike(one: Any, other: Any) -> bool:
    if hasattr(one, "tolist"):
        one = one.tolist()
    if hasattr(other, "tolist"):
        other = other.tolist()
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if type(one).__name__ in _NULLS and type(other).__name__ in _NULLS and one is not other:
        return _is_null(one) and _is_null(other)
    if isinstance(one, bytearray):
        one = bytes(one)
    return bool(isinstance(other, type(one)) or isinstance(one, type(other))) and bool(one == other)


_NULLS = ("NoneType", "float", "NAType", "NaTType")


def _is_null(value: Any) -> bool:
    return not isinstance(value, float) or value != value
