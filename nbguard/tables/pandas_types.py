"""pandas' types by their kinds: the exact texts of cells, and cells of those types made anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from nbguard.tables.exact import Exact, counted_kind, own, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPARSE = re.compile(r"Sparse\[(\w+), (.+)\]")


def exact(values: Sequence[Any], dtype: Any) -> list[Exact | None]:
    """The exact texts of values without nulls that a column of ``dtype`` holds."""
    if isinstance(dtype, pd.CategoricalDtype):
        dtype = dtype.categories.dtype
    if isinstance(dtype, pd.ArrowDtype):
        from nbguard.tables import arrow_types

        cells = arrow_types.exact(pd.array(values, dtype=dtype).__arrow_array__())
        plain = (cell and cell._replace(kind=cell.kind.partition("|")[0]) for cell in cells)
        return [c and (Exact(f"{c.kind}|{dtype}", c.text) if c.kind else c) for c in plain]
    name = _name(dtype)
    if not name:
        return list(map(pack, values))
    if counted_kind(name):
        values = pd.Series(values, dtype=dtype).astype("int64").tolist()
    return [Exact(name, str(value)) for value in values]


def made(new: Sequence[Exact]) -> Any:
    """The values that ``exact`` made texts of, whichever library it was, as an array."""
    kinds = {one.kind for one in new}
    kind = kinds.pop() if len(kinds) == 1 else ""
    values = [unpack(*one) for one in new]
    try:
        return _typed(kind, new, values)
    except (TypeError, ValueError, OverflowError):  # a type that pandas does not know
        return _objects(values)


def _typed(kind: str, new: Sequence[Exact], values: Sequence[Any]) -> Any:
    mine = own(kind)
    if mine.endswith("[pyarrow]"):
        from nbguard.tables import arrow_types

        plain = [one._replace(kind=kind.partition("|")[0]) for one in new]
        return pd.array(arrow_types.made(plain).to_pylist(), dtype=mine)
    counted = counted_kind(kind)
    if counted and counted.name != "time":
        counts = np.array([int(one.text) for one in new], dtype="int64")
        times = counts.view(f"{'M' if counted.name == 'datetime' else 'm'}8[{counted.unit}]")
        return (
            pd.Series(times).dt.tz_localize("UTC").dt.tz_convert(counted.zone).array
            if counted.zone
            else times
        )
    if sparse := _SPARSE.fullmatch(mine):
        inner = np.dtype(sparse[1])
        fill = unpack(inner.name, sparse[2])
        return pd.arrays.SparseArray(_array(values, inner), dtype=pd.SparseDtype(inner, fill))
    if mine:
        return pd.array(list(values), dtype=mine)
    return (
        _array(values, np.dtype(kind))
        if (kind and kind[-1].isdigit()) or kind == "bool"
        else _objects(values)
    )


def _array(values: Sequence[Any], dtype: Any) -> Any:
    return np.array(values, dtype=dtype)


def _objects(values: Sequence[Any]) -> Any:
    cells = np.empty(len(values), dtype=object)
    cells[:] = values
    return cells


def _name(dtype: Any) -> str:
    """The kind of a type whose cells have exact texts, see ``exact``; nothing for others."""
    name, types = str(dtype), pd.api.types
    if isinstance(dtype, pd.SparseDtype):
        inner = _name(dtype.subtype)
        return inner and f"{inner}|{name}"
    if isinstance(dtype, pd.PeriodDtype):
        return f"|{name}"
    if isinstance(dtype, pd.DatetimeTZDtype):
        return f"datetime[{dtype.unit}, {dtype.tz}]"
    if types.is_datetime64_dtype(dtype) or types.is_timedelta64_dtype(dtype):
        return f"{'datetime' if dtype.kind == 'M' else 'duration'}[{np.datetime_data(dtype)[0]}]"
    if types.is_numeric_dtype(dtype):
        plain = "bool" if types.is_bool_dtype(dtype) else name.lower()
        return plain if plain == name else f"{plain}|{name}"
    return ""
