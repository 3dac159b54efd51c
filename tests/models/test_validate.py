"""``nbguard.validate_input``."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pandera
import polars as pl
import pyarrow as pa
import pytest

import nbguard
from nbguard.models.validate import validate_input

SECRET = 941_027_553  # a value that no message may hold
PEOPLE = pd.DataFrame({"age": [34, 51, SECRET], "name": ["Ana", None, "Bo"]})
AGES = {"age": (0, 120)}


@pytest.mark.parametrize(
    ("x", "checks"),
    [
        pytest.param([0.1, 1.0], {"expected_shape": (2,), "expected_range": (0, 1)}, id="a list"),
        pytest.param(0.5, {"expected_shape": (), "expected_range": (0, 1)}, id="a number"),
        pytest.param(np.zeros((4, 3)), {"expected_shape": (None, 3)}, id="any length"),
        pytest.param(np.zeros(2, dtype="float32"), {"dtype": float}, id="any float"),
        pytest.param(np.array([True, False]), {"dtype": bool}, id="truths"),
        pytest.param([[1, None]], {"missing": True}, id="missing allowed"),
        pytest.param(PEOPLE, {"missing": True, "expected_shape": (3, 2)}, id="a frame"),
        pytest.param(PEOPLE["age"], {"expected_shape": (3,), "dtype": int}, id="a series"),
        pytest.param(PEOPLE[["age"]].head(2), {"expected_range": AGES}, id="a column's range"),
        pytest.param(pl.DataFrame({"a": [1, 2]}), {"expected_range": (1, 2)}, id="polars"),
        pytest.param(pa.table({"a": [1, 2]}), {"expected_shape": (2, 1)}, id="pyarrow"),
        pytest.param(["any", "words"], {"dtype": str}, id="texts"),
        pytest.param([], {"expected_range": (0, 1)}, id="nothing"),
    ],
)
def test_what_fits_is_given_back(x: Any, checks: dict[str, Any]) -> None:
    assert validate_input(x, **checks) is x


@pytest.mark.parametrize(
    ("x", "checks", "says"),
    [
        pytest.param(
            [0, SECRET], {"expected_range": (0, 1)}, r"element \[1\] is above 1", id="above"
        ),
        pytest.param(
            [[0], [-SECRET]], {"expected_range": (0, 1)}, r"\[1, 0\] is below", id="below"
        ),
        pytest.param([1, np.nan, np.nan], {}, r"\[1\] is missing, and 1 more", id="missing"),
        pytest.param([1, np.inf], {"missing": True}, r"\[1\] is infinite", id="infinite"),
        pytest.param(np.nan, {}, "it is missing", id="a number that is none"),
        pytest.param(
            np.zeros(3), {"expected_shape": (4,)}, "dimension 0 has length 3", id="length"
        ),
        pytest.param(np.zeros(3), {"expected_shape": (3, 1)}, "has 1 dimensions", id="dimensions"),
        pytest.param([[1, 2], [3]], {}, "row 1 has 1, row 0 has 2", id="ragged"),
        pytest.param(["a"], {"expected_range": (0, 1)}, r"\[0\] is not a number", id="a text"),
        pytest.param([1, 2], {"dtype": float}, "int64, expected float", id="type"),
        pytest.param(PEOPLE, {}, "row 1 of column 'name' is missing", id="a cell"),
        pytest.param(
            PEOPLE,
            {"missing": True, "expected_range": AGES},
            "row 2 of column 'age'",
            id="a column",
        ),
        pytest.param(
            PEOPLE,
            {"missing": True, "dtype": {"age": float}},
            "column 'age' is",
            id="a column's type",
        ),
        pytest.param(
            PEOPLE, {"expected_range": {"agee": (0, 1)}}, "'agee' that is not", id="a typo"
        ),
        pytest.param(pl.DataFrame({"a": [1, None]}), {}, "row 1 of column 'a'", id="polars"),
        pytest.param(pa.table({"a": [5, 1]}), {"expected_range": (0, 3)}, "row 0 of", id="pyarrow"),
        pytest.param(pd.Series([None, 1], dtype="Int64"), {}, "is missing", id="nullable"),
        pytest.param([pd.NaT, pd.Timestamp(0)], {}, r"\[0\] is missing", id="dates"),
    ],
)
def test_what_does_not_fit_is_named_and_not_shown(
    x: Any, checks: dict[str, Any], says: str
) -> None:
    with pytest.raises(nbguard.InvalidInput, match=says) as caught:
        validate_input(x, **checks)
    assert str(SECRET) not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_schema_is_asked_and_its_answer_holds_no_value() -> None:
    schema = pandera.DataFrameSchema({"age": pandera.Column(int, pandera.Check.lt(120))})
    assert validate_input(PEOPLE.head(2)[["age"]], schema=schema) is not None
    says = r"row 2 of column 'age' fails less_than\(120\)"
    with pytest.raises(nbguard.InvalidInput, match=says) as caught:
        validate_input(PEOPLE, schema=schema, missing=True)
    assert str(SECRET) not in str(caught.value)


def test_a_missing_column_is_named() -> None:
    schema = pandera.DataFrameSchema({"zip": pandera.Column(str)})
    with pytest.raises(nbguard.InvalidInput, match="column 'zip' is not there"):
        validate_input(PEOPLE, schema=schema, missing=True)


def test_what_is_no_schema_is_said() -> None:
    with pytest.raises(TypeError, match="pandera"):
        validate_input([1], schema={"a": int})


def test_it_is_a_value_error() -> None:
    assert issubclass(nbguard.InvalidInput, ValueError)
