"""What a model is given, as numpy sees it: frames by column, anything else as one array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from nbguard.errors import InvalidInput
from nbguard.tables import is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Array = np.ndarray[Any, Any]


def rows_of(x: Any) -> Array | None:
    """The numbers of ``x`` as rows and columns; None where there are none."""
    columns = [array for _, array in parts_of(x) if array.dtype.kind in "biuf"]
    if not columns:
        return None
    if is_table(x):
        return np.column_stack(columns).astype(float)
    (array,) = columns
    return array.reshape(len(array), -1).astype(float) if array.ndim else None


def parts_of(x: Any) -> Iterator[tuple[Any, Array]]:
    """A frame's columns by name, anything else as one array without a name."""
    if is_table(x):
        yield from ((name, _array(column)) for name, column in _columns(x))
    else:
        yield None, _array(x)


def _columns(table: Any) -> Iterator[tuple[Any, Any]]:
    if hasattr(table, "items"):  # pandas
        yield from table.items() if hasattr(table, "columns") else [(table.name, table)]
    elif hasattr(table, "column_names"):  # pyarrow
        yield from zip(table.column_names, table.columns, strict=True)
    elif hasattr(table, "get_columns"):  # polars
        yield from ((column.name, column) for column in table.get_columns())
    else:
        yield getattr(table, "name", None), table


def _array(x: Any) -> Array:
    """``x`` as numpy sees it; numbers that a library keeps as objects are numbers again."""
    try:
        array = np.asarray(x)
    except ValueError:
        raise InvalidInput(f"its rows differ in length: {_ragged(x)}") from None
    except Exception as error:  # noqa: BLE001 any library's tensor
        raise InvalidInput(f"not an array: {type(x).__name__} ({type(error).__name__})") from None
    if array.dtype == object and array.size:
        null = array == None  # noqa: E711 element by element
        rest = array[~null]
        if all(isinstance(cell, (int, float, np.number)) for cell in rest.ravel()):
            return np.where(null, np.nan, array).astype(float)
    return array


def _ragged(x: Sequence[Any]) -> str:
    lengths = [len(row) if hasattr(row, "__len__") else None for row in x]
    odd = next((i for i, length in enumerate(lengths) if length != lengths[0]), 0)
    return f"row {odd} has {lengths[odd]}, row 0 has {lengths[0]}"


def shape_of(x: Any, parts: list[tuple[Any, Array]]) -> tuple[int, ...]:
    """Lengths by dimension; a frame has rows and columns."""
    if not is_table(x):
        return tuple(parts[0][1].shape)
    if not hasattr(x, "columns"):  # a series
        return (len(x),)
    return len(parts[0][1]) if parts else 0, len(parts)
