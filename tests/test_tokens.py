import time

import pytest

from nbguard import tokens


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("[EMAIL_ADDRESS_1]", id="placeholder"),
        pytest.param("[PERSON]", id="an entity alone"),
        pytest.param("[US_SSN#" + "3f9a" * 6 + "]", id="hash"),
        pytest.param("[US_SSN=1.9f3c01ab.Zm9v-_YmFy]", id="cipher"),
        pytest.param("laura.miller4821@fake.example", id="fake address"),
        pytest.param("Laura" + tokens.MARK, id="marked word"),
    ],
)
def test_a_redacted_value_is_known_as_one(token):
    assert tokens.covers(token)
    assert tokens.spans(f"before {token} after") == [(7, 7 + len(token))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[AKIA" + "Z" * 16 + "]", id="a key in brackets"),
        pytest.param("[jane@acme.com]", id="an address in brackets"),
        pytest.param("jane@fake.example.com", id="a longer domain"),
        pytest.param("Laura\u2060 Miller\u200c", id="half a mark"),
        pytest.param("[US_SSN#3f9a]", id="a hash too short"),
    ],
)
def test_anything_else_is_not(text):
    assert not tokens.covers(text)


@pytest.mark.parametrize("piece", ["[A", "[A=1.", "a.", "[A_1", "x@fake.", tokens.MARK[0]])
def test_a_hostile_text_is_read_in_linear_time(piece):
    text = (piece * 1_000_000)[:1_000_000] + "[" + tokens.FAKE_DOMAIN
    start = time.process_time()
    tokens.spans(text)
    assert time.process_time() - start < 2


def test_a_fake_name_of_two_words_is_one_redacted_value() -> None:
    text = f"ask Laura{tokens.MARK} Miller{tokens.MARK} or Jane"
    assert tokens.spans(text) == [(4, 4 + len("Laura Miller") + 2 * len(tokens.MARK))]
