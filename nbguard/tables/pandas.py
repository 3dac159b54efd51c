"""pandas frames and series. Their index, where it holds more than row numbers, counts too."""

from __future__ import annotations

import contextlib
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread, unique_labels
from nbguard.tables.pandas_types import exact, made

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from nbguard.tables.exact import Exact

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
        dtype = self._series.dtype
        if self.kind is Kind.NESTED or (
            self.kind is Kind.OTHER and pd.api.types.is_object_dtype(dtype)
        ):
            return Distinct(list(self._series), self._nested, None, self._nested)
        codes, uniques = pd.factorize(self._series)
        return Distinct(
            uniques.tolist(),
            lambda new: self._taken(list(new), codes),
            uniques,
            lambda new: self._placed(new, codes),
        )

    def exact(self, distinct: Distinct) -> list[Exact | None]:
        """See Column."""
        return exact(distinct.values, self._series.dtype)

    def restored(self, new: Sequence[Exact], distinct: Distinct) -> Cells:
        """See Column."""
        if distinct.place is None or not any(one.kind for one in new):
            return distinct.rebuild([one.text for one in new])
        return distinct.place(made(new))

    @property
    def hidden(self) -> Sequence[Any]:
        """See Column."""
        dtype = self._series.dtype
        if isinstance(dtype, pd.CategoricalDtype):
            codes = self._series.cat.codes.to_numpy()
            unused: list[Any] = dtype.categories.delete(np.unique(codes[codes >= 0])).tolist()
            return unused
        if isinstance(dtype, pd.ArrowDtype) and hasattr(dtype.pyarrow_dtype, "index_type"):
            from nbguard.tables import arrow_types

            return arrow_types.unused(self._series.array.__arrow_array__())
        return ()

    @property
    def has_types(self) -> bool:
        """See Column; objects may be anything."""
        return False

    @property
    def _text(self) -> Any:
        """The dtype for new texts: the one there is if it holds texts, else pandas' default."""
        dtype = self._series.dtype
        kept = isinstance(dtype, pd.StringDtype) or pd.api.types.is_object_dtype(dtype)
        if isinstance(dtype, pd.ArrowDtype) and not hasattr(dtype.pyarrow_dtype, "index_type"):
            kept = self.kind is Kind.TEXT or (self.kind is Kind.BYTES and dtype.itemsize == 1)
        return dtype if kept else pd.Series(["text"]).dtype

    def _nested(self, new: Sequence[Any]) -> pd.Series:
        cells = list(new)
        if isinstance(self._series.dtype, pd.ArrowDtype):
            with contextlib.suppress(TypeError, ValueError, NotImplementedError):
                return self._built(pd.array(cells, dtype=self._series.dtype))
        return self._built(pd.Series(cells, dtype=object))

    def _taken(self, values: Sequence[Any], codes: Any) -> pd.Series:
        objects = pd.api.types.is_object_dtype(self._text) or not all(
            issubclass(t, (str, bytes)) for t in set(map(type, values))
        )
        if objects:
            cells = np.empty(len(values) + 1, dtype=object)  # code -1, a null, is the last
            cells[:-1] = values
            series = self._built(pd.Series(self._with_nulls(cells[codes], codes), dtype=object))
            # Before pandas 3 all texts are objects.
            texts = all(isinstance(value, str) for value in values)
            is_category = isinstance(self._series.dtype, pd.CategoricalDtype)
            return self._categories(series, values) if texts and is_category else series
        return self._placed(pd.array(values, dtype=self._text), codes)

    def _placed(self, array: Any, codes: Any) -> pd.Series:
        holes = (codes < 0).any()
        if holes and isinstance(array, np.ndarray) and array.dtype.kind in "biu":
            array = pd.array(array)  # of a type that has nulls
        if isinstance(array, np.ndarray):
            taken = pd.api.extensions.take(array, codes, allow_fill=bool(holes))
            objects = pd.api.types.is_object_dtype(array.dtype)
            series = self._built(self._with_nulls(taken, codes) if objects else taken)
        else:
            series = self._built(array.take(codes, allow_fill=bool(holes)))
        dtype = self._series.dtype
        if isinstance(dtype, pd.CategoricalDtype):
            return self._categories(series, array)
        texts = isinstance(series.dtype, pd.StringDtype) and self.kind is Kind.TEXT
        return series.astype(dtype) if texts and isinstance(dtype, pd.ArrowDtype) else series

    def _categories(self, series: pd.Series, array: Any) -> pd.Series:
        """As categories, the new ones in the order of the old where there was one."""
        old = self._series.array
        if old.ordered and len(set(array)) == len(array):
            order = np.argsort(pd.unique(old.codes[old.codes >= 0]))
            return series.astype(pd.CategoricalDtype(pd.Index(array)[order], ordered=True))
        return series.astype("category")

    def _with_nulls(self, cells: Any, codes: Any) -> Any:
        """The nulls of a column of objects stay what they are: None, NaN or NaT."""
        holes = codes < 0
        if holes.any() and pd.api.types.is_object_dtype(self._series.dtype):
            cells[holes] = self._series.to_numpy()[holes]
        return cells

    def _built(self, values: Any) -> pd.Series:
        series = pd.Series(values, name=self._series.name)
        series.index = self._series.index
        return series


class Frame(Table):
    """A DataFrame: its columns, then the levels of its index."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        series = (one for _, one in frame.items())  # three times as fast as by position
        labels = unique_labels([*frame.columns, *_level_names(frame.index)])
        self.columns = list(map(PandasColumn, labels, (*series, *_levels(frame.index))))
        self.rows = len(frame)

    @property
    def notes(self) -> dict[str, Any]:
        """See Table; what is above the labels of columns was a header before a pivot."""
        names = [*self._frame.columns.names, *_number_name(self._frame.index)]
        return {"attributes": self._frame.attrs, "names": names}

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,
    ) -> pd.DataFrame:
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
            self._frame.index,
            *({i - width: v for i, v in d.items() if i >= width} for d in (new, labels)),
        )
        notes = notes or self.notes
        columns = _shown_only(frame.columns, categories=True)
        frame.columns = columns.set_names(notes["names"][: columns.nlevels])
        if rest := notes["names"][columns.nlevels :]:
            frame.index = frame.index.rename(rest[0])
        frame.attrs = deepcopy(notes["attributes"])
        return frame


class OneSeries(Table):
    """A Series: itself, then the levels of its index."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series
        label = "values" if series.name is None else series.name
        labels = unique_labels([label, *_level_names(series.index)])
        self.columns = list(map(PandasColumn, labels, (series, *_levels(series.index))))
        self.rows = len(series)

    @property
    def notes(self) -> dict[str, Any]:
        """See Table."""
        return {"attributes": self._series.attrs, "names": _number_name(self._series.index)}

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,
    ) -> pd.Series:
        """See Table; a series that is dropped is empty."""
        series = new.get(0, self._series)
        series = self._series.iloc[:0].copy() if series is None else series.copy(deep=False)
        series.name = labels.get(0, self._series.name)
        if len(series) == self.rows:
            series.index = _index(
                self._series.index,
                *({i - 1: v for i, v in d.items() if i >= 1} for d in (new, labels)),
            )
        notes = notes or self.notes
        if notes["names"] and len(series) == self.rows:
            series.index = series.index.rename(notes["names"][0])
        series.attrs = deepcopy(notes["attributes"])
        return series


def _level_names(index: pd.Index) -> list[Hashable]:
    """What the levels of an index are called; of row numbers, which everything has, nothing."""
    if isinstance(index, pd.RangeIndex):
        return []
    unnamed = ["<index>"] if index.nlevels == 1 else [f"<index {i}>" for i in range(index.nlevels)]
    return [u if n is None else n for n, u in zip(index.names, unnamed, strict=True)]


def _levels(index: pd.Index) -> list[pd.Series]:
    numbers = pd.RangeIndex(len(index))
    count = len(_level_names(index))
    return [index.get_level_values(i).to_series(index=numbers) for i in range(count)]


def _after(width: int, changes: Mapping[int, Any]) -> dict[int, Any]:
    """The changes to levels of the index, by level."""
    return {i - width: change for i, change in changes.items() if i >= width}


def _index(
    index: pd.Index, new: Mapping[int, Cells | None], labels: Mapping[int, Hashable]
) -> pd.Index:
    if labels:
        index = index.set_names([labels.get(i, name) for i, name in enumerate(index.names)])
    if not new:
        return _shown_only(index) if isinstance(index, pd.MultiIndex) else index
    if all(cells is None for cells in new.values()) and len(new) == index.nlevels:
        return pd.RangeIndex(len(index))
    kept = [i for i in range(index.nlevels) if new.get(i, index) is not None]
    arrays = [new[i] if i in new else index.get_level_values(i) for i in kept]
    names = [index.names[i] for i in kept]
    if len(arrays) == 1:
        return pd.Index(arrays[0], name=names[0])
    return _shown_only(pd.MultiIndex.from_arrays(arrays, names=names))


def _number_name(index: pd.Index) -> list[Hashable]:
    """The name of row numbers, which are no column to be judged."""
    return [index.name] if isinstance(index, pd.RangeIndex) and index.name is not None else []


def _shown_only(index: pd.Index, *, categories: bool = False) -> pd.Index:
    """An index without labels of rows or columns that are gone; on request, nor such categories."""
    if categories and isinstance(index, pd.CategoricalIndex):
        return index.remove_unused_categories()
    if isinstance(index, pd.MultiIndex):
        index = index.remove_unused_levels()
        for i, level in enumerate(index.levels):
            if categories and isinstance(level, pd.CategoricalIndex):
                index = index.set_levels(level.remove_unused_categories(), level=i)
    return index


def _renamed(columns: pd.Index, labels: Mapping[int, Hashable]) -> pd.Index:
    if not labels:
        return columns
    new = [labels.get(i, label) for i, label in enumerate(columns)]
    if isinstance(columns, pd.MultiIndex):
        return pd.MultiIndex.from_tuples(new, names=columns.names)
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
