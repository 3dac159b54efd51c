import re

import phonenumbers
import pytest

from nbguard import keys, tokens
from nbguard.errors import PolicyError
from nbguard.operators import Redactor
from nbguard.operators.fake import _plain, operator
from nbguard.policy import Policy


@pytest.fixture
def fake():
    return operator("")


def test_the_same_value_gives_the_same_fake(fake):
    assert fake("PERSON", "Jane Roe") == operator("")("PERSON", " jane  roe").title()
    assert fake("PERSON", "Jane Roe") != "Jane Roe"


def test_another_key_gives_other_fakes(fake):
    names = [f"Jane Roe{n}" for n in range(20)]
    before = [fake("PERSON", name) for name in names]
    keys.rotate()
    assert [operator("")("PERSON", name) for name in names] != before


def test_an_address_is_built_from_the_fake_of_its_name(fake):
    first, last = fake("PERSON", "Jane Roe").lower().split()
    address = fake("EMAIL_ADDRESS", "jane.roe@acme.com")
    assert re.fullmatch(rf"{first}\.{last}\d{{4}}@fake\.example", address)


def test_two_addresses_of_one_name_stay_two(fake):
    assert fake("EMAIL_ADDRESS", "jane.roe@a.com") != fake("EMAIL_ADDRESS", "jane.roe@b.com")


@pytest.mark.parametrize(
    ("value", "script"),
    [
        pytest.param("Пётр Иванов", "[\u0410-\u0451]", id="Cyrillic"),
        pytest.param("山田さくら", "[\u3040-\u9fff]", id="Japanese"),
        pytest.param("Γιώργος Παπάς", "[\u0370-\u03ff]", id="Greek"),
    ],
)
def test_the_script_is_kept(fake, value, script):
    assert re.match(script, fake("PERSON", value))


def test_the_language_of_a_latin_name_is_kept(fake):
    from faker.providers.person.de_DE import Provider

    first, _, last = fake("PERSON", "Jürgen Schröder").partition(" ")
    assert first in Provider.first_names
    assert last in Provider.last_names


@pytest.mark.parametrize(
    ("value", "form"),
    [
        pytest.param("JANE ROE", "[A-Z'. -]+ [A-Z'. -]+", id="capitals"),
        pytest.param("Roe, Jane", "[^,]+, [^,]+", id="last name first"),
        pytest.param("Jane", r"[^ ,]+", id="one word"),
    ],
)
def test_the_form_of_a_name_is_kept(fake, value, form):
    assert re.fullmatch(form, fake("PERSON", value))


@pytest.mark.parametrize(
    "number", ["+49 151 2345678", "(415) 555-0132", "+1 212-555-0199", "020 7946 0018"]
)
def test_a_fake_phone_rings_nowhere(fake, number):
    for last in range(100):
        real = f"{number[:-2]}{last:02}"
        new = fake("PHONE_NUMBER", real)
        assert re.sub(r"\d", "0", new) == re.sub(r"\d", "0", real)
        assert not rings(new)


def rings(number):
    return any(is_valid(number, region) for region in ("US", "GB", "DE"))


def is_valid(number, region):
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


@pytest.mark.parametrize(
    ("entity", "value", "form"),
    [
        pytest.param("CREDIT_CARD", "4111 1111 1111 1111", r"0\d{3}( \d{4}){3}", id="card"),
        pytest.param("US_SSN", "536-22-8726", r"000-\d\d-\d{4}", id="SSN"),
        pytest.param("IBAN_CODE", "DE89370400440532013000", r"DE00\d{18}", id="IBAN"),
        pytest.param("IP_ADDRESS", "8.8.4.4", r"198\.1[89]\.\d+\.\d+", id="IPv4"),
        pytest.param("IP_ADDRESS", "2a00::1", r"2001:db8::[0-9a-f:]+", id="IPv6"),
        pytest.param("MAC_ADDRESS", "3c:22:fb:01:02:03", r"02(:[0-9a-f]{2}){5}", id="MAC"),
        pytest.param("DATE_OF_BIRTH", "1985-03-14", r"19[89]\d-[01]\d-[01]\d", id="date"),
        pytest.param("PASSWORD", "hunter2", r"\[PASSWORD#[0-9a-f]{24}\]", id="secret"),
        pytest.param("EMPLOYEE_ID", "E-1", r"\[EMPLOYEE_ID#[0-9a-f]{24}\]", id="the user's own"),
    ],
)
def test_a_fake_comes_from_a_range_nobody_has(fake, entity, value, form):
    assert re.fullmatch(form, fake(entity, value))


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        pytest.param("PERSON", "Jane Roe", id="name"),
        pytest.param("EMAIL_ADDRESS", "jane.roe@acme.com", id="address"),
        pytest.param("STREET_ADDRESS", "12 Main St", id="street"),
        pytest.param("PASSWORD", "hunter2", id="secret"),
    ],
)
def test_a_fake_in_text_is_not_faked_again(entity, value):
    redactor = Redactor(Policy(operators={entity: "fake"}))
    new = redactor.apply(entity, value)
    words = f"ask {new} now"
    inside = tokens.spans(words)
    assert inside[0][0] == 4
    assert inside[-1][1] == 4 + len(new)
    for word in new.split():
        assert redactor.apply(entity, word) == word


def test_a_wrong_locale_is_an_error():
    with pytest.raises(PolicyError, match="de_DE"):
        operator("xx_XX")


def test_an_address_without_accents_is_of_the_name_that_has_them():
    fake = operator("de_DE")
    first, last = fake("PERSON", "Hans Schröder").lower().split()
    address = fake("EMAIL_ADDRESS", "hans.schroder@acme.com")
    assert address.startswith(f"{_plain(first)}.{_plain(last)}")
