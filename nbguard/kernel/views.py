"""What of a table is on screen, and a stand-in for it that holds nothing else.

A library that shows ten rows of a million gets eleven: the ten, made safe, and one more, so that
it still draws its dots. The counts it prints are put right afterwards. Rows that are not shown
are not shipped; some of them are looked at, because a column is judged better by more of it.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import nullcontext
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.kernel.spark import stand_in
from nbguard.tables import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from nbguard.findings import Column

    Columns = Mapping[Any, Column | None]
    Protect = Callable[[Any], tuple[Any, Columns]]

_EVIDENCE = 100
_POLARS_ROWS, _POLARS_COLUMNS = 10, 8
_ARROW_ROWS = 12
_MOST_ITEMS = 100
_FEW_ITEMS = 20


class View(NamedTuple):
    """``safe`` is shown instead of the table, with ``options`` set and ``fixes`` made.

    A fix is an expression and what takes the place of its first match. ``is_known`` says that
    the library draws the stand-in itself, and that nothing but its cells and headers is drawn.
    """

    safe: Any
    columns: Columns
    fixes: tuple[tuple[str, str], ...] = ()
    options: AbstractContextManager[Any] = nullcontext()
    is_known: bool = False


def view(obj: Any, protect: Protect) -> View | None:
    """How ``obj`` is shown; None if it is no table. Imports no library."""
    for base in type(obj).__mro__:
        maker = _MAKERS.get((base.__module__.partition(".")[0], base.__name__))
        if maker:
            return maker(obj, protect)
    return None


def shown(size: int, most: int | None, least: int | None = None) -> Sequence[int]:
    """The positions that are shown of ``size``, and one more where some are left out.

    >>> shown(3, 10), shown(100, 60, 4)
    (range(0, 3), [0, 1, 2, 98, 99])
    """
    if not most or size <= most:
        return range(size)
    half = max((min(least, most) if least else most) // 2, 1)
    return [*range(half + 1), *range(max(size - half, half + 1), size)]


def _pandas_frame(frame: Any, protect: Protect) -> View:
    pandas = sys.modules["pandas"]
    drawn_by_pandas = type(frame)._repr_html_.__module__.startswith("pandas.")
    names = ("display.max_rows", "display.min_rows", "display.max_columns")
    limits = map(pandas.get_option, names) if drawn_by_pandas else (0, 0, 0)
    most_rows, least_rows, most_columns = limits
    (height, width), options = frame.shape, []
    rows, columns = shown(height, most_rows, least_rows), shown(width, most_columns)
    if len(rows) < height:
        options += ["display.max_rows", len(rows) - 1, "display.min_rows", len(rows) - 1]
    if len(columns) < width:
        options += ["display.max_columns", len(columns) - 1]
        frame = frame.iloc[:, columns]
    fixes = (
        (r"\[\d+ rows x \d+ columns\]", f"[{height} rows x {width} columns]"),
        (r"<p>\d+( rows . )\d+( columns</p>)", rf"<p>{height}\g<1>{width}\g<2>"),
    )
    safe, found = _protected_rows(frame, rows, protect)
    return View(
        safe,
        found,
        fixes if options else (),
        pandas.option_context(*options) if options else nullcontext(),
        is_known=drawn_by_pandas and _is_plainly_labelled(frame),
    )


def _is_plainly_labelled(frame: Any) -> bool:
    """Whether every text around the cells is a header that was looked at."""
    names = [*frame.index.names, *frame.columns.names]
    return frame.columns.nlevels == 1 and not any(names)


def _protected_rows(table: Any, rows: Sequence[int], protect: Protect) -> tuple[Any, Columns]:
    if len(rows) == len(table):
        return protect(table)
    safe, found = protect(table.iloc[[*rows, *spread(len(table), _EVIDENCE)]])
    return safe.iloc[: len(rows)], found


def _pandas_series(series: Any, protect: Protect) -> View:
    pandas = sys.modules["pandas"]
    get = pandas.get_option
    rows = shown(len(series), get("display.max_rows"), get("display.min_rows"))
    safe, found = _protected_rows(series, rows, protect)
    few = ("display.max_rows", len(rows) - 1, "display.min_rows", len(rows) - 1)
    options = pandas.option_context(*few) if len(rows) < len(series) else nullcontext()
    return View(safe, found, ((r"Length: \d+", f"Length: {len(series)}"),), options)


def _pandas_index(index: Any, protect: Protect) -> View | None:
    pandas = sys.modules["pandas"]
    if index.nlevels > 1 or (index.dtype != object and index.dtype != "str"):
        return None  # numbers, dates, categories: their text is checked with the message
    is_long = len(index) > _MOST_ITEMS
    rows = shown(len(index), _FEW_ITEMS if is_long else 0)
    series = index.to_series(index=range(len(index)), name=index.name or "values")
    safe, found = _protected_rows(series, rows, protect)
    few = pandas.option_context("display.max_seq_items", _FEW_ITEMS)
    return View(
        pandas.Index(safe.array, name=index.name),
        found,
        ((r"length=\d+", f"length={len(index)}"),),
        few if is_long else nullcontext(),
    )


def _pandas_styler(styler: Any, protect: Protect) -> View:
    """The styles are those of the real values; what is written in the cells is not."""
    frame = styler.data
    safe, found = protect(frame)
    new = deepcopy(styler)
    for label in frame.columns:
        if not frame[label].equals(safe[label]):
            texts = dict(zip(map(repr, frame[label]), safe[label], strict=True))
            new.format(lambda value, texts=texts: texts[repr(value)], subset=[label])
    if not frame.index.equals(safe.index):
        names = dict(zip(map(repr, frame.index), safe.index, strict=True))
        new.format_index(lambda value: names[repr(value)], axis=0)
    return View(new, found)


def _polars_frame(frame: Any, protect: Protect) -> View:
    rows = shown(frame.height, _limit("POLARS_FMT_MAX_ROWS", _POLARS_ROWS))
    columns = shown(frame.width, _limit("POLARS_FMT_MAX_COLS", _POLARS_COLUMNS))
    picked = frame.select([frame.columns[i] for i in columns])
    return _polars_view(frame, picked, rows, protect)


def _polars_series(series: Any, protect: Protect) -> View:
    rows = shown(len(series), _limit("POLARS_FMT_MAX_ROWS", _POLARS_ROWS))
    return _polars_view(series, series, rows, protect)


def _polars_view(table: Any, picked: Any, rows: Sequence[int], protect: Protect) -> View:
    size = len(table)
    if len(rows) == size:
        safe, found = protect(picked)
    else:
        safe, found = protect(picked[[*rows, *spread(size, _EVIDENCE)]])
        safe = safe[: len(rows)]
    shape = re.match(r"shape: \([\d_, ]*\)", str(table[:0] if size == 0 else table))
    fixes = ((r"shape: \([\d_, ]*\)", shape[0]),) if shape else ()
    return View(safe, found, fixes, is_known=True)


def _limit(variable: str, default: int) -> int:
    """A limit of polars' own; 0 for none."""
    text = os.environ.get(variable, "")
    return max(int(text), 0) if text.lstrip("-").isdigit() else default


def _arrow_table(table: Any, protect: Protect) -> View:
    rows = shown(table.num_rows, _ARROW_ROWS)
    if len(rows) == table.num_rows:
        return View(*protect(table))
    safe, found = protect(table.take([*rows, *spread(table.num_rows, _EVIDENCE)]))
    return View(safe.slice(0, len(rows)).combine_chunks(), found)


def _spark_frame(frame: Any, protect: Protect) -> View | None:
    """Only where Spark is told to draw frames by themselves; else it names the columns."""
    conf = frame.sparkSession.conf
    if conf.get("spark.sql.repl.eagerEval.enabled") != "true":
        return None
    return View(*stand_in(frame, int(conf.get("spark.sql.repl.eagerEval.maxNumRows")), protect))


_MAKERS: dict[tuple[str, str], Callable[[Any, Protect], View | None]] = {
    ("pandas", "DataFrame"): _pandas_frame,
    ("pandas", "Series"): _pandas_series,
    ("pandas", "Index"): _pandas_index,
    ("pandas", "Styler"): _pandas_styler,
    ("polars", "DataFrame"): _polars_frame,
    ("polars", "Series"): _polars_series,
    ("pyarrow", "Table"): _arrow_table,
    ("pyspark", "DataFrame"): _spark_frame,
}
