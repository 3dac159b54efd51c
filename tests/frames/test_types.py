"""Every type of every library: what is redacted is gone, what was encrypted comes back the same."""

import collections
import datetime
import uuid
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard import keys
from nbguard.policy import Policy

POLICY = Policy(names="off")
MAILS = ["jane@acme.com", "bo@acme.com"]
DAY = datetime.date(1985, 3, 14)
TIME = datetime.datetime(1985, 3, 14, 1, 2, 3, 456789)
Pair = collections.namedtuple("Pair", "mail n")

PANDAS = {
    "bool": pd.Series([True, False]),
    "boolean": pd.Series([True, None], dtype="boolean"),
    "int8": pd.Series([1, -2], dtype="int8"),
    "Int64": pd.Series([1, None], dtype="Int64"),
    "UInt32 without a null": pd.Series([1, 2], dtype="UInt32"),
    "float32": pd.Series([0.1, None], dtype="float32"),
    "Float64": pd.Series([0.1, None], dtype="Float64"),
    "complex": pd.Series([1 + 2j, 3j]),
    "nanoseconds": pd.Series(pd.to_datetime(["2020-01-01 00:00:00.123456789", None])),
    "seconds": pd.Series(pd.to_datetime(["2020-01-01", None])).astype("datetime64[s]"),
    "zoned": pd.Series(pd.to_datetime(["2020-07-01", None])).dt.tz_localize("Europe/Berlin"),
    "timedelta": pd.Series(pd.to_timedelta([1, None], unit="h")),
    "period": pd.Series(pd.period_range("2020-01", periods=2, freq="M")),
    "sparse": pd.Series(pd.arrays.SparseArray([0.0, 1.5], fill_value=0.0)),
    "string[pyarrow]": pd.Series(MAILS, dtype="string[pyarrow]"),
    "arrow string": pd.Series(MAILS, dtype=pd.ArrowDtype(pa.string())),
    "arrow int": pd.Series([1, None], dtype=pd.ArrowDtype(pa.int16())),
    "arrow time": pd.Series([TIME, None], dtype=pd.ArrowDtype(pa.timestamp("us"))),
    "arrow list": pd.Series([["jane@acme.com"], None], dtype=pd.ArrowDtype(pa.list_(pa.string()))),
    "category": pd.Series([*MAILS, None], dtype="category"),
    "category of numbers": pd.Series([3, 1, 3], dtype="category"),
    "category of dates": pd.Series(pd.to_datetime(["2020-01-01", None])).astype("category"),
    "objects": pd.Series(
        [*MAILS, 5, 2.5, True, None, b"x", DAY, Decimal("1.50"), uuid.UUID(int=5)], dtype=object
    ),
    "times of day": pd.Series([datetime.time(1, 2, 3), None], dtype=object),
    "lists": pd.Series([["jane@acme.com", 5, None], None]),
    "dicts": pd.Series([{"mail": "jane@acme.com", "n": [5, 1.5]}, None]),
}
POLARS = {
    "boolean": pl.Series([True, None, False]),
    "int128": pl.Series([1, None], dtype=pl.Int128),
    "uint8": pl.Series([1, None], dtype=pl.UInt8),
    "float32": pl.Series([0.1, None], dtype=pl.Float32),
    "nan": pl.Series([float("nan"), None, float("inf")]),
    "decimal": pl.Series([Decimal("1.50"), None]),
    "milliseconds": pl.Series([TIME, None]).cast(pl.Datetime("ms")),
    "nanoseconds": pl.Series([1234567891, None]).cast(pl.Datetime("ns")),
    "zoned": pl.Series([TIME]).dt.replace_time_zone("Europe/Berlin"),
    "time": pl.Series([datetime.time(1, 2, 3, 4), None]),
    "duration": pl.Series([datetime.timedelta(hours=1), None]),
    "bytes": pl.Series([b"\xff\x00", None]),
    "categorical": pl.Series([*MAILS, None], dtype=pl.Categorical),
    "lists": pl.Series([["jane@acme.com", None], None]),
    "structs": pl.Series([{"ssn": 536228726, "mail": "jane@acme.com"}, {"ssn": 1, "mail": None}]),
}
ARROW = {
    "bool": pa.array([True, None]),
    "halffloat": pa.array([np.float16(1.5), None], pa.float16()),
    "decimal128": pa.array([Decimal("1.50"), None], pa.decimal128(20, 2)),
    "decimal256": pa.array([Decimal("1.50"), None], pa.decimal256(50, 2)),
    "date64": pa.array([DAY, None], pa.date64()),
    "zoned": pa.array([TIME, None], pa.timestamp("us", "Europe/Berlin")),
    "time32": pa.array([datetime.time(1, 2), None], pa.time32("s")),
    "time64": pa.array([datetime.time(1, 2), None], pa.time64("us")),
    "duration": pa.array([datetime.timedelta(hours=1), None]),
    "dictionary": pa.array([*MAILS, None]).dictionary_encode(),
    "dictionary of numbers": pa.array([3, 1, 3]).dictionary_encode(),
    "view": pa.array([*MAILS, None], pa.string_view()),
    "run-end encoded": pa.RunEndEncodedArray.from_arrays([1, 2], MAILS),
    "json": pa.array(['"jane@acme.com"', None], pa.json_()),
    "large binary": pa.array([b"jane@acme.com", None], pa.large_binary()),
    "fixed binary": pa.array([b"jane@acme.com", None], pa.binary(13)),
    "large list": pa.array([MAILS, None], pa.large_list(pa.large_string())),
    "map": pa.array([[("k", "jane@acme.com")], None], pa.map_(pa.string(), pa.string())),
    "struct": pa.array([{"ssn": 536228726, "mail": "jane@acme.com"}, None]),
}
COLUMNS = [
    *(pytest.param(pd.DataFrame({"x": s}), id=f"pandas {n}") for n, s in PANDAS.items()),
    *(pytest.param(pl.DataFrame({"x": s}), id=f"polars {n}") for n, s in POLARS.items()),
    *(pytest.param(pa.table({"x": a}), id=f"arrow {n}") for n, a in ARROW.items()),
]


def kinds(frame):
    return frame.schema if isinstance(frame, (pl.DataFrame, pa.Table)) else frame.dtypes.tolist()


def shown(frame):
    return str(frame.to_dict("list") if isinstance(frame, pd.DataFrame) else frame.to_pydict())


def shown_as_lists(frame):
    return str(frame.to_dict(as_series=False)) if isinstance(frame, pl.DataFrame) else shown(frame)


@pytest.mark.parametrize("frame", COLUMNS)
def test_what_was_encrypted_is_the_same_again(frame):
    before = shown_as_lists(frame)
    safe = nbguard.redact(frame, {"x": "encrypt"}, policy=POLICY)
    assert "=1." in shown_as_lists(safe)
    assert "acme" not in shown_as_lists(safe)
    back = nbguard.restore(safe)
    assert shown_as_lists(back) == before == shown_as_lists(frame)
    assert kinds(back) == kinds(frame)


@pytest.mark.parametrize("operator", ["replace", "mask", "hash", "generalize", "fake", "redact"])
@pytest.mark.parametrize("frame", COLUMNS)
def test_every_operator_takes_every_type(frame, operator):
    before = shown_as_lists(frame)
    safe = nbguard.redact(frame, {"x": operator}, policy=POLICY)
    assert type(safe) is type(frame)
    assert not any(value in shown_as_lists(safe) for value in [*MAILS, "536228726"])
    assert shown_as_lists(frame) == before


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param("integers", [5, 6], id="integers"),
        pytest.param("floats", [0.5, 6.25], id="floats"),
        pytest.param("times", [TIME, TIME], id="times"),
        pytest.param("flags", [True, False], id="flags"),
        pytest.param("texts", MAILS, id="texts"),
    ],
)
def test_equal_cells_of_three_libraries_make_equal_tokens(label, values):
    frames = [make({label: values}) for make in (pd.DataFrame, pl.DataFrame, pa.table)]
    safe = [nbguard.redact(frame, {label: "encrypt"}, policy=POLICY) for frame in frames]
    tokens = [safe[0][label].tolist(), safe[1][label].to_list(), safe[2][label].to_pylist()]
    assert tokens[0] == tokens[1] == tokens[2]


@pytest.mark.parametrize("column", ["b", "i", "d", "t", "m"])
def test_one_library_restores_what_another_encrypted(column):
    data = {"b": [True, False], "i": [5, 6], "d": [DAY, DAY], "t": [TIME, TIME], "m": MAILS}
    data = {column: data[column]}
    for make in (pd.DataFrame, pl.DataFrame, pa.table):
        safe = nbguard.redact(make(data), {column: "encrypt"}, policy=POLICY)
        texts = {
            column: safe[column].to_pylist() if isinstance(safe, pa.Table) else list(safe[column])
        }
        assert nbguard.restore(pd.DataFrame(texts))[column].tolist() == data[column]
        assert nbguard.restore(pl.DataFrame(texts))[column].to_list() == data[column]
        assert nbguard.restore(pa.table(texts))[column].to_pylist() == data[column]


def test_the_forms_of_containers_stay():
    cells = [
        Pair("jane@acme.com", 1),
        frozenset(["jane@acme.com"]),
        collections.deque(["jane@acme.com"], 3),
        collections.OrderedDict(a="jane@acme.com"),
        collections.defaultdict(list, a=["jane@acme.com"]),
        np.array(["jane@acme.com", 5], dtype=object),
        np.array([1, 2]),
        bytearray(b"jane@acme.com"),
    ]
    frame = pd.DataFrame({"x": pd.Series(cells, dtype=object)})
    safe = nbguard.redact(frame, policy=POLICY)["x"]
    assert "acme" not in str(safe.tolist())
    assert list(map(type, safe)) == list(map(type, cells))
    assert safe[0] == Pair("[EMAIL_ADDRESS_1]", 1)
    assert safe[2].maxlen == 3
    assert safe[4].default_factory is list
    assert safe[6] is cells[6]


def test_memory_views_are_read():
    frame = pd.DataFrame({"x": pd.Series([memoryview(b"jane@acme.com")] * 3, dtype=object)})
    assert nbguard.scan(frame, policy=POLICY).columns["x"].entity == "EMAIL_ADDRESS"
    assert b"acme" not in b"".join(map(bytes, nbguard.redact(frame, policy=POLICY)["x"]))


def test_keys_of_dicts_are_replaced_where_they_are_values_and_left_where_they_are_fields():
    frame = pd.DataFrame({"x": [{"jane@acme.com": 1, "count": 2}] * 3})
    assert nbguard.redact(frame, policy=POLICY)["x"][0] == {"[EMAIL_ADDRESS_1]": 1, "count": 2}


def test_numbers_in_dicts_are_judged_by_their_key():
    frame = pd.DataFrame({"x": [{"ssn": 536228726, "count": 2}] * 3})
    assert nbguard.redact(frame, policy=POLICY)["x"][0] == {"ssn": "[US_SSN_1]", "count": 2}


def test_bytes_that_are_no_text_stay_around_what_is_replaced():
    frame = pd.DataFrame({"x": pd.Series([b"\xff to jane@acme.com \xfe"] * 3, dtype=object)})
    assert nbguard.redact(frame, policy=POLICY)["x"][0] == b"\xff to [EMAIL_ADDRESS_1] \xfe"


def test_nulls_of_objects_stay_what_they_are():
    cells = ["jane@acme.com", None, float("nan"), pd.NaT, pd.NA]
    safe = nbguard.redact(pd.DataFrame({"x": pd.Series(cells, dtype=object)}), policy=POLICY)["x"]
    assert safe[1] is None
    assert safe[3] is pd.NaT
    assert safe[4] is pd.NA


def test_a_series_keeps_its_attributes():
    series = pd.Series(MAILS, name="m")
    series.attrs = {"source": ["crm"]}
    safe = nbguard.redact(series, policy=POLICY)
    assert safe.attrs == {"source": ["crm"]}
    safe.attrs["source"].append("x")
    assert series.attrs == {"source": ["crm"]}


@pytest.mark.parametrize("rows", [0, 2])
def test_a_record_batch_stays_one(rows):
    batch = pa.RecordBatch.from_pydict({"m": MAILS[:rows]}, pa.schema([("m", pa.string())]))
    assert isinstance(nbguard.redact(batch, policy=POLICY), pa.RecordBatch)
    assert isinstance(nbguard.redact(batch, {"m": "drop"}, policy=POLICY), pa.RecordBatch)


def test_metadata_of_a_schema_tells_nothing_that_the_table_does_not():
    frame = pd.DataFrame({"jane@acme.com": [1, 2], "seen": pd.to_datetime(["2020-01-01"] * 2)})
    table = pa.Table.from_pandas(frame)
    safe = nbguard.redact(table, {"seen": "replace"}, policy=POLICY)
    assert b"acme" not in b"".join(safe.schema.metadata.values())
    assert safe.to_pandas().columns.tolist() == ["[EMAIL_ADDRESS_1]", "seen"]


@pytest.mark.parametrize("where", ["a folder", "the environment"])
def test_what_another_key_encrypted_is_restored_too(where, monkeypatch):
    if where == "the environment":
        monkeypatch.setenv("NBGUARD_KEY_TEAM", "ab" * 32)
    frame = pd.DataFrame({"m": MAILS})
    safe = nbguard.redact(frame, {"m": "encrypt:team"}, policy=POLICY)
    assert keys.identify(keys.load("team")) in safe["m"][0]
    assert nbguard.restore(safe).equals(frame)


def test_cells_nested_too_deeply_are_an_error_that_names_the_column():
    cell = ["jane@acme.com"]
    for _ in range(3000):
        cell = [cell]
    frame = pd.DataFrame({"deep": pd.Series([cell, "bo@acme.com"], dtype=object)})
    with pytest.raises(nbguard.errors.TableError, match="column 'deep'"):
        nbguard.redact(frame, {"deep": "replace"}, policy=POLICY)


def test_headers_of_several_levels_are_read_level_by_level():
    columns = pd.MultiIndex.from_tuples([("jane@acme.com", "x"), ("sum", "x")], names=["m", "k"])
    frame = pd.DataFrame([[1, 2]], columns=columns)
    safe = nbguard.redact(frame, policy=POLICY)
    assert safe.columns.tolist() == [("[EMAIL_ADDRESS_1]", "x"), ("sum", "x")]
    assert safe.columns.names == ["m", "k"]
    assert "acme" not in str(nbguard.scan(frame, policy=POLICY))


def test_an_index_called_like_a_column_has_a_verdict_of_its_own():
    frame = pd.DataFrame({"who": MAILS}, index=pd.Index([5, 6], name="who"))
    columns = nbguard.scan(frame, policy=POLICY).columns
    assert columns["who"].entity == "EMAIL_ADDRESS"
    assert columns["who #2"] is None


def test_the_name_of_an_index_is_a_header_too():
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="jane@acme.com"))
    assert nbguard.redact(frame, policy=POLICY).index.name == "[EMAIL_ADDRESS_1]"
    assert frame.index.name == "jane@acme.com"


@pytest.mark.parametrize("spec", ["drop:1", "keep:1", "replace:3", "redact:1"])
def test_an_argument_to_an_operator_that_takes_none_is_an_error(spec):
    with pytest.raises(nbguard.errors.PolicyError, match=r"column 'm': .* takes no argument"):
        nbguard.redact(pd.DataFrame({"m": MAILS}), {"m": spec}, policy=POLICY)


@pytest.mark.parametrize("operators", ["hash", ["m"], 5])
def test_operators_that_are_no_mapping_are_an_error(operators):
    with pytest.raises(nbguard.errors.TableError, match="operators map columns"):
        nbguard.redact(pd.DataFrame({"m": MAILS}), operators, policy=POLICY)
