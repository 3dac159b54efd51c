"""What an Arrow schema carries beside names and types: its metadata and that of its fields.

pandas puts a frame's ``attrs`` there, Spark its comments on columns. What it tells of labels and
types is left to ``arrow_types.without_labels``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PANDAS = b"pandas"


def read(schema: pa.Schema) -> dict[str, Any]:
    """The metadata as texts, JSON taken apart; nothing where there is none."""
    told = dict(schema.metadata or {})
    ours = json.loads(told.pop(_PANDAS, b"{}"))
    fields = [dict(map(_text, (field.metadata or {}).items())) for field in _all(schema)]
    notes = {
        "names": [axis.get("name") for axis in _axes(ours)],
        "attributes": ours.get("attributes") or {},
        "schema": dict(map(_text, told.items())),
        "fields": fields if any(fields) else [],
    }
    return notes if any(map(any, notes.values())) else {}


def written(table: pa.Table, notes: Mapping[str, Any]) -> pa.Table:
    """The table with ``notes``, of the form that ``read`` gives, for metadata."""
    told = dict(map(_bytes, notes["schema"].items()))
    old = table.schema.metadata or {}
    if _PANDAS in old:
        ours = json.loads(old[_PANDAS])
        if ours.get("attributes"):
            ours["attributes"] = notes["attributes"]
        for axis, name in zip(_axes(ours), notes["names"], strict=True):
            axis |= {key: name for key in ("name", "field_name") if key in axis}
        told[_PANDAS] = json.dumps(ours).encode()
    if notes["fields"]:
        rest = iter(notes["fields"])
        table = table.cast(pa.schema([_noted(field, rest) for field in table.schema]))
    return table.replace_schema_metadata(told or None)


def _axes(ours: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where pandas keeps names that no field has: of the labels of columns, of row numbers."""
    rows = [one for one in ours.get("index_columns", ()) if isinstance(one, dict)]
    return [*ours.get("column_indexes", ()), *rows]


def _all(fields: Any) -> Iterator[pa.Field]:
    """Every field, those of nested types after their parent."""
    for field in fields:
        yield field
        yield from _all(_children(field.type))


def _children(kind: pa.DataType) -> list[pa.Field]:
    return [kind.field(i) for i in range(kind.num_fields)] if pa.types.is_nested(kind) else []


def _noted(field: pa.Field, notes: Iterator[Mapping[str, Any]]) -> pa.Field:
    told = dict(map(_bytes, next(notes).items())) or None
    kind = field.type
    inside = [_noted(child, notes) for child in _children(kind)]
    if pa.types.is_struct(kind):
        kind = pa.struct(inside)
    elif pa.types.is_list(kind):
        kind = pa.list_(inside[0])
    elif pa.types.is_large_list(kind):
        kind = pa.large_list(inside[0])
    return field.with_type(kind).with_metadata(told)


def _text(item: tuple[bytes, bytes]) -> tuple[str, Any]:
    key, value = (part.decode("utf-8", "surrogateescape") for part in item)
    if value[:1] in ("{", "["):
        try:
            return key, json.loads(value)
        except ValueError:
            pass
    return key, value


def _bytes(item: tuple[str, Any]) -> tuple[bytes, bytes]:
    key, value = item
    text = value if isinstance(value, str) else json.dumps(value)
    return key.encode("utf-8", "surrogateescape"), text.encode("utf-8", "surrogateescape")
