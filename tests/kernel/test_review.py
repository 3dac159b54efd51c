import pandas as pd
import pytest

from nbguard.guard import Guard
from nbguard.kernel.review import OPERATORS, Review
from nbguard.operators import Placeholders

EMAIL = "jane.roe" + "@" + "acme-corp.com"


@pytest.fixture
def frame():
    return pd.DataFrame(
        {"mail": [EMAIL, "bo.lee@acme-corp.com"], "ssn": ["536-22-8726", None], "n": [1, 2]}
    )


@pytest.fixture
def review(frame):
    return Review(frame, "customers", Guard(), Placeholders())


def test_a_row_for_each_column_that_holds_something(review):
    assert [(r.key, r.entity, r.found) for r in review.rows] == [
        ("mail", "EMAIL_ADDRESS", 2),
        ("ssn", "US_SSN", 1),
    ]


def test_only_the_chosen_rows_are_redacted(review, frame):
    safe = review.redact({0: "replace"})
    assert list(safe.mail) == ["[EMAIL_ADDRESS_1]", "[EMAIL_ADDRESS_2]"]
    assert safe.ssn.equals(frame.ssn)
    assert frame.mail[0] == EMAIL


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_line_of_code_does_the_same_again(review, frame, operator):
    if operator == "encrypt":
        pytest.importorskip("cryptography")
    choices = {0: operator, 1: "mask"}
    import nbguard

    names = {"nbguard": nbguard, "customers": frame}
    exec(review.code(choices, "safe"), names)
    assert names["safe"].equals(review.redact(choices))


def test_a_preview_shows_the_form_and_not_the_value(review):
    before, after = review.before(0), review.after(0, "mask")
    assert before[0] == "••••.•••@••••-••••.•••"
    assert EMAIL not in before + after
    assert len(before) == len(after) == 2


def test_values_are_given_for_the_screen(review):
    assert review.values(0)[0] == EMAIL


def test_a_text_is_reviewed_by_entity():
    review = Review(f"ask {EMAIL} or {EMAIL}", "text", Guard(), Placeholders())
    assert [(r.key, r.found) for r in review.rows] == [("EMAIL_ADDRESS", 2)]
    assert review.values(0) == [EMAIL, EMAIL]
    assert review.after(0, "replace") == ["[EMAIL_ADDRESS_1]"] * 2
    assert review.redact({0: "redact"}) == "ask  or "


def test_what_holds_nothing_has_no_rows():
    assert Review(pd.DataFrame({"n": [1]}), "x", Guard(), Placeholders()).rows == []
