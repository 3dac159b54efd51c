import pandas as pd
import polars as pl
import pytest

from nbguard.guard import Guard
from nbguard.kernel.review import open_review
from nbguard.operators import Placeholders
from nbguard.policy import Policy
from nbguard.policy.checks import OPERATORS

EMAIL = "jane.roe" + "@" + "acme-corp.com"


@pytest.fixture
def frame():
    return pd.DataFrame(
        {"mail": [EMAIL, "bo.lee@acme-corp.com"], "ssn": ["536-22-8726", None], "n": [1, 2]}
    )


@pytest.fixture
def review(frame):
    return open_review(frame, "customers", Guard(), Placeholders())


def _open(value, policy=None):
    return open_review(value, "value", Guard(policy or Policy()), Placeholders())


def test_a_row_for_each_column_that_holds_something(review):
    assert [(r.key, r.entities) for r in review.rows] == [
        ("mail", {"EMAIL_ADDRESS": 2}),
        ("ssn", {"US_SSN": 1}),
    ]
    assert review.size == "2 rows, 3 columns"


def test_a_column_of_notes_counts_every_entity_in_it():
    notes = ["call Jane Roberts", f"mail {EMAIL}", "fine", f"Jane Roberts, {EMAIL}"] * 5
    (row,) = _open(pd.DataFrame({"note": notes})).rows
    assert row.entities == {"PERSON": 10, "EMAIL_ADDRESS": 10}


def test_only_the_chosen_rows_are_redacted(review, frame):
    safe = review.redact({0: "replace"})
    assert list(safe.mail) == ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]"]
    assert safe.ssn.equals(frame.ssn)
    assert frame.mail[0] == EMAIL


@pytest.mark.parametrize("operator", [*OPERATORS, "drop"])
def test_the_line_of_code_does_the_same_again(review, frame, operator):
    choices = {0: operator, 1: "mask"}
    import nbguard

    names = {"nbguard": nbguard, "customers": frame}
    exec(review.code(choices, "safe"), names)
    assert names["safe"].equals(review.redact(choices))
    assert ("mail" in names["safe"]) is (operator != "drop")


def test_the_code_for_many_columns_has_a_line_for_each():
    review = _open(pd.DataFrame({f"mail {i}": [EMAIL] for i in range(9)}))
    assert len(review.code({}, "safe").splitlines()) == 11


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame])
@pytest.mark.parametrize("operator", ["mask", "hash", "replace", "redact", "generalize"])
def test_the_preview_is_what_redaction_makes(make, operator):
    data = {"mail": [EMAIL, "bo.lee@acme-corp.com"], "note": [f"ask {EMAIL}", "call Jane Roberts"]}
    review = _open(make(data))
    safe = review.redact({0: operator, 1: operator})
    for number, name in enumerate(data):
        assert review.after(number, operator) == list(safe[name])


def test_a_preview_shows_the_form_and_not_the_value(review):
    before, after = review.before(0), review.after(0, "mask")
    assert before[0] == "••••.•••@••••-••••.•••"
    assert EMAIL not in before + after
    assert len(before) == len(after) == 2
    assert review.after(0, "keep") == before


def test_samples_are_values_that_count():
    frame = pd.DataFrame({"note": ["ok", "fine", f"ask {EMAIL}", "done"]})
    (sample,) = _open(frame).samples(0)
    assert sample.text == f"ask {EMAIL}"
    assert sample.values == [EMAIL]


def test_of_a_long_text_an_excerpt_is_shown():
    note = f"{'so it goes ' * 20}, ask {EMAIL} or {'x' * 25} bo.lee@acme-corp.com"
    (sample,) = _open(pd.DataFrame({"note": [note]})).samples(0)
    assert len(sample.text) < 100
    assert sample.values == [EMAIL]
    assert "bo" not in sample.text


def test_what_is_allowed_is_no_sample(frame):
    review = _open(frame, Policy(allow=[EMAIL]))
    assert [sample.text for sample in review.samples(0)] == ["bo.lee@acme-corp.com"]


def test_nested_cells_are_read_by_their_leaves():
    review = _open(pd.DataFrame({"tags": [{"mail": EMAIL, "n": 1}, {"mail": "x"}]}))
    assert review.samples(0)[0].values == [EMAIL]


def test_a_text_is_reviewed_by_entity():
    review = open_review(f"ask {EMAIL} or {EMAIL}", "text", Guard(), Placeholders())
    assert [(r.key, r.entities) for r in review.rows] == [("EMAIL_ADDRESS", {"EMAIL_ADDRESS": 2})]
    assert [sample.text for sample in review.samples(0)] == [EMAIL]
    assert review.after(0, "replace") == ["[EMAIL_ADDRESS_1]"]
    assert review.redact({0: "redact"}) == "ask  or "
    assert "drop" not in review.operators


def test_what_holds_nothing_has_no_rows():
    assert _open(pd.DataFrame({"n": [1]})).rows == []
