import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard import frames
from nbguard.anonymity import Risk, Sensitive, reach, risk
from nbguard.errors import TableError
from nbguard.policy import Policy

DATA = {
    "zip": ["94103", "94103", "94103", "10001"],
    "age": [34, 34, 34, 51],
    "ill": ["flu", "cold", "flu", "flu"],
}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_k_l_and_t_of_every_kind_of_frame(make):
    found = risk(make(DATA), quasi=["zip", "age"], sensitive=["ill"])
    assert (found.k, found.l, found.unique) == (1, 1, 1)
    assert found.t == pytest.approx(0.25)
    assert found.smallest[0].rows == 1
    assert found.smallest[0].values == ("10001", "51")


def test_quasi_identifiers_are_found_where_none_are_named():
    assert risk(pd.DataFrame(DATA)).quasi == ["zip", "age"]


def test_columns_whose_values_repeat_are_sensitive_where_none_are_named():
    found = risk(pd.DataFrame({**DATA, "row": [1, 2, 3, 4]}), quasi=["zip", "age"])
    assert (found.l, found.t) == (1, pytest.approx(0.25))


def test_a_group_that_differs_is_far_and_one_that_does_not_is_near():
    rows = [("a",), ("a",), ("b",), ("b",)]
    assert Risk(["q"], rows, [Sensitive(["x", "y", "x", "y"], ordered=False)]).t == 0
    assert Risk(["q"], rows, [Sensitive(["x", "x", "y", "y"], ordered=False)]).t == 0.5


def test_numbers_are_as_far_as_they_lie_apart():
    """By hand, after the example of Li, Li and Venkatasubramanian: salaries of 3 to 11 thousand."""
    pay = [3, 4, 5, 6, 11, 8, 7, 9, 10]
    frame = pd.DataFrame({"zip": ["476"] * 3 + ["4790"] * 3 + ["4760"] * 3, "pay": pay})
    assert risk(frame, "zip", "pay").t == pytest.approx(0.375)
    of_one = frame[frame["zip"] == "4790"]["pay"].tolist()
    assert of_one == [6, 11, 8]  # which lies 0.167 from the whole
    assert Risk(
        ["q"],
        [("a",)] * 3 + [("b",)] * 3,
        [Sensitive(["1", "2", "3", "1", "2", "3"], ordered=True)],
    ).t == pytest.approx(0)


def test_the_repr_names_nobody():
    assert "10001" not in repr(risk(pd.DataFrame(DATA)))


def test_an_unknown_column_and_a_table_without_any_are_errors():
    with pytest.raises(TableError, match="no column is called 'zap'"):
        risk(pd.DataFrame(DATA), quasi=["zap"])
    with pytest.raises(TableError, match="name them"):
        risk(pd.DataFrame({"x": [1.5]}))


ROWS = st.lists(st.tuples(st.integers(18, 90), st.sampled_from(["94103", "94107", "10001"])))


@given(ROWS, st.integers(2, 4))
def test_a_generalisation_reaches_k_when_its_operators_are_applied(rows, k):
    frame = pd.DataFrame(rows, columns=["age", "zip"])
    if len(frame) < k:
        return
    safer = reach(frame, k, quasi=["age", "zip"], most=0)
    assert safer.risk.k >= k
    assert 0 <= safer.loss <= 1
    safe = frames.redact(frame, safer.operators, Policy(names="off"))
    left = [label for label in ["age", "zip"] if label in safe.columns]
    if left:
        assert risk(safe, quasi=left).k >= k


def test_suppressing_a_few_rows_keeps_the_rest_finer():
    frame = pd.DataFrame({"age": [30] * 50 + [31] * 49 + [88]})
    loose, strict = (reach(frame, 10, quasi=["age"], most=m) for m in (0.05, 0))
    assert (loose.operators, loose.suppressed, loose.loss) == ({}, 1, 0)
    assert strict.operators
    assert strict.loss > 0


def test_a_k_below_one_is_an_error():
    with pytest.raises(TableError, match="1 or more, not 0"):
        reach(pd.DataFrame(DATA), 0)


def test_a_few_rows_reach_no_large_k():
    with pytest.raises(TableError, match="no generalisation reaches k=9"):
        reach(pd.DataFrame({"age": [30, 40]}), 9, quasi=["age"])
