import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.errors import PolicyError
from nbguard.operators.generalize import band, generalize, operator

CASES = [
    pytest.param("DATE_OF_BIRTH", "1985-03-14", "1985", id="ISO date"),
    pytest.param("DATE_OF_BIRTH", "14/03/1985", "1985", id="day first"),
    pytest.param("DATE_OF_BIRTH", "3/14/85", "1985", id="two-digit year"),
    pytest.param("DATE_OF_BIRTH", "March 3, 1985", "1985", id="month in words"),
    pytest.param("DATE_OF_BIRTH", "unknown", "[DATE_OF_BIRTH]", id="no date"),
    pytest.param("AGE", "37", "30-39", id="age"),
    pytest.param("POSTCODE", "94103", "94***", id="US postcode"),
    pytest.param("POSTCODE", "SW1A 1AA", "SW1* ***", id="UK postcode"),
    pytest.param("IP_ADDRESS", "203.0.113.77", "203.0.113.*", id="IPv4"),
    pytest.param("IP_ADDRESS", "2001:db8:1:2::7", "2001:db8:1::/48", id="IPv6"),
    pytest.param("EMAIL_ADDRESS", "jane@acme.com", "*@acme.com", id="e-mail"),
    pytest.param("URL", "https://u:p@a.org/b?c", "https://a.org/", id="URL with a password"),
    pytest.param("PERSON", "Jane Roe", "[PERSON]", id="no coarser form"),
    pytest.param("JWT", "2001", "[JWT]", id="a secret that is a number"),
]


@pytest.mark.parametrize(("entity", "value", "coarse"), CASES)
def test_a_value_becomes_coarser(entity, value, coarse):
    assert generalize(entity, value) == coarse


@pytest.mark.parametrize(("entity", "value", "coarse"), CASES)
def test_a_coarse_value_stays(entity, value, coarse):  # noqa: ARG001
    if entity != "AGE":
        assert generalize(entity, coarse) == coarse


@pytest.mark.parametrize(
    ("value", "month"),
    [
        pytest.param("1985-03-14", "1985-03", id="ISO"),
        pytest.param("14/03/1985", "1985-03", id="day first"),
        pytest.param("03/14/1985", "1985-03", id="a day that can be no month"),
    ],
)
def test_dates_by_month(value, month):
    assert operator("month")("DATE_OF_BIRTH", value) == month


@given(st.integers(0, 10**9), st.integers(1, 10**4))
def test_a_band_holds_its_number(number, width):
    low, high = map(int, band(number, width).split("-"))
    assert low <= number <= high == low + width - 1
    assert low % width == 0


@pytest.mark.parametrize("argument", ["0", "week", "-5"])
def test_a_wrong_argument_is_an_error(argument):
    with pytest.raises(PolicyError, match="generalize takes"):
        operator(argument)
