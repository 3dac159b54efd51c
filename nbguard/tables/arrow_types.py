"""Arrow's types: the form in which cells are worked on, the one they had, their exact texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from nbguard.tables.exact import Exact, counted_kind, decimal_kind, own, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FLOATS = {"halffloat": "float16", "float": "float32", "double": "float64"}
_ALIASES = {"date": "date32", "bytes": "binary", "int": "int64", "float": "float64"}
_KNOWN = {
    *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)),
    *("float16", "float32", "float64", "bool", "date32", "date64", "binary"),
}
_FIXED = re.compile(r"fixed_size_binary\[(\d+)\]")


def plain(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Cells as what they show: Arrow neither samples nor encodes all of its types."""
    kind = cells.type
    if pa.types.is_run_end_encoded(kind):
        return _by_chunk(cells, pc.run_end_decode, kind.value_type)
    if isinstance(kind, pa.BaseExtensionType) and _is_text(kind.storage_type):
        return _by_chunk(cells, lambda chunk: chunk.storage, kind.storage_type)
    if pa.types.is_string_view(kind):
        return cells.cast(pa.large_string())
    if pa.types.is_null(kind):
        return cells.cast(pa.string())
    return cells.cast(pa.large_binary()) if pa.types.is_binary_view(kind) else cells


def dressed(cells: pa.ChunkedArray, like: pa.DataType) -> pa.ChunkedArray:
    """Cells in the form of ``like`` where that form can hold them, else as they are."""
    kind, types = cells.type, pa.types
    if types.is_dictionary(like) and not types.is_dictionary(kind):
        encoded = cells.dictionary_encode()
        return encoded.cast(pa.dictionary(like.index_type, kind, like.ordered))
    if types.is_run_end_encoded(like):
        inner = dressed(cells, like.value_type)
        return _by_chunk(inner, lambda c: pc.run_end_encode(c, like.run_end_type), like)
    if isinstance(like, pa.BaseExtensionType) and like.storage_type == kind:
        return _by_chunk(cells, like.wrap_array, like)
    views = (types.is_string_view(like) and _is_text(kind)) or (
        types.is_binary_view(like) and types.is_large_binary(kind)
    )
    return cells.cast(like) if views else cells


def unused(cells: pa.ChunkedArray | pa.Array) -> list[Any]:
    """The values of a dictionary that no cell refers to."""
    chunks = cells.chunks if isinstance(cells, pa.ChunkedArray) else [cells]
    known = {value: None for chunk in chunks for value in chunk.dictionary.to_pylist()}
    used = (pc.take(chunk.dictionary, pc.unique(chunk.indices).drop_null()) for chunk in chunks)
    for values in used:
        for value in values.to_pylist():
            known.pop(value, None)
    return list(known)


def one_chunk(cells: pa.ChunkedArray) -> pa.Array:
    """The cells as one array."""
    if cells.num_chunks == 1:
        return cells.chunk(0)
    chunks = (
        cells.unify_dictionaries().chunks if pa.types.is_dictionary(cells.type) else cells.chunks
    )
    return pa.concat_arrays(chunks) if chunks else pa.array([], cells.type)


def exact(array: pa.Array) -> list[Exact | None]:
    """The exact texts of a plain array without nulls."""
    kind, types = array.type, pa.types
    name = _FLOATS.get(str(kind), str(kind))
    if types.is_timestamp(kind):
        zone = f", {kind.tz}" if kind.tz else ""
        return _counts(array, f"datetime[{kind.unit}{zone}]")
    if types.is_time(kind) or types.is_duration(kind):
        return _counts(array, f"{'time' if types.is_time(kind) else 'duration'}[{kind.unit}]")
    if types.is_date(kind):
        name = "date" if types.is_date32(kind) else "date|date64"
        return [Exact(name, day.isoformat()) for day in array.to_pylist()]
    if types.is_decimal(kind):
        name = f"decimal({kind.precision}, {kind.scale})"
    elif _is_bytes(kind):
        name = f"bytes|{kind}" if types.is_fixed_size_binary(kind) else "bytes"
        return [Exact(name, v.decode("utf-8", "surrogateescape")) for v in array.to_pylist()]
    elif _is_text(kind):
        name = ""
    elif not (types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind)):
        return [None] * len(array)
    return [Exact(name, str(value)) for value in array.to_pylist()]


def made(new: Sequence[Exact]) -> pa.Array:
    """The values that ``exact`` made texts of, whichever library it was."""
    kinds = {one.kind for one in new}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if counted := counted_kind(kind):
        time = _time(*counted)
        counts = pa.int32() if time.bit_width == 32 else pa.int64()
        return pa.array([int(one.text) for one in new], counts).view(time)
    values = [unpack(*one) for one in new]
    try:
        return pa.array(values, _type(kind))
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # of several types, or of none that Arrow knows
        return pa.array([one.text for one in new], pa.string())


def without_labels(metadata: Any, labels: Mapping[str, str], retyped: set[str]) -> Any:
    """A schema's metadata, where pandas and Spark keep names and types of columns too.

    ``labels`` maps old names of columns to new ones; ``retyped`` are those that became texts.
    """
    if not metadata:
        return metadata
    new = {key: _renamed(value, labels) for key, value in metadata.items()}
    if b"pandas" in new:
        told = json.loads(new[b"pandas"])
        for column in told.get("columns", ()):
            if column.get("field_name") in retyped:
                column |= {"pandas_type": "unicode", "numpy_type": "object", "metadata": None}
        new[b"pandas"] = json.dumps(told).encode()
    return new


def _renamed(value: bytes, labels: Mapping[str, str]) -> bytes:
    for old, new in labels.items():
        for spelled in {json.dumps(old)[1:-1], json.dumps(old, ensure_ascii=False)[1:-1], old}:
            value = value.replace(spelled.encode(), new.encode())
    return value


def _time(name: str, unit: str, zone: str) -> pa.DataType:
    if name == "datetime":
        return pa.timestamp(unit, zone or None)
    if name == "duration":
        return pa.duration(unit)
    return pa.time32(unit) if unit in ("s", "ms") else pa.time64(unit)


def _type(kind: str) -> pa.DataType | None:
    """The type that a kind names; None to have it inferred."""
    if fixed := _FIXED.fullmatch(own(kind)):
        return pa.binary(int(fixed[1]))
    if digits := decimal_kind(kind):
        return (pa.decimal128 if digits[0] <= 38 else pa.decimal256)(*digits)
    name = own(kind) if own(kind) in _KNOWN else kind.partition("|")[0]
    name = _ALIASES.get(name, name)
    return pa.type_for_alias(name) if name in _KNOWN else None


def _counts(array: pa.Array, kind: str) -> list[Exact | None]:
    counts = array.cast(pa.int32()) if str(array.type).startswith("time32") else array
    return [Exact(kind, str(count)) for count in counts.cast(pa.int64()).to_pylist()]


def _by_chunk(cells: pa.ChunkedArray, change: Any, kind: pa.DataType) -> pa.ChunkedArray:
    return pa.chunked_array([change(chunk) for chunk in cells.chunks], kind)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind)
    )
