import json
from html import escape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.kernel.declared import DeclaredValues, is_secret

VALUE = "zQ9!x<4&7'k\\m"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("DB_PASSWORD", "correct horse", id="password with a space"),
        pytest.param("PGPASSWORD", "q1w2e3r4t5", id="key without an underscore"),
        pytest.param("GITLAB_TOKEN", "x8Kq-77fPzL", id="token"),
        pytest.param("OPENAI_API_KEY", "a1b2c3d4e5", id="API key"),
        pytest.param("AWS_SECRET_ACCESS_KEY", "aB3/dE5+gH7", id="key with slashes inside"),
        pytest.param("MYSECRET", "averylongplainword", id="long plain word"),
    ],
)
def test_an_environment_variable_is_a_secret(key, value):
    assert is_secret(key, value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("HOME", "x8Kq-77fPzL", id="key that says nothing"),
        pytest.param("DB_PASSWORD", "short", id="too short to be told from text"),
        pytest.param("SSH_AUTH_SOCK", "/tmp/ssh-1/agent.1", id="path"),
        pytest.param("TOKENIZERS_PARALLELISM", "false", id="switch"),
        pytest.param("AUTH", "12345678901", id="number"),
        pytest.param("DB_PASSWORD", "postgres", id="plain short word"),
    ],
)
def test_an_environment_variable_is_left_alone(key, value):
    assert not is_secret(key, value)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(VALUE, id="as it stands"),
        pytest.param(repr(VALUE), id="in a Python repr"),
        pytest.param(json.dumps({"k": VALUE}), id="in JSON"),
        pytest.param(escape(VALUE), id="in HTML"),
    ],
)
def test_a_declared_value_is_found(written):
    declared = DeclaredValues({"API_TOKEN": VALUE})
    assert declared.match(f"<{written}>")


def test_a_changed_environment_is_seen():
    environment = {}
    declared = DeclaredValues(environment)
    assert not declared.match(VALUE)
    environment["API_TOKEN"] = VALUE
    assert declared.match(VALUE)


def test_short_values_are_not_hidden():
    declared = DeclaredValues({})
    assert declared.hide(["ab", "longer"]) == 1
    assert declared.match("ab") == []
    assert declared.match("longer")


@pytest.mark.parametrize("form", ["customer {}", "{} of customers"], ids=["alike", "different"])
def test_a_column_of_hidden_values_is_found_in_a_long_text_at_once(form):
    values = [form.format(10_000 + i) for i in range(20_000)]
    declared = DeclaredValues({})
    declared.hide(values)
    text = f"one of the customers, {values[7]}, or of another " * 16_000
    start = process_time()
    assert len(declared.match(text)) == 16_000
    assert process_time() - start < 2  # one by one they would take ten times as long


def test_a_secret_that_is_nearly_nothing_but_blanks_is_no_letter_to_look_for():
    assert DeclaredValues({"API_TOKEN": "    a    "}).match("a cat") == []


@given(st.text(min_size=4).filter(lambda text: len(text.strip()) >= 4), st.text(), st.text())
def test_a_hidden_value_is_found_wherever_it_stands(value, before, after):
    declared = DeclaredValues({})
    declared.hide([value])
    text = f"{before}{value}{after}"
    assert any(text[m.start : m.end] == value.strip() for m in declared.match(text))
