"""What ``load`` gives is what ``save`` was given, or ``save`` says which column cannot be kept."""

import datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard.errors import TableError

STRUCT = pa.struct([("a", pa.int8())])
KEPT = {
    "objects": pd.Series(["a", None], dtype=object),
    "string[pyarrow]": pd.Series(["a", None], dtype="string[pyarrow]"),
    "arrow strings": pd.Series(["a", None], dtype=pd.ArrowDtype(pa.string())),
    "arrow lists": pd.Series([["a"], None], dtype=pd.ArrowDtype(pa.list_(pa.string()))),
    "arrow structs": pd.Series(
        [{"a": 1}, None], dtype=pd.ArrowDtype(pa.struct([("a", pa.int8())]))
    ),
    "categories": pd.Series(["a", None], dtype="category"),
    "periods": pd.Series(pd.period_range("2020-01", periods=2, freq="M")),
    "days": pd.Series([datetime.date(2020, 1, 1), None], dtype=object),
}
LOST = {
    "bytes among texts": [b"jane@acme.com", "jane@acme.com"],
    "other keys": [{"jane@acme.com": 1}, {"bo@acme.com": 2}],
    "sets": [{"jane@acme.com"}, set()],
    "numbers among texts": ["jane@acme.com", 5],
}


@pytest.mark.parametrize("series", [pytest.param(s, id=name) for name, s in KEPT.items()])
def test_pandas_columns_come_back(series, tmp_path):
    frame = pd.DataFrame({"x": series})
    nbguard.save(frame, tmp_path / "a.nbg")
    pd.testing.assert_frame_equal(nbguard.load(tmp_path / "a.nbg"), frame)


@pytest.mark.parametrize("cells", [pytest.param(c, id=name) for name, c in LOST.items()])
def test_what_would_change_is_an_error_that_names_the_column(cells, tmp_path):
    frame = pd.DataFrame({"n": [1, 2], "x": pd.Series(cells, dtype=object)})
    with pytest.raises(TableError, match="column 'x'") as caught:
        nbguard.save(frame, tmp_path / "a.nbg")
    assert "jane" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_labels_that_would_change_are_an_error(tmp_path):
    for columns, words in ((["a", 1], "labels of several types"), (["a", "a"], "called 'a'")):
        with pytest.raises(TableError, match=words):
            nbguard.save(pd.DataFrame([[1, 2]], columns=columns), tmp_path / "a.nbg")


def test_objects_of_polars_are_an_error(tmp_path):
    with pytest.raises(TableError, match="column 'x' holds Python objects"):
        nbguard.save(pl.DataFrame({"x": pl.Series([{1}], dtype=pl.Object)}), tmp_path / "a.nbg")


def test_a_record_batch_comes_back(tmp_path):
    batch = pa.RecordBatch.from_pydict({"x": ["a", None]})
    nbguard.save(batch, tmp_path / "a.nbg")
    assert nbguard.load(tmp_path / "a.nbg").equals(batch)
