"""The same table in every library, so that each test holds for all of them."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

MAKERS = {
    "pandas": pd.DataFrame,
    "polars": lambda data: pl.DataFrame(data, strict=False),
    "pyarrow": pa.table,
}


@pytest.fixture(params=MAKERS)
def make(request):
    """Makes a frame of one library from a dict of lists."""
    return MAKERS[request.param]


@pytest.fixture
def cells():
    """The cells of one column of any frame, as a list with None for null."""

    def read(frame, label):
        if isinstance(frame, pd.DataFrame):
            return [None if pd.isna(cell) else cell for cell in frame[label]]
        if isinstance(frame, pl.DataFrame):
            return frame[label].to_list()
        return frame.column(label).to_pylist()

    return read


@pytest.fixture
def same():
    """Whether two frames of one library are the same."""

    def compare(one, other):
        return one.equals(other)

    return compare
