"""polars frames and series."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from nbguard.tables.face import Cells, Column, Distinct, Kind, Table, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def open_table(obj: pl.DataFrame | pl.Series) -> Table:
    """A polars object as a Table."""
    return Frame(obj) if isinstance(obj, pl.DataFrame) else OneSeries(obj)


class PolarsColumn(Column):
    """A series."""

    def __init__(self, series: pl.Series) -> None:
        super().__init__(series.name, _kind(series.dtype), len(series))
        categorical = isinstance(series.dtype, (pl.Categorical, pl.Enum))
        self._series = series.cast(pl.String) if categorical else series

    def sample(self, most: int) -> list[Any]:
        """See Column."""
        positions = spread(self.size, most)
        return self._series.gather_every(positions.step).to_list() if self.size else []

    def distinct(self) -> Distinct:
        """See Column; nested cells are taken one by one."""
        series = self._series
        if self.kind in (Kind.NESTED, Kind.OTHER):
            kept = series.dtype if self.kind is Kind.NESTED else None
            return Distinct(
                series.to_list(), lambda new: pl.Series(series.name, list(new), kept, strict=False)
            )
        old = series.drop_nulls().unique(maintain_order=True)
        return Distinct(
            old.to_list(),
            lambda new: series.replace_strict(old, _series(new), default=None),
        )

    def restored(self, new: Sequence[Any], distinct: Distinct, kind: str) -> Cells:
        """See Column."""
        if kind.startswith("Date"):
            parse = (date if kind == "Date" else datetime).fromisoformat
            return distinct.rebuild([parse(text) for text in new])
        return distinct.rebuild(new).cast(_dtype(kind)) if kind else distinct.rebuild(new)

    @property
    def type_name(self) -> str:
        """Polars' own name of the dtype."""
        return "" if self.kind in (Kind.TEXT, Kind.NESTED, Kind.OTHER) else str(self._series.dtype)


class Frame(Table):
    """A DataFrame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self.columns = [PolarsColumn(series) for series in frame.get_columns()]
        self.rows = frame.height

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> pl.DataFrame:
        """See Table."""
        columns = []
        for i, series in enumerate(self._frame.get_columns()):
            cells = new.get(i, series)
            if cells is not None:
                columns.append(cells.alias(labels.get(i, series.name)))
        return pl.DataFrame(columns)


class OneSeries(Table):
    """A Series."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series
        self.columns = [PolarsColumn(series)]
        self.rows = len(series)

    def replaced(self, new: Mapping[int, Cells | None], labels: Mapping[int, str]) -> pl.Series:
        """See Table; a series that is dropped is empty."""
        series = new.get(0, self._series)
        series = self._series.clear() if series is None else series
        return series.alias(labels.get(0, self._series.name))


def _series(cells: Sequence[Any]) -> pl.Series:
    """Cells of the type they show, or texts where there is none to show it."""
    return pl.Series(list(cells)) if cells else pl.Series(dtype=pl.String)


def _kind(dtype: pl.DataType) -> Kind:
    if dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        return Kind.TEXT
    if dtype.is_integer():
        return Kind.INTEGER
    if dtype.is_float() or dtype.is_decimal():
        return Kind.FLOAT
    if dtype == pl.Boolean:
        return Kind.BOOLEAN
    if dtype in (pl.Date, pl.Datetime):
        return Kind.DATE
    if dtype == pl.Binary:
        return Kind.BYTES
    return Kind.NESTED if dtype.is_nested() else Kind.OTHER


def _dtype(name: str) -> Any:
    """The type of that name; the numbers in it are a decimal's precision and scale."""
    plain, _, parameters = name.partition("(")
    return getattr(pl, plain)(*map(int, re.findall(r"\d+", parameters)))
