"""Which texts see the tagger: all that may mention a person, and few others."""

from __future__ import annotations

import pandas as pd
import pytest

import nbguard
from nbguard.detect.mentions import may_mention, mentioning


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Employee Saado Jama logged in", id="beside a word with a capital"),
        pytest.param("asked Zyx", id="within a sentence"),
        pytest.param("asked,  Zyx", id="after two blanks"),
        pytest.param("Sampathkumar did not respond", id="in no list, at the start"),
        pytest.param("the box was late. Jennifer called", id="listed, at a sentence's start"),
        pytest.param("Will called", id="a given name and a verb"),
    ],
)
def test_found(text: str) -> None:
    assert may_mention(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Deep water. More of it. Low tide", id="words that are family names too"),
        pytest.param("came on Tuesday in October", id="days and months"),
        pytest.param("The box had a dent. It was late", id="plain sentences"),
        pytest.param("the box had a dent", id="small letters"),
    ],
)
def test_left_alone(text: str) -> None:
    assert not may_mention(text)


def test_a_name_in_small_letters_is_a_word_of_its_own_text() -> None:
    texts = ["no judithson here", "spoke with judith", "a box, judiths", "judith2"]
    assert mentioning(texts) == {1, 3}


def test_a_table_s_remarks_lose_no_name() -> None:
    remarks = [f"The box number {n} had a dent and came late on Tuesday." for n in range(400)]
    remarks[7] = "Employee Jennifer Jama logged in from the second box today."
    remarks[9] = "the ticket was closed, we spoke with judith sampathkumar."
    safe = nbguard.redact(pd.DataFrame({"remark": remarks}))["remark"]
    assert safe[7] == "Employee [PERSON_1] logged in from the second box today."
    assert "judith" not in safe[9]
    assert safe.drop([7, 9]).equals(pd.Series(remarks, name="remark").drop([7, 9]))


def test_remarks_that_all_name_somebody_keep_their_words() -> None:
    names = ("Jan Nowak", "Anna Kowalska", "Piotr Zieliński", "Ewa Lis", "Adam Wójcik")
    remarks = [f"Rozmowa z {name} o fakturze" for name in names]
    safe = nbguard.redact(pd.DataFrame({"note": [*remarks, "Paczka dotarła uszkodzona"]}))["note"]
    assert list(safe) == [
        *(f"Rozmowa z [PERSON_{n}] o fakturze" for n in range(1, 6)),
        "Paczka dotarła uszkodzona",
    ]
