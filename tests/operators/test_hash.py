import hashlib

import pytest

from nbguard import keys, tokens
from nbguard.errors import PolicyError
from nbguard.operators.hash import operator

EMAIL = "jane.roe@acme.com"


def test_the_same_value_gives_the_same_token():
    assert operator("")("EMAIL_ADDRESS", EMAIL) == operator("")("EMAIL_ADDRESS", EMAIL.upper())
    assert operator("")("EMAIL_ADDRESS", EMAIL) != operator("")("EMAIL_ADDRESS", "x" + EMAIL)


def test_another_key_gives_another_token():
    before = operator("")("EMAIL_ADDRESS", EMAIL)
    assert operator("team")("EMAIL_ADDRESS", EMAIL) != before
    keys.rotate()
    assert operator("")("EMAIL_ADDRESS", EMAIL) != before


def test_who_can_list_the_values_still_cannot_read_it():
    token = operator("")("US_SSN", "536228726")
    guesses = (f"{prefix}{'536228726'}" for prefix in ("", "US_SSN", "US_SSN\0"))
    for guess in guesses:
        assert hashlib.sha256(guess.encode()).hexdigest()[:24] not in token


def test_its_form_is_known_as_redacted():
    assert tokens.covers(operator("")("EMAIL_ADDRESS", EMAIL))


def test_a_wrong_argument_is_an_error():
    with pytest.raises(PolicyError, match="hash:team"):
        operator("no key")
