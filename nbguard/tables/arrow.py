"""pyarrow tables, record batches and arrays; dictionary encoding does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread, unique_labels

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence


def open_table(obj: Any) -> Table:
    """A pyarrow object as a Table."""
    if isinstance(obj, (pa.Table, pa.RecordBatch)):
        return Frame(obj)
    return OneArray(obj)


class ArrowColumn(Column):
    """A chunked array."""

    def __init__(self, label: Hashable, cells: pa.ChunkedArray) -> None:
        cells = _encodable(cells)
        super().__init__(label, _kind(cells.type), len(cells))
        self._cells = cells

    def sample(self, most: int) -> list[Any]:
        """See Column."""
        positions = pa.array(spread(self.size, most), pa.int64())
        taken: list[Any] = self._cells.take(positions).to_pylist()
        return taken

    def distinct(self) -> Distinct:
        """See Column; nested cells are taken one by one."""
        if self.kind in (Kind.NESTED, Kind.OTHER):
            return Distinct(self._cells.to_pylist(), lambda new: pa.chunked_array([pa.array(new)]))
        encoded = self._encoded()
        return Distinct(
            encoded.dictionary.to_pylist(),
            lambda new: pa.chunked_array([pa.array(new, self._text).take(encoded.indices)]),
        )

    def restored(self, new: Sequence[Any], distinct: Distinct, kind: str) -> Cells:
        """See Column."""
        restored = distinct.rebuild(new)
        return restored.cast(pa.type_for_alias(kind)) if kind else restored

    @property
    def type_name(self) -> str:
        """Arrow's own name of the type."""
        return "" if self.kind in (Kind.TEXT, Kind.NESTED, Kind.OTHER) else str(self._cells.type)

    @property
    def _text(self) -> Any:
        """The type for new cells: the one there is if it holds texts or bytes, else strings."""
        kind = self._cells.type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        kept = self.kind in (Kind.TEXT, Kind.BYTES) and not pa.types.is_null(kind)
        return kind if kept else pa.string()

    def _encoded(self) -> Any:
        cells = self._cells
        if not pa.types.is_dictionary(cells.type):
            cells = cells.dictionary_encode()
        encoded = cells.unify_dictionaries().combine_chunks()
        if isinstance(encoded, pa.ChunkedArray):  # no chunk at all
            return pa.array([], cells.type)
        return encoded


class Frame(Table):
    """A Table or a RecordBatch."""

    def __init__(self, frame: pa.Table | pa.RecordBatch) -> None:
        self._batch = isinstance(frame, pa.RecordBatch)
        self._table = pa.Table.from_batches([frame]) if self._batch else frame
        labels = unique_labels(self._table.column_names)
        cells = self._table.columns
        self.columns = [ArrowColumn(*pair) for pair in zip(labels, cells, strict=True)]
        self.rows = self._table.num_rows

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> Any:
        """See Table; the schema's metadata stays."""
        columns, fields = [], []
        for i, (cells, field) in enumerate(
            zip(self._table.columns, self._table.schema, strict=True)
        ):
            changed = new.get(i, cells)
            if changed is not None:
                columns.append(changed)
                fields.append(field.with_type(changed.type).with_name(labels.get(i, field.name)))
        table = pa.table(columns, schema=pa.schema(fields, self._table.schema.metadata))
        return table.combine_chunks().to_batches()[0] if self._batch and self.rows else table


class OneArray(Table):
    """An Array or a ChunkedArray."""

    def __init__(self, cells: Any) -> None:
        self._chunked = isinstance(cells, pa.ChunkedArray)
        self._cells = cells if self._chunked else pa.chunked_array([cells])
        self.columns = [ArrowColumn("values", self._cells)]
        self.rows = len(cells)

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> Any:  # noqa: ARG002
        """See Table; an array has no label, and one that is dropped is empty."""
        cells = new.get(0, self._cells)
        cells = self._cells.slice(0, 0) if cells is None else cells
        return cells if self._chunked else cells.combine_chunks()


def _encodable(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Views, which polars hands out and Arrow cannot encode as dictionaries, as what they show."""
    if pa.types.is_string_view(cells.type):
        return cells.cast(pa.large_string())
    return cells.cast(pa.large_binary()) if pa.types.is_binary_view(cells.type) else cells


def _kind(kind: Any) -> Kind:
    types = pa.types
    if types.is_dictionary(kind):
        return _kind(kind.value_type)
    tests = {
        Kind.TEXT: (types.is_string, types.is_large_string, types.is_string_view, types.is_null),
        Kind.INTEGER: (types.is_integer,),
        Kind.FLOAT: (types.is_floating, types.is_decimal),
        Kind.BOOLEAN: (types.is_boolean,),
        Kind.DATE: (types.is_date, types.is_timestamp),
        Kind.BYTES: (types.is_binary, types.is_large_binary, types.is_fixed_size_binary),
        Kind.NESTED: (types.is_nested,),
    }
    found = (known for known, checks in tests.items() if any(check(kind) for check in checks))
    return next(found, Kind.OTHER)
