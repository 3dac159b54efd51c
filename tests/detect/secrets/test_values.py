from __future__ import annotations

from math import log2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect.secrets import values

DIGITS = "0123456789"
HEX = DIGITS + "abcdef"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("xxxxxxxxxxxx", id="crosses"),
        pytest.param("AKIA" + "X" * 16, id="crosses after a prefix"),
        pytest.param("********", id="stars"),
        pytest.param("sk-...", id="cut short"),
        pytest.param("your-api-key-here", id="your key here"),
        pytest.param("YOUR_API_KEY", id="your key in capitals"),
        pytest.param("yourApiKey", id="your key in camel case"),
        pytest.param("<token>", id="angle brackets"),
        pytest.param("${DB_PASSWORD}", id="shell variable"),
        pytest.param("$PASSWORD", id="shell variable without braces"),
        pytest.param("{{ vault.password }}", id="template"),
        pytest.param("Bearer {token}", id="f-string"),
        pytest.param("%(password)s", id="percent format"),
        pytest.param("#{password}", id="Ruby"),
        pytest.param("AKIAIOSFODNN7" + "EXAMPLE", id="Amazon's example"),
        pytest.param("changeme", id="changeme"),
        pytest.param("change_me_123", id="change me with digits"),
        pytest.param("secret", id="the word secret"),
        pytest.param("my_password", id="my password"),
        pytest.param("None", id="None"),
        pytest.param("undefined", id="undefined"),
        pytest.param("[PASSWORD_1]", id="already redacted"),
        pytest.param("[PASSWORD#" + "3f9a" * 6 + "]", id="already hashed"),
    ],
)
def test_placeholder(value):
    assert values.is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("hunter2", id="hunter2"),
        pytest.param("Password1", id="a word of the trade with a digit"),
        pytest.param("123456", id="digits"),
        pytest.param("P@$$w0rd2024", id="dollars inside"),
        pytest.param("a{b}c}d1!", id="braces inside"),
        pytest.param("swordfish", id="a plain word"),
        pytest.param("Yourstruly77", id="your inside a word"),
    ],
)
def test_no_placeholder(value):
    assert not values.is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("my_very_long_function_name_v2", id="identifier"),
        pytest.param("MyVeryLongClassName2", id="camel case"),
        pytest.param("distilbert-base-uncased-finetuned-sst-2-english", id="model name"),
        pytest.param("resnet50_imagenet_224x224", id="model name with sizes"),
        pytest.param("1234567890abcdef", id="counting up"),
        pytest.param("0000000000000001", id="one digit, again and again"),
        pytest.param("20240131120000123456", id="digits alone"),
        pytest.param("2024-01-31T12:00:00Z", id="time"),
        pytest.param("scikit-learn==1.5.2", id="requirement"),
        pytest.param("/usr/lib/python3.11/site-packages", id="path"),
        pytest.param("contraseña-número-uno-1", id="beyond ASCII"),
        pytest.param("", id="nothing"),
    ],
)
def test_not_random(value):
    assert not values.is_random(value)


@pytest.mark.parametrize("size", [20, 32, 40, 64])
@pytest.mark.parametrize(
    "alphabet", [HEX, LETTERS + DIGITS, LETTERS + DIGITS + "-_", LETTERS[26:] + DIGITS]
)
def test_drawn_values_are_random(alphabet, size):
    random = Random(size)
    drawn = ["".join(random.choices(alphabet, k=size)) for _ in range(500)]
    assert sum(map(values.is_random, drawn)) >= 480


@given(st.text(max_size=60))
def test_any_text_can_be_judged(value):
    assert 0 <= values.wordiness(value) <= 1
    assert 0 <= values.entropy(value) <= log2(max(len(value), 1)) + 1e-9
    assert 0 <= values.steps(value) <= 1
    assert not (values.is_random(value) and len(value) < 16)
    values.is_placeholder(value)
