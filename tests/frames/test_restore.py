import datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from nbguard import frames, keys
from nbguard.errors import KeyMissing, RestoreError, TableError
from nbguard.policy import Policy

POLICY = Policy(names="off")
DATA = {
    "mail": ["jane@acme.com", "bo@acme.com", None],
    "n": [536228726, 219448811, 1],
    "day": [datetime.date(1985, 3, 14), None, datetime.date(1990, 1, 2)],
    "note": ["call 415-555-0132 please", "fine", "fine"],
}


@pytest.fixture
def encrypted(make):
    operators = dict.fromkeys(DATA, "encrypt")
    return lambda data=DATA: frames.redact(make(data), operators, POLICY)


def test_everything_comes_back_with_its_type(encrypted, cells):
    back = frames.restore(encrypted())
    for label, values in DATA.items():
        assert cells(back, label) == values


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(pd.DataFrame({"x": [1, 2]}), id="pandas integers"),
        pytest.param(pd.DataFrame({"x": pd.array([1, None], dtype="Int64")}), id="nullable"),
        pytest.param(pd.DataFrame({"x": pd.to_datetime(["2020-01-01", None])}), id="timestamps"),
        pytest.param(
            pd.DataFrame({"x": pd.Categorical(["b", None, "a"], ["b", "a"], ordered=True)}),
            id="ordered categories",
        ),
        pytest.param(pl.DataFrame({"x": [1.5, None]}), id="polars floats"),
        pytest.param(pl.DataFrame({"x": [datetime.datetime(2020, 1, 1, 5)]}), id="polars times"),
        pytest.param(pl.DataFrame({"x": [Decimal("1.50")]}), id="polars decimals"),
        pytest.param(
            pl.DataFrame({"x": [datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)]}),
            id="polars times in a zone",
        ),
        pytest.param(
            pd.DataFrame({"x": pd.to_datetime(["2020-01-01"]).tz_localize("UTC")}),
            id="timestamps in a zone",
        ),
        pytest.param(pa.table({"x": pa.array([1, 2], pa.int16())}), id="arrow integers"),
        pytest.param(pa.table({"x": [datetime.date(2020, 1, 1)]}), id="arrow dates"),
    ],
)
def test_a_type_comes_back(frame):
    back = frames.restore(frames.redact(frame, {"x": "encrypt"}, POLICY))
    assert back.equals(frame)


def test_a_table_without_anything_encrypted_is_an_error(make):
    with pytest.raises(RestoreError, match="nothing to restore"):
        frames.restore(make(DATA))


def test_a_value_that_is_not_encrypted_is_an_error_that_names_the_column(make):
    frame = frames.redact(make({"mail": ["jane@acme.com", "n/a"]}), {"mail": "encrypt"}, POLICY)
    with pytest.raises(RestoreError, match="column 'mail': holds a value that is not encrypted"):
        frames.restore(frame, columns=["mail"])


def test_an_unknown_column_is_an_error(encrypted):
    with pytest.raises(TableError, match="no column is called 'male'"):
        frames.restore(encrypted(), columns=["male"])


def test_one_column_may_be_asked_for_by_its_name(encrypted, cells):
    assert cells(frames.restore(encrypted(), "mail"), "mail") == DATA["mail"]


def test_only_the_columns_asked_for(encrypted, cells):
    back = frames.restore(encrypted(), columns=["mail"])
    assert cells(back, "mail") == DATA["mail"]
    assert cells(back, "n") != DATA["n"]


def test_a_wrong_key_is_an_error_that_names_the_column(encrypted, home):
    frame = encrypted()
    (home / "keys" / "default.key").unlink()
    with pytest.raises(KeyMissing, match=r"column 'mail'.*cannot be restored"):
        frames.restore(frame)


def test_a_rotated_key_still_restores(encrypted, cells):
    frame = encrypted()
    keys.rotate()
    assert cells(frames.restore(frame), "mail") == DATA["mail"]


def test_a_changed_value_is_an_error_without_the_value():
    frame = frames.redact(pd.DataFrame({"m": ["jane@acme.com"]}), {"m": "encrypt"}, POLICY)
    frame.loc[0, "m"] = frame.loc[0, "m"][:-6] + "AAAAA]"
    with pytest.raises(RestoreError, match=r"column 'm': .*changed"):
        frames.restore(frame)
