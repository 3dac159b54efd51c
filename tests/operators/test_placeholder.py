import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard import tokens
from nbguard.operators import Placeholders
from nbguard.operators.canonical import canonical, canonicals


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        pytest.param("EMAIL_ADDRESS", "jane@acme.com", "jane%40acme.com", id="an e-mail in a URL"),
        pytest.param("EMAIL_ADDRESS", "Jane@Acme.com", "jane@acme.com ", id="case of an e-mail"),
        pytest.param("PERSON", "Jane  Roe", "JANE ROE", id="spaces and case of a name"),
        pytest.param("CREDIT_CARD", "4111 1111 1111 1111", "4111-1111-1111-1111", id="card"),
        pytest.param("PHONE_NUMBER", "(415) 555-0132", "415.555.0132", id="phone"),
    ],
)
def test_two_spellings_of_a_value_share_a_number(entity, one, other):
    numbering = Placeholders()
    assert numbering.token(entity, one) == numbering.token(entity, other) == f"[{entity}_1]"


@pytest.mark.parametrize(
    ("entity", "one", "other"),
    [
        pytest.param("IP_ADDRESS", "1.23.4.5", "12.3.4.5", id="IP addresses with the same digits"),
        pytest.param("DATE_OF_BIRTH", "1/11/1990", "11/1/1990", id="dates with the same digits"),
        pytest.param("PASSWORD", "Hunter2", "hunter2", id="passwords that differ in case"),
        pytest.param("EMPLOYEE_ID", "E-1", "e1", id="an entity of the user's own"),
    ],
)
def test_two_values_never_share_a_number(entity, one, other):
    numbering = Placeholders()
    assert numbering.token(entity, one) != numbering.token(entity, other)


def test_numbers_follow_first_appearance_entity_by_entity():
    numbering = Placeholders()
    asked = [("PERSON", "Bo"), ("EMAIL_ADDRESS", "z@x.org"), ("PERSON", "Al"), ("PERSON", "Bo")]
    assert [numbering.token(*pair) for pair in asked] == [
        "[PERSON_1]",
        "[EMAIL_ADDRESS_1]",
        "[PERSON_2]",
        "[PERSON_1]",
    ]


def test_a_reserved_number_is_never_given_to_a_new_value():
    numbering = Placeholders()
    numbering.reserve("cleaned before: [PERSON_1], [PERSON_4] and [EMAIL_ADDRESS_2]")
    assert numbering.token("PERSON", "Bo") == "[PERSON_5]"
    assert numbering.token("EMAIL_ADDRESS", "z@x.org") == "[EMAIL_ADDRESS_3]"


def test_reserving_does_not_renumber_known_values():
    numbering = Placeholders()
    first = numbering.token("PERSON", "Bo")
    numbering.reserve("[PERSON_9]")
    assert numbering.token("PERSON", "Bo") == first


def test_threads_share_one_numbering():
    numbering = Placeholders()
    values = [f"user{i % 50}@x.org" for i in range(2000)]
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda v: numbering.token("EMAIL_ADDRESS", v), values))
    by_value = dict(zip(values, given, strict=True))
    assert [by_value[v] for v in values] == given
    assert set(given) == {f"[EMAIL_ADDRESS_{n}]" for n in range(1, 51)}


def test_values_never_leave_memory():
    numbering = Placeholders()
    numbering.token("PERSON", "Zacharias Quill")
    assert "Quill" not in repr(numbering)
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(numbering)


@given(st.lists(st.tuples(st.sampled_from(["PERSON", "PASSWORD", "US_SSN"]), st.text())))
def test_every_token_is_known_as_one(pairs):
    numbering = Placeholders()
    for entity, value in pairs:
        assert tokens.covers(numbering.token(entity, value))


@given(st.sampled_from(["PERSON", "PASSWORD", "US_SSN", "OWN"]), st.lists(st.text()))
def test_many_values_at_once_are_the_same_as_one_by_one(entity, values):
    one_by_one, at_once = Placeholders(), Placeholders()
    assert at_once.tokens(entity, values) == [one_by_one.token(entity, v) for v in values]
    assert at_once.tokens(entity, values[::-1]) == at_once.tokens(entity, values)[::-1]


@given(st.sampled_from(["PERSON", "PASSWORD", "US_SSN", "OWN"]), st.lists(st.text()))
def test_canonical_forms_at_once_are_the_same_as_one_by_one(entity, values):
    assert canonicals(entity, values) == [canonical(entity, value) for value in values]
