"""What a table carries and does not show: categories, levels, attributes, metadata, names."""

import pickle

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard.errors import TableError

MAIL = "jane.roe@acme.com"


def held(frame):
    """All that is written where a frame is stored."""
    if isinstance(frame, pl.DataFrame):
        return pickle.dumps(frame) + str(frame.schema).encode()
    if isinstance(frame, pa.Table):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, frame.schema) as writer:
            writer.write_table(frame)
        return sink.getvalue().to_pybytes()
    return pickle.dumps(frame)


def with_attributes(obj):
    obj.attrs = {"from": {"sent by": [f"Jane <{MAIL}>"]}, "rows": 2}
    return obj


def field(metadata):
    return pa.field("n", pa.int64(), metadata=metadata)


COLUMNS = pd.MultiIndex.from_tuples([("a", "b"), (MAIL, "c")])
DICTIONARY = pa.DictionaryArray.from_arrays([0, 1], ["a", "b", MAIL])
ROWS = pd.MultiIndex.from_tuples([("a", 1), (MAIL, 2)], names=["k", "i"])
FRAMES = {
    "categories": pd.DataFrame({"c": pd.Categorical(["a", "b"], ["a", "b", MAIL])}),
    "categories, no row": pd.DataFrame({"c": pd.Categorical([], ["a", MAIL])}),
    "categories of an index": pd.DataFrame(
        {"n": [1]}, index=pd.CategoricalIndex(["a"], categories=["a", MAIL])
    ),
    "categories of columns": pd.DataFrame(
        [[1]], columns=pd.CategoricalIndex(["a"], categories=["a", MAIL])
    ),
    "levels of an index": pd.DataFrame({"n": [1, 2]}, index=ROWS).iloc[:1],
    "levels of columns": pd.DataFrame([[1, 2]], columns=COLUMNS).iloc[:, :1],
    "a name of an axis": pd.DataFrame({"n": [1]}).rename_axis(columns=MAIL),
    "a name of row numbers": pd.DataFrame({"n": [1]}, index=pd.RangeIndex(1, name=MAIL)),
    "names of axes in Arrow": pa.Table.from_pandas(
        pd.DataFrame({"n": [1]}, index=pd.RangeIndex(1, name=MAIL)).rename_axis(columns=MAIL)
    ),
    "attributes": with_attributes(pd.DataFrame({"n": [1, 2]})),
    "attributes of a series": with_attributes(pd.Series([1, 2], name="n")),
    "attributes in Arrow": pa.Table.from_pandas(with_attributes(pd.DataFrame({"n": [1]}))),
    "Arrow's dictionary in pandas": pd.DataFrame({"c": pd.arrays.ArrowExtensionArray(DICTIONARY)}),
    "a dictionary": pa.table({"c": DICTIONARY}),
    "metadata": pa.table({"n": [1]}).replace_schema_metadata({"author": MAIL}),
    "metadata in JSON": pa.table({"n": [1]}).replace_schema_metadata({"a": f'{{"b": ["{MAIL}"]}}'}),
    "metadata of a field": pa.table([[1]], schema=pa.schema([field({"ask": MAIL})])),
    "metadata within": pa.table({"s": pa.array([{"n": 1}], pa.struct([field({"ask": MAIL})]))}),
    "names of fields": pa.table({"s": [{MAIL: 1}]}),
    "categories of polars": pl.DataFrame({"c": pl.Series(["a"], dtype=pl.Enum(["a", MAIL]))}),
    "names of polars' fields": pl.DataFrame({"s": [{MAIL: 1}]}),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_what_no_cell_shows_does_not_leave(frame):
    assert MAIL.encode() in held(frame)
    assert MAIL.encode() not in held(nbguard.redact(frame))
    assert MAIL.encode() in held(frame)


@pytest.mark.parametrize("label", ["metadata", "attributes in Arrow", "attributes"])
def test_a_scan_tells_of_metadata(label):
    found = nbguard.scan(FRAMES[label]).findings
    assert [(one.entity, one.place) for one in found] == [("EMAIL_ADDRESS", "metadata")]


@pytest.mark.parametrize("label", ["names of fields", "names of polars' fields"])
def test_a_field_that_is_called_otherwise_keeps_its_value(label):
    safe = nbguard.redact(FRAMES[label])
    row = safe["s"].to_list()[0] if isinstance(safe, pl.DataFrame) else safe["s"][0].as_py()
    assert list(row.values()) == [1]


def test_harmless_categories_attributes_and_metadata_stay():
    frame = pd.DataFrame(
        {"answer": pd.Categorical(["no"], ["no", "perhaps", "yes"], ordered=True), "m": [MAIL]}
    )
    frame.attrs = {"version": 3, "crs": {"name": "WGS 84 / Pseudo-Mercator"}, "mean": 0.1}
    frame = frame.rename_axis(columns="Question")
    safe = nbguard.redact(frame)
    assert safe["answer"].dtype == frame["answer"].dtype
    assert (safe.attrs, safe.columns.names) == (frame.attrs, ["Question"])
    told = {
        b"geo": b'{"crs": {"name": "WGS 84 / Pseudo-Mercator"}, "version":1}',
        b"k": b"\xff\x00",
    }
    table = pa.table(
        [[1], [MAIL]], schema=pa.schema([field({"PARQUET:field_id": "1"}), ("m", "string")])
    )
    safe = nbguard.redact(table.replace_schema_metadata(told))
    assert safe.schema.metadata == told
    assert safe.schema.field(0).metadata == {b"PARQUET:field_id": b"1"}


def test_attributes_that_cannot_be_read_are_an_error_that_says_so():
    class Odd:
        def __str__(self):
            raise ValueError(MAIL)

    frame = pd.DataFrame({"n": [1]})
    frame.attrs = {"o": Odd()}
    with pytest.raises(TableError, match="attributes: a Odd cannot be read") as told:
        nbguard.redact(frame)
    assert MAIL not in str(told.value)


@pytest.mark.parametrize("label", ["attributes in Arrow", "metadata", "metadata of a field"])
def test_metadata_comes_back(label):
    back = nbguard.restore(nbguard.redact(FRAMES[label], {"EMAIL_ADDRESS": "encrypt"}))
    assert back.equals(FRAMES[label], check_metadata=True)


def test_headers_and_attributes_follow_the_operator_and_come_back():
    frame = with_attributes(pd.DataFrame([[1, 2]], columns=pd.Index([MAIL, "n"], name=MAIL)))
    safe = nbguard.redact(frame, {"EMAIL_ADDRESS": "encrypt"})
    assert safe.columns[0] == safe.columns.name
    back = nbguard.restore(safe)
    assert (list(back), back.columns.name, back.attrs) == ([MAIL, "n"], MAIL, frame.attrs)


def test_the_index_is_the_same_where_it_holds_nothing():
    level = pd.CategoricalIndex(["x", "y"], categories=["x", "y", "z"])
    index = pd.MultiIndex.from_product([["a"], level], names=["k", "c"])
    safe = nbguard.redact(pd.DataFrame({"m": [MAIL, MAIL]}, index=index))
    assert safe.index.equals(index)
