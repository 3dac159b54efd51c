"""pandas frames and series. Their index, where it holds more than row numbers, counts too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread, unique_labels

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_DAYS = "date"  # Python's own dates, in a column of objects
_NUMPY = {"b": Kind.BOOLEAN, "i": Kind.INTEGER, "u": Kind.INTEGER, "f": Kind.FLOAT, "M": Kind.DATE}
_INFERRED = {
    "string": Kind.TEXT,
    "empty": Kind.TEXT,
    "bytes": Kind.BYTES,
    "boolean": Kind.BOOLEAN,
    "integer": Kind.INTEGER,
    "floating": Kind.FLOAT,
    "mixed-integer-float": Kind.FLOAT,
    "decimal": Kind.FLOAT,
    "date": Kind.DATE,
    "datetime": Kind.DATE,
    "datetime64": Kind.DATE,
    "mixed-integer": Kind.TEXT,
}


def open_table(obj: pd.DataFrame | pd.Series) -> Table:
    """A pandas object as a Table."""
    return Frame(obj) if isinstance(obj, pd.DataFrame) else OneSeries(obj)


class PandasColumn(Column):
    """A series, or an index level as one."""

    def __init__(self, label: Hashable, series: pd.Series) -> None:
        super().__init__(label, _kind(series), len(series))
        self._series = series

    def sample(self, most: int) -> list[Any]:
        """See Column."""
        picked = self._series
        if self.size > most:
            picked = picked.iloc[list(spread(self.size, most))]
        if isinstance(picked.dtype, np.dtype) and picked.dtype.kind in "iuf":
            return [None if number != number else number for number in picked.tolist()]
        if self.kind is Kind.NESTED:
            return [None if cell is None else cell for cell in picked]
        return [None if null else cell for cell, null in zip(picked, picked.isna(), strict=True)]

    def distinct(self) -> Distinct:
        """See Column; nested cells are taken one by one."""
        if self.kind in (Kind.NESTED, Kind.OTHER):
            cells = list(self._series)
            return Distinct(cells, lambda new: self._built(pd.Series(list(new), dtype=object)))
        codes, uniques = pd.factorize(self._series)
        return Distinct(uniques.tolist(), lambda new: self._taken(list(new), codes))

    def restored(self, new: Sequence[Any], distinct: Distinct, kind: str) -> Cells:
        """See Column."""
        if kind == _DAYS:
            texts = dict(zip(distinct.values, new, strict=True))
            days = [
                date.fromisoformat(texts[cell]) if cell in texts else None for cell in self._series
            ]
            return self._built(pd.Series(days, dtype=object))
        return distinct.rebuild(new).astype(kind) if kind else distinct.rebuild(new)

    @property
    def type_name(self) -> str:
        """Pandas' own name of the dtype."""
        if self.kind in (Kind.TEXT, Kind.NESTED, Kind.OTHER):
            return ""
        days = self.kind is Kind.DATE and pd.api.types.is_object_dtype(self._series.dtype)
        return _DAYS if days else str(self._series.dtype)

    @property
    def _text(self) -> Any:
        """The dtype for new texts: the one there is if it holds texts, else pandas' default."""
        dtype = self._series.dtype
        kept = isinstance(dtype, pd.StringDtype) or pd.api.types.is_object_dtype(dtype)
        return dtype if kept else pd.Series(["text"]).dtype

    def _taken(self, values: Sequence[Any], codes: Any) -> pd.Series:
        dtype = self._series.dtype
        if pd.api.types.is_object_dtype(self._text):
            cells = np.array([*values, None], dtype=object)  # code -1, a null, is the last
            return self._built(pd.Series(cells[codes], dtype=object))
        taken = self._built(pd.array(values, dtype=self._text).take(codes, allow_fill=True))
        return taken.astype("category") if isinstance(dtype, pd.CategoricalDtype) else taken

    def _built(self, values: Any) -> pd.Series:
        series = pd.Series(values, name=self._series.name)
        series.index = self._series.index
        return series


class Frame(Table):
    """A DataFrame: its columns, then the levels of its index."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        labels = unique_labels(list(frame.columns))
        series = (one for _, one in frame.items())  # three times as fast as by position
        columns = list(map(PandasColumn, labels, series))
        self.columns = [*columns, *_levels(frame.index)]
        self.rows = len(frame)

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> pd.DataFrame:
        """See Table. Frames share what did not change, copy-on-write."""
        width = self._frame.shape[1]
        frame = self._frame.copy(deep=False)
        for i, cells in new.items():
            if i < width and cells is not None:
                frame.isetitem(i, cells)
        if labels:
            frame.columns = _renamed(frame.columns, labels)
        kept = [i for i in range(width) if new.get(i, self) is not None]
        if len(kept) < width:
            frame = frame.iloc[:, kept]
        frame.index = _index(
            self._frame.index, {i - width: v for i, v in new.items() if i >= width}
        )
        frame.attrs = dict(self._frame.attrs)
        return frame


class OneSeries(Table):
    """A Series: itself, then the levels of its index."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series
        label = "values" if series.name is None else series.name
        self.columns = [PandasColumn(label, series), *_levels(series.index)]
        self.rows = len(series)

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> pd.Series:
        """See Table; a series that is dropped is empty."""
        series = new.get(0, self._series)
        series = self._series.iloc[:0].copy() if series is None else series.copy(deep=False)
        series.name = labels.get(0, self._series.name)
        if len(series) == self.rows:
            series.index = _index(self._series.index, {i - 1: v for i, v in new.items() if i >= 1})
        return series


def _levels(index: pd.Index) -> list[PandasColumn]:
    """The levels of an index, but not the row numbers that everything has."""
    if isinstance(index, pd.RangeIndex):
        return []
    unnamed = len(index.names) == 1
    return [
        PandasColumn(
            name if name is not None else "<index>" if unnamed else f"<index {i}>",
            index.get_level_values(i).to_series(index=pd.RangeIndex(len(index))),
        )
        for i, name in enumerate(index.names)
    ]


def _index(index: pd.Index, new: Mapping[int, Cells | None]) -> pd.Index:
    if not new:
        return index
    if all(cells is None for cells in new.values()) and len(new) == index.nlevels:
        return pd.RangeIndex(len(index))
    kept = [i for i in range(index.nlevels) if new.get(i, index) is not None]
    arrays = [new[i] if i in new else index.get_level_values(i) for i in kept]
    names = [index.names[i] for i in kept]
    if len(arrays) == 1:
        return pd.Index(arrays[0], name=names[0])
    return pd.MultiIndex.from_arrays(arrays, names=names)


def _renamed(columns: pd.Index, labels: Mapping[int, str]) -> pd.Index:
    if not labels:
        return columns
    new = [labels.get(i, label) for i, label in enumerate(columns)]
    return pd.Index(new, name=columns.name, tupleize_cols=False)


def _kind(series: pd.Series) -> Kind:
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _kind(dtype.categories.to_series())
    if isinstance(dtype, np.dtype) and dtype.kind in _NUMPY:
        return _NUMPY[dtype.kind]
    types = pd.api.types
    if types.is_bool_dtype(dtype):
        return Kind.BOOLEAN
    if types.is_integer_dtype(dtype):
        return Kind.INTEGER
    if types.is_float_dtype(dtype):
        return Kind.FLOAT
    if types.is_datetime64_any_dtype(dtype):
        return Kind.DATE
    if isinstance(dtype, pd.StringDtype):
        return Kind.TEXT
    return _inferred(series)


def _inferred(series: pd.Series) -> Kind:
    """What the cells of an object column are, told by pandas and, where mixed, by their types."""
    known = _INFERRED.get(pd.api.types.infer_dtype(series, skipna=True))
    if known and known is not Kind.TEXT:
        return known
    types = set(map(type, series))
    if any(issubclass(t, (list, tuple, dict, set)) or hasattr(t, "tolist") for t in types):
        return known if known and _are_scalars(types) else Kind.NESTED
    return Kind.TEXT if known or any(issubclass(t, str) for t in types) else Kind.OTHER


def _are_scalars(types: set[type]) -> bool:
    """Numbers of numpy have ``tolist`` as its arrays do, and are no lists."""
    return not any(issubclass(t, (list, tuple, dict, set, np.ndarray)) for t in types)
