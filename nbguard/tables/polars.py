"""polars frames and series."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import polars as pl

from nbguard.tables.exact import Counted, Exact, counted_kind, decimal_kind, pack, unpack
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
        self._categorical = isinstance(series.dtype, (pl.Categorical, pl.Enum))
        self._known = series.dtype.categories if isinstance(series.dtype, pl.Enum) else None
        self._series = series.cast(pl.String) if self._categorical else series

    def sample(self, most: int) -> list[Any]:
        """See Column."""
        taken: list[Any] = self._series.gather(list(spread(self.size, most))).to_list()
        return taken

    def distinct(self) -> Distinct:
        """See Column; nested cells are taken one by one."""
        series = self._series
        if self.kind is Kind.NESTED or (self.kind is Kind.OTHER and not _name(series.dtype)):
            return Distinct(series.to_list(), self._nested, None, self._inferred)
        old = series.drop_nulls().unique(maintain_order=True)

        def place(new: pl.Series) -> pl.Series:
            placed = series.replace_strict(old, new, default=None)
            # An Enum's categories are values too: they do not stay.
            return placed.cast(pl.Categorical) if self._categorical else placed

        return Distinct(old.to_list(), lambda new: place(_series(new)), old, place)

    def exact(self, distinct: Distinct) -> list[Exact | None]:
        """See Column."""
        name = _name(self._series.dtype)
        if distinct.array is None or not name:
            return list(map(pack, distinct.values))
        counted = counted_kind(name)
        values = distinct.array.to_physical().to_list() if counted else distinct.values
        return [Exact(name, str(value)) for value in values]

    def restored(self, new: Sequence[Exact], distinct: Distinct) -> Cells:
        """See Column."""
        if distinct.place is None or not any(one.kind for one in new):
            return distinct.rebuild([one.text for one in new])
        return distinct.place(_made(new))

    @property
    def hidden(self) -> Sequence[Any]:
        """See Column."""
        if self._known is None:
            return ()
        values: list[str] = self._known.filter(~self._known.is_in(self._series.unique())).to_list()
        return values

    def _nested(self, new: Sequence[Any]) -> pl.Series:
        name, cells = self._series.name, list(new)
        if self.kind is Kind.NESTED:
            with contextlib.suppress(TypeError, pl.exceptions.PolarsError):
                return pl.Series(name, cells, self._series.dtype, strict=True)
        return self._inferred(cells)  # numbers inside became texts

    def _inferred(self, new: Sequence[Any]) -> pl.Series:
        return pl.Series(self._series.name, list(new), strict=False)


class Frame(Table):
    """A DataFrame."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self.columns = [PolarsColumn(series) for series in frame.get_columns()]
        self.rows = frame.height

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,  # noqa: ARG002 it has none
    ) -> pl.DataFrame:
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

    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,  # noqa: ARG002 it has none
    ) -> pl.Series:
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


def _name(dtype: pl.DataType) -> str:
    """The kind of a type whose cells have exact texts, see ``exact``; nothing for others."""
    unit = getattr(dtype, "time_unit", "")
    if dtype == pl.Datetime:
        zone = getattr(dtype, "time_zone", None)
        return f"datetime[{unit}{f', {zone}' if zone else ''}]"
    if dtype == pl.Duration:
        return f"duration[{unit}]"
    if dtype.is_decimal():
        return f"decimal({getattr(dtype, 'precision', 38)}, {getattr(dtype, 'scale', 0)})"
    if dtype.is_numeric():
        return str(dtype).lower()
    return {pl.Boolean: "bool", pl.Date: "date", pl.Time: "time[ns]"}.get(dtype.base_type(), "")


def _made(new: Sequence[Exact]) -> pl.Series:
    """The values that ``exact`` made texts of, whichever library it was."""
    kinds = {one.kind for one in new}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if counted := counted_kind(kind):
        return _times(pl.Series([int(one.text) for one in new], dtype=pl.Int64), counted)
    values = [unpack(*one) for one in new]
    digits = decimal_kind(kind)
    dtype = pl.Decimal(*digits) if digits else getattr(pl, _spelled(kind), None)
    try:
        return pl.Series(values, dtype=dtype)
    except (TypeError, pl.exceptions.PolarsError):  # of several types, or of none that polars knows
        return pl.Series([one.text for one in new])


def _times(counts: pl.Series, counted: Counted) -> pl.Series:
    name, unit, zone = counted
    if unit == "s":  # polars has no such unit
        unit, counts = "ms", counts * 1000
    if name == "time":
        return (counts * {"ms": 10**6, "us": 10**3, "ns": 1}[unit]).cast(pl.Time)
    if name == "duration":
        return counts.cast(pl.Duration(unit))
    return counts.cast(pl.Datetime(unit, zone or None))


def _spelled(kind: str) -> str:
    """``uint8`` is UInt8."""
    name = kind.partition("|")[0]
    return name.title().replace("Uint", "UInt") if name[-1:].isdigit() else ""
