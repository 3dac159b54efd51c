"""Frames with unusual columns: nothing is left, nothing else changes, nothing fails."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard.policy import Policy

POLICY = Policy(names="off")
MAILS = ["jane@acme.com", None, "bo@acme.com"]
FRAMES = {
    "sparse": pd.DataFrame({"s": pd.arrays.SparseArray([0, 0, 1]), "m": MAILS}),
    "backed by Arrow": pd.DataFrame({"m": pd.array(MAILS, dtype=pd.ArrowDtype(pa.string()))}),
    "string[pyarrow]": pd.DataFrame({"m": pd.array(MAILS, dtype="string[pyarrow]")}),
    "string[python]": pd.DataFrame({"m": pd.array(MAILS, dtype="string[python]")}),
    "objects": pd.DataFrame({"m": pd.Series(MAILS, dtype=object)}),
    "categories": pd.DataFrame({"m": pd.Series(MAILS, dtype="category")}),
    "spans of time": pd.DataFrame(
        {
            "i": pd.interval_range(0, 3),
            "p": pd.period_range("2020-01", "2020-03", freq="M"),
            "t": pd.to_timedelta([1, 2, 3], unit="D"),
            "m": MAILS,
        }
    ),
    "decimals": pd.DataFrame({"d": [Decimal("1.5"), None, Decimal(2)], "m": MAILS}),
    "labels that are no texts": pd.DataFrame({0: MAILS, datetime.date(2020, 1, 1): [1, 2, 3]}),
    "polars' types": pl.DataFrame(
        {
            "c": pl.Series(MAILS, dtype=pl.Categorical),
            "s": [{"m": "jane@acme.com"}, None, {"m": "q@acme.com"}],
            "d": [datetime.timedelta(1)] * 3,
            "t": [datetime.time(1)] * 3,
        }
    ),
    "Arrow's types": pa.table(
        {
            "v": pa.array(MAILS, pa.string_view()),
            "d": pa.array(MAILS).dictionary_encode(),
            "m": pa.array([[("k", "jane@acme.com")], None, []], pa.map_(pa.string(), pa.string())),
            "s": [{"m": "jane@acme.com", "n": 1}, None, None],
        }
    ),
}


def shown(frame):
    if isinstance(frame, pd.DataFrame):
        return str(frame.to_dict("list"))
    return str(
        frame.to_dict(as_series=False) if isinstance(frame, pl.DataFrame) else frame.to_pydict()
    )


@pytest.mark.parametrize("frame", [pytest.param(f, id=name) for name, f in FRAMES.items()])
def test_nothing_is_left_and_nothing_else_changes(frame):
    before = shown(frame)
    safe = nbguard.redact(frame, policy=POLICY)
    assert "acme" in before
    assert "acme" not in shown(safe)
    assert shown(frame) == before
    report = nbguard.scan(frame, policy=POLICY)
    for label, found in report.columns.items():
        if isinstance(frame, pd.DataFrame) and found is None:
            pd.testing.assert_series_equal(safe[label], frame[label])


def test_a_column_of_everything():
    cells = [
        "jane@acme.com",
        5,
        None,
        np.float64(3.5),
        b"x@acme.com",
        ["bo@acme.com"],
        {"k": "z@y.org"},
    ]
    safe = nbguard.redact(pd.DataFrame({"m": pd.Series(cells, dtype=object)}), policy=POLICY)
    assert safe["m"].tolist() == [
        "[EMAIL_ADDRESS_1]",
        5,
        None,
        3.5,
        b"[EMAIL_ADDRESS_2]",
        ["[EMAIL_ADDRESS_3]"],
        {"k": "[EMAIL_ADDRESS_4]"},
    ]


def test_a_list_that_comes_late_is_read_too():
    cells = ["plain"] * 2000 + [["jane@acme.com"]]
    safe = nbguard.redact(pd.DataFrame({"m": pd.Series(cells, dtype=object)}), policy=POLICY)
    assert safe["m"].iloc[-1] == ["[EMAIL_ADDRESS_1]"]


def test_numbers_among_texts_stay_numbers():
    cells = ["call jane@acme.com at ten, she said she would be in all day", 3, np.int64(4), 1.5]
    safe = nbguard.redact(pd.DataFrame({"m": pd.Series(cells, dtype=object)}), policy=POLICY)
    assert safe["m"].tolist()[1:] == [3, 4, 1.5]


@pytest.mark.parametrize("operator", ["replace", "hash", "fake"])
def test_tables_of_three_libraries_join(operator):
    session = nbguard.Placeholders()
    made = [
        nbguard.redact(
            make({"m": ["jane@acme.com", "bo@acme.com"]}),
            {"m": operator},
            policy=POLICY,
            session=session,
        )
        for make in (pd.DataFrame, pl.DataFrame, pa.table)
    ]
    joined = made[0].merge(made[1].to_pandas(), on="m").merge(made[2].to_pandas(), on="m")
    assert len(joined) == 2
    assert "acme" not in shown(made[0])
