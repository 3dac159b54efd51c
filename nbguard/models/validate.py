"""``nbguard.validate_input``: a model gets what it expects, or an error says where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from nbguard.errors import InvalidInput
from nbguard.models.arrays import Array, parts_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

T = TypeVar("T")
Range = tuple[float | None, float | None]

_GROUPS = {
    float: np.floating,
    int: np.integer,
    bool: np.bool_,
    str: np.str_,
    complex: np.complexfloating,
}


def validate_input(
    x: T,
    expected_shape: Sequence[int | None] | None = None,
    expected_range: Range | Mapping[Any, Range] | None = None,
    *,
    dtype: Any = None,
    schema: Any = None,
    missing: bool = False,
) -> T:
    """``x`` itself, if it is what a model expects; else InvalidInput (a ValueError) says where not.

    ``x`` is a number, a nested list, an array (also a tensor that numpy can read) or a frame.
    ``expected_shape`` has a length per dimension, None for any. ``expected_range`` is the least
    and the greatest value that may stand in it, None for no bound; for a frame one for all its
    numbers, or a mapping from columns. ``dtype`` is a numpy type, or float, int, bool or str for
    any of that kind; for a frame also a mapping from columns. ``schema`` is a pandera schema
    (``nbguard[models]``).
    ``missing=True`` lets missing values pass; infinite ones are refused in any case. The message
    names the element, never its value.

    >>> validate_input([0.2, 0.9, 0.4], expected_shape=(3,), expected_range=(0.0, 1.0))
    [0.2, 0.9, 0.4]
    >>> validate_input([0.2, 1.9, 0.4], expected_range=(0.0, 1.0))
    Traceback (most recent call last):
    nbguard.errors.InvalidInput: element [1] is above 1.0
    """
    parts = list(parts_of(x))
    if expected_shape is not None:
        _check_shape(shape_of(x, parts), expected_shape)
    _check_names(expected_range, parts, "expected_range")
    _check_names(dtype, parts, "dtype")
    for name, array in parts:
        _check_dtype(array, _for(dtype, name), name)
        _check_cells(array, _for(expected_range, name), name, missing=missing)
    if schema is not None:
        _check_schema(x, schema)
    return x


def _check_shape(shape: tuple[int, ...], expected: Sequence[int | None]) -> None:
    if len(shape) != len(expected):
        raise InvalidInput(
            f"has {len(shape)} dimensions {shape}, expected {len(expected)} {tuple(expected)}"
        )
    for axis, (length, wanted) in enumerate(zip(shape, expected, strict=True)):
        if wanted is not None and length != wanted:
            raise InvalidInput(f"dimension {axis} has length {length}, expected {wanted}")


def _check_names(given: Any, parts: list[tuple[Any, Any]], what: str) -> None:
    names = [name for name, _ in parts]
    for name in given if isinstance(given, dict) else ():
        if name not in names:
            raise InvalidInput(f"{what} names a column {name!r} that is not there")


def _for(given: Any, name: Any) -> Any:
    return given.get(name) if isinstance(given, dict) else given


def _check_dtype(array: Array, dtype: Any, name: Any) -> None:
    if dtype is None:
        return
    wanted = _GROUPS.get(dtype, dtype)
    if not np.issubdtype(array.dtype, wanted):
        expected = getattr(dtype, "__name__", str(dtype))
        raise InvalidInput(f"{_subject(name)} is {array.dtype}, expected {expected}")


def _check_cells(array: Array, bounds: Range | None, name: Any, *, missing: bool) -> None:
    if not missing:
        _refuse(_missing(array), name, "is missing")
    if array.dtype.kind not in "biuf":
        # A range for a whole frame is one for its numbers.
        if bounds and name is None:
            _refuse(np.ones(array.shape, dtype=bool), name, "is not a number")
        return
    _refuse(np.isinf(array), name, "is infinite")
    low, high = bounds or (None, None)
    if low is not None:
        _refuse(array < low, name, f"is below {low}")
    if high is not None:
        _refuse(array > high, name, f"is above {high}")


def _missing(array: Array) -> Array:
    if array.dtype.kind in "fc":
        return np.isnan(array)
    if array.dtype.kind in "Mm":
        return np.isnat(array)
    if array.dtype != object:
        return np.zeros(array.shape, dtype=bool)
    absent: Array = np.vectorize(lambda cell: cell is None or cell != cell, otypes=[bool])(array)
    return absent


def _refuse(wrong: Array, name: Any, why: str) -> None:
    """Raise for the first element that is wrong, and say how many more are."""
    where = np.argwhere(wrong)
    if not len(where):
        return
    index = ", ".join(map(str, where[0].tolist()))
    element = f"row {index} of {_subject(name)}" if name is not None else f"element [{index}]"
    more = f", and {len(where) - 1} more" if len(where) > 1 else ""
    raise InvalidInput(f"{element if index else 'it'} {why}{more}")


def _subject(name: Any) -> str:
    return "it" if name is None else f"column {name!r}"


def _check_schema(x: Any, schema: Any) -> None:
    """Ask a pandera schema; of its answer only what holds no value is passed on."""
    if not hasattr(schema, "validate"):
        raise TypeError("schema: give a pandera schema (pip install 'nbguard[models]')")
    try:
        schema.validate(x, lazy=True)
    except Exception as error:  # noqa: BLE001 pandera's own quotes the data
        raise InvalidInput(f"the schema is not met: {_failure(error)}") from None


def _failure(error: Exception) -> str:
    cases = getattr(error, "failure_cases", None)
    if cases is None or not len(cases):
        return type(error).__name__
    first = cases.to_dicts()[0] if hasattr(cases, "to_dicts") else cases.iloc[0].to_dict()
    if first.get("check") == "column_in_dataframe":
        return f"column {first.get('failure_case')!r} is not there"
    row = "" if first.get("index") is None else f"row {first['index']} of "
    more = f", and {len(cases) - 1} more" if len(cases) > 1 else ""
    return f"{row}column {first.get('column')!r} fails {first.get('check')}{more}"
