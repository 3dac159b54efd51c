import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.errors import PolicyError
from nbguard.operators.mask import mask, operator


@pytest.mark.parametrize(
    ("entity", "value", "masked"),
    [
        pytest.param("US_SSN", "536-22-8726", "***-**-8726", id="a number keeps four digits"),
        pytest.param("CREDIT_CARD", "4111111111111111", "************1111", id="a card too"),
        pytest.param("PHONE_NUMBER", "12345", "***45", id="a short number keeps less than half"),
        pytest.param("PERSON", "Jane Roe", "**** ***", id="a name keeps nothing"),
        pytest.param("EMAIL_ADDRESS", "jo@x.org", "**@*.***", id="an address keeps its form"),
        pytest.param("PASSWORD", "x", "********", id="a secret does not show its length"),
    ],
)
def test_what_stays_by_default(entity, value, masked):
    assert mask(entity, value) == masked


def test_the_number_of_characters_kept_can_be_chosen():
    assert operator("2")("US_SSN", "536-22-8726") == "***-**-**26"
    assert operator("0")("US_SSN", "536-22-8726") == "***-**-****"


@pytest.mark.parametrize("argument", ["two", "-1", "1.5"])
def test_a_wrong_number_is_an_error(argument):
    with pytest.raises(PolicyError, match="mask:4"):
        operator(argument)


@given(st.text(), st.integers(0, 50))
def test_at_least_half_is_always_hidden(value, keep):
    masked = mask("PERSON", value, keep)
    kept = sum(map(str.isalnum, masked))
    assert len(masked) == len(value)
    assert kept <= sum(map(str.isalnum, value)) / 2
