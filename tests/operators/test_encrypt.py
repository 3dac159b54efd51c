import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard import keys, tokens
from nbguard.errors import KeyMissing, PolicyError, RestoreError
from nbguard.operators.encrypt import Restorer, operator

VALUE = "jane.roe@acme.com"


@given(st.text())
def test_any_value_comes_back(value):
    token = operator("")("EMAIL_ADDRESS", value)
    assert Restorer().value(token) == (value, "")
    assert tokens.covers(token)


def test_the_token_is_the_same_each_time_and_shows_nothing():
    token = operator("")("EMAIL_ADDRESS", VALUE)
    assert token == operator("")("EMAIL_ADDRESS", VALUE)
    assert "jane" not in token
    assert token != operator("")("PERSON", VALUE).replace("PERSON", "EMAIL_ADDRESS")


def test_tokens_inside_a_text_are_restored_and_the_rest_stays():
    token = operator("")("EMAIL_ADDRESS", VALUE)
    text = f"[PERSON_1] wrote from {token}; {token}."
    assert Restorer().text(text) == f"[PERSON_1] wrote from {VALUE}; {VALUE}."


def test_every_changed_character_is_noticed():
    token = operator("")("EMAIL_ADDRESS", VALUE)
    start = token.rindex(".") + 1
    for at in range(start, len(token) - 1):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        with pytest.raises(RestoreError, match="changed"):
            Restorer().value(changed)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t.replace("EMAIL_ADDRESS", "PERSON"), id="another entity"),
        pytest.param(lambda t: t[:-10] + "]", id="cut short"),
    ],
)
def test_a_token_is_bound_to_what_it_says(change):
    with pytest.raises(RestoreError, match="changed"):
        Restorer().value(change(operator("")("EMAIL_ADDRESS", VALUE)))


def test_a_value_that_is_not_encrypted_is_an_error_that_does_not_show_it():
    with pytest.raises(RestoreError, match="not an encrypted value") as caught:
        Restorer().value(VALUE)
    assert VALUE not in str(caught.value)


def test_an_old_key_still_restores():
    token = operator("")("EMAIL_ADDRESS", VALUE)
    keys.rotate()
    assert Restorer().text(token) == VALUE
    assert operator("")("EMAIL_ADDRESS", VALUE) != token


def test_a_lost_key_is_an_error(home):
    token = operator("")("EMAIL_ADDRESS", VALUE)
    (home / "keys" / "default.key").unlink()
    with pytest.raises(KeyMissing, match="cannot be restored"):
        Restorer().value(token)


def test_a_decrypted_value_is_not_in_its_repr():
    assert "jane" not in repr(Restorer().value(operator("")("PERSON", "jane", "int64")))


def test_a_wrong_argument_is_an_error():
    with pytest.raises(PolicyError, match="encrypt:team"):
        operator("no key")
