"""A frame as bytes and back, types and index included: Arrow's stream format, never a pickle."""

from __future__ import annotations

import io
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from nbguard.errors import NbguardError, RestoreError, TableError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_KINDS = {
    ("pandas", "DataFrame"): "pandas.DataFrame",
    ("pandas", "Series"): "pandas.Series",
    ("polars", "DataFrame"): "polars.DataFrame",
    ("polars", "Series"): "polars.Series",
    ("pyarrow", "Table"): "pyarrow.Table",
    ("pyarrow", "RecordBatch"): "pyarrow.RecordBatch",
}
_NAMELESS = "nbguard: a series without a name"


def kind_of(frame: Any) -> str:
    """What ``frame`` is; raises TableError for what cannot be saved."""
    for base in type(frame).__mro__:
        kind = _KINDS.get((base.__module__.partition(".")[0], base.__name__))
        if kind:
            return kind
    raise TableError(
        f"cannot save a {type(frame).__module__}.{type(frame).__qualname__}: give a frame or a "
        "series of pandas or polars, or a pyarrow Table or RecordBatch; collect() what is lazy, "
        "toArrow() Spark's"
    )


def dump(frame: Any, kind: str) -> bytes:
    """The frame's bytes. Raises TableError, without a value, where Arrow cannot hold it."""
    return _guarded(lambda: _DUMPS[kind](frame), "hold a column of mixed or unknown types")


def load(data: bytes, kind: str) -> Any:
    """The frame of those bytes."""
    if kind not in _LOADS:
        raise RestoreError("a newer nbguard saved it: upgrade this one")
    return _guarded(lambda: _LOADS[kind](data), "read what it should hold")


def _guarded(work: Callable[[], T], cannot: str) -> T:
    """What ``work`` gives; its errors may quote values, and are not passed on."""
    try:
        return work()
    except NbguardError:
        raise
    except Exception as error:  # noqa: BLE001
        raise TableError(f"Arrow cannot {cannot} ({type(error).__name__})") from None


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise TableError(
            "nbguard.save and load of such a frame need: pip install 'nbguard[tables]'"
        ) from None


def _dump_arrow(table: Any) -> bytes:
    ipc, sink = _library("pyarrow.ipc"), io.BytesIO()
    with ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def _load_arrow(data: bytes) -> Any:
    with _library("pyarrow.ipc").open_stream(data) as reader:
        return reader.read_all()


def _pandas() -> Any:
    """The part for pandas frames, which needs pyarrow."""
    _library("pyarrow")
    return import_module("nbguard.vault.pandas_content")


def _dump_pandas(frame: Any) -> bytes:
    return _dump_arrow(_pandas().to_arrow(frame))


def _load_pandas(data: bytes) -> Any:
    return _pandas().from_arrow(_load_arrow(data))


def _dump_pandas_series(series: Any) -> bytes:
    return _dump_pandas(series.to_frame(_NAMELESS if series.name is None else series.name))


def _load_pandas_series(data: bytes) -> Any:
    series = _load_pandas(data).iloc[:, 0]
    return series.rename(None) if series.name == _NAMELESS else series


def _dump_batch(batch: Any) -> bytes:
    return _dump_arrow(_library("pyarrow").Table.from_batches([batch]))


def _load_batch(data: bytes) -> Any:
    table = _load_arrow(data)
    columns = [column.combine_chunks() for column in table.columns]
    return _library("pyarrow").RecordBatch.from_arrays(columns, schema=table.schema)


def _dump_polars(frame: Any) -> bytes:
    for name, dtype in frame.schema.items():
        if dtype == _library("polars").Object:
            raise TableError(f"column {name!r} holds Python objects: convert it to text or drop it")
    sink = io.BytesIO()
    frame.write_ipc_stream(sink)
    return sink.getvalue()


def _load_polars(data: bytes) -> Any:
    return _library("polars").read_ipc_stream(io.BytesIO(data))


_DUMPS: dict[str, Callable[[Any], bytes]] = {
    "pandas.DataFrame": _dump_pandas,
    "pandas.Series": _dump_pandas_series,
    "polars.DataFrame": _dump_polars,
    "polars.Series": lambda series: _dump_polars(series.to_frame()),
    "pyarrow.Table": _dump_arrow,
    "pyarrow.RecordBatch": _dump_batch,
}
_LOADS: dict[str, Callable[[bytes], Any]] = {
    "pandas.DataFrame": _load_pandas,
    "pandas.Series": _load_pandas_series,
    "polars.DataFrame": _load_polars,
    "polars.Series": lambda data: _load_polars(data).to_series(),
    "pyarrow.Table": _load_arrow,
    "pyarrow.RecordBatch": _load_batch,
}
