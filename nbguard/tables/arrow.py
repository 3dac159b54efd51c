"""pyarrow tables, record batches and arrays; dictionary encoding does the work."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from nbguard.tables import arrow_notes
from nbguard.tables.arrow_types import (
    dressed,
    exact,
    made,
    one_chunk,
    plain,
    unused,
    without_labels,
)
from nbguard.tables.exact import pack
from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread, unique_labels

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from nbguard.tables.exact import Exact


def open_table(obj: Any) -> Table:
    """A pyarrow object as a Table."""
    if isinstance(obj, (pa.Table, pa.RecordBatch)):
        return Frame(obj)
    return OneArray(obj)


class ArrowColumn(Column):
    """A chunked array."""

    def __init__(self, label: Hashable, cells: pa.ChunkedArray) -> None:
        self._form = cells.type
        cells = plain(cells)
        super().__init__(label, _kind(cells.type), len(cells))
        self._cells = cells

    def sample(self, most: int) -> list[Any]:
        """See Column."""
        positions = pa.array(list(spread(self.size, most)), pa.int64())
        taken: list[Any] = self._cells.take(positions).to_pylist()
        return taken

    def distinct(self) -> Distinct:
        """See Column; nested cells are taken one by one."""
        times = pa.types.is_time(self._cells.type) or pa.types.is_duration(self._cells.type)
        if self.kind is Kind.NESTED or (self.kind is Kind.OTHER and not times):
            return Distinct(self._cells.to_pylist(), self._nested, None, _inferred)
        encoded = self._encoded()

        def place(new: pa.Array) -> pa.ChunkedArray:
            return dressed(pa.chunked_array([new.take(encoded.indices)]), self._form)

        kind = self._cells.type
        values = (
            encoded.dictionary if pa.types.is_dictionary(kind) else encoded.dictionary.cast(kind)
        )
        return Distinct(
            values.to_pylist(), lambda new: place(pa.array(new, self._text)), values, place
        )

    def exact(self, distinct: Distinct) -> list[Exact | None]:
        """See Column."""
        if distinct.array is None:
            return list(map(pack, distinct.values))
        return exact(distinct.array)

    def restored(self, new: Sequence[Exact], distinct: Distinct) -> Cells:
        """See Column."""
        if distinct.place is None or not any(one.kind for one in new):
            return distinct.rebuild([one.text for one in new])
        values = made(new)
        if pa.types.is_binary(values.type) and self.kind is Kind.BYTES:
            values = values.cast(self._text)
        return distinct.place(values)

    @property
    def hidden(self) -> Sequence[Any]:
        """See Column."""
        return unused(self._cells) if pa.types.is_dictionary(self._cells.type) else ()

    def _nested(self, new: Sequence[Any]) -> pa.ChunkedArray:
        if self.kind is Kind.NESTED:
            with contextlib.suppress(
                pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError
            ):
                return pa.chunked_array([pa.array(new, self._cells.type)])
        return _inferred(new)  # numbers inside became texts

    @property
    def _text(self) -> Any:
        """The type for new cells: the one there is if it holds texts or bytes, else strings."""
        kind = self._cells.type
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if pa.types.is_fixed_size_binary(kind):
            return pa.binary()
        return kind if self.kind in (Kind.TEXT, Kind.BYTES) else pa.string()

    def _encoded(self) -> Any:
        cells = self._cells
        if not pa.types.is_dictionary(cells.type):
            try:
                cells = cells.dictionary_encode()
            except pa.ArrowNotImplementedError:  # of half floats, before pyarrow 26
                cells = cells.cast(pa.float32()).dictionary_encode()
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

    @property
    def notes(self) -> dict[str, Any]:
        """See Table; the metadata of the schema and its fields."""
        return arrow_notes.read(self._table.schema)

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,
    ) -> Any:
        """See Table; the schema's metadata stays."""
        table = arrow_notes.written(self._table, notes) if notes else self._table
        columns, fields = [], []
        renamed: dict[str, str] = {}
        retyped: set[str] = set()
        for i, (cells, field) in enumerate(zip(table.columns, table.schema, strict=True)):
            changed = new.get(i, cells)
            if changed is not None:
                name = labels.get(i, field.name)
                renamed |= {field.name: name} if i in labels else {}
                retyped |= {name} if changed.type != field.type else set()
                columns.append(changed)
                fields.append(field.with_type(changed.type).with_name(name))
        metadata = without_labels(table.schema.metadata, renamed, retyped)
        schema = pa.schema(fields, metadata)
        if self._batch:
            return pa.RecordBatch.from_arrays(list(map(one_chunk, columns)), schema=schema)
        return pa.table(columns, schema=schema)


class OneArray(Table):
    """An Array or a ChunkedArray."""

    def __init__(self, cells: Any) -> None:
        self._chunked = isinstance(cells, pa.ChunkedArray)
        self._cells = cells if self._chunked else pa.chunked_array([cells])
        self.columns = [ArrowColumn("values", self._cells)]
        self.rows = len(cells)

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],  # noqa: ARG002
        notes: Mapping[str, Any] | None = None,  # noqa: ARG002 it has none
    ) -> Any:
        """See Table; an array has no label, and one that is dropped is empty."""
        cells = new.get(0, self._cells)
        cells = self._cells.slice(0, 0) if cells is None else cells
        return cells if self._chunked else one_chunk(cells)


def _inferred(cells: Sequence[Any]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells)])


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
