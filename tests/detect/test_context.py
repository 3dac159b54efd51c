"""Context words: whole, near, and belonging to this value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect import context


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Phone Number", ["phone", "number"], id="words"),
        pytest.param("phone_number-2", ["phone", "number"], id="snake and kebab case"),
        pytest.param("customerPhoneNo", ["customer", "phone", "no"], id="camel case"),
        pytest.param("SSNField", ["ssn", "field"], id="capitals, then camel case"),
        pytest.param("téléphonePortable", ["téléphone", "portable"], id="accents"),
        pytest.param("전화번호", ["전화번호"], id="letters without case"),
        pytest.param("12_34", [], id="no letters"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert context.words(text) == expected


@given(st.text(alphabet="aZé_ 1é\n番", max_size=60))
def test_the_vocabulary_has_every_word(text: str) -> None:
    assert set(context.words(text)) <= context.vocabulary(text)


def test_a_lone_surrogate_is_no_obstacle() -> None:
    assert "phone" in context.vocabulary("\ud83d phone")


def _near(text: str, value: str) -> list[str]:
    start = text.index(value)
    return list(context.near(text, start, start + len(value)))


def test_words_before_come_nearest_first_and_then_two_after() -> None:
    assert _near("my work phone is 555 call me now", "555") == [
        *("is", "phone", "work", "my"),
        *("call", "me"),
    ]


def test_what_stands_before_another_number_belongs_to_that_one() -> None:
    assert _near("phone 212-555-0187 ssn 536", "536") == ["ssn"]


def test_a_list_of_numbers_shares_its_words() -> None:
    assert _near("phones: 212-555-0187, 212-555-0188", "212-555-0188") == ["phones"]


def test_the_next_line_does_not_count() -> None:
    assert _near("555\nphone", "555") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{'id': 555, 'phone': 1}", id="the next key"),
        pytest.param("id=555 phone=1", id="the next key, after a blank"),
        pytest.param("555, phone", id="after a comma"),
    ],
)
def test_what_belongs_to_the_next_value_does_not_count(text: str) -> None:
    assert "phone" not in _near(text, "555")


def test_a_cut_word_does_not_count() -> None:
    text = "x" * 50 + "microphone " + "a " * 46 + "555"
    assert "phone" not in _near(text, "555")


@pytest.mark.parametrize(("score", "lifted"), [(0.2, 0.65), (0.4, 0.75), (0.9, 1.0)])
def test_a_lift(score: float, lifted: float) -> None:
    assert context.lifted(score) == pytest.approx(lifted)
