"""Policy: read and checked key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nbguard.entities import DEFAULT
from nbguard.errors import PolicyError
from nbguard.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "has", "lacks"),
    [
        pytest.param([], "PERSON", "LOCATION", id="nothing said: the defaults"),
        pytest.param(["+LOCATION"], "LOCATION", "URL", id="plus adds to the defaults"),
        pytest.param(["-PERSON"], "EMAIL_ADDRESS", "PERSON", id="minus takes away"),
        pytest.param(["URL"], "URL", "PERSON", id="without signs exactly these"),
    ],
)
def test_entities(words: list[str], has: str, lacks: str) -> None:
    chosen = Policy(entities=words).entities
    assert has in chosen
    assert lacks not in chosen


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({"entities": ["PERSN"]}, "did you mean 'PERSON'", id="a misspelt entity"),
        pytest.param({"entities": ["+URL", "PERSON"]}, "either every name", id="mixed signs"),
        pytest.param({"entities": "PERSON"}, "must be a list", id="a bare string for a list"),
        pytest.param({"min_score": 2}, "from 0 to 1", id="a score above one"),
        pytest.param({"min_score": {"PERSON": True}}, "from 0 to 1", id="a score that is a bool"),
        pytest.param({"mode": "msk"}, "did you mean 'mask'", id="a misspelt mode"),
        pytest.param({"operators": {"PERSON": "fak"}}, "did you mean 'fake'", id="an operator"),
        pytest.param({"operators": {"PRSON": "fake"}}, "'PERSON'", id="an operator's entity"),
        pytest.param({"allow": ["re:("]}, "not a regular expression", id="a broken expression"),
        pytest.param({"recognizers": [{"entity": "X"}]}, "'pattern' or 'path'", id="a bare row"),
        pytest.param({"names": "spacy:"}, "names no model", id="an engine without a model"),
        pytest.param({"languages": ["xx"]}, "unknown language", id="an unknown language"),
        pytest.param({"entities": ["?!"]}, r"known: (\w+, )+\w+ and \d+ more", id="nothing near"),
    ],
)
def test_wrong_settings_say_what_is_wrong(settings: dict[str, object], says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        Policy(**settings)  # type: ignore[arg-type]


def test_an_unknown_key_names_the_nearest_and_the_file(tmp_path: Path) -> None:
    file = tmp_path / "nbguard.toml"
    file.write_text('entites = ["+LOCATION"]')
    with pytest.raises(PolicyError, match=r"nbguard\.toml: unknown key 'entites'; .*'entities'"):
        Policy.load(file)


def test_no_known_word_is_named_twice() -> None:
    with pytest.raises(PolicyError) as caught:
        Policy(entities=["?!"])
    words = str(caught.value).partition("known: ")[2].split(" and ")[0].split(", ")
    assert len(words) == len(set(words))


def test_a_table_of_pyproject_in_nbguard_toml_says_where_it_belongs(tmp_path: Path) -> None:
    file = tmp_path / "nbguard.toml"
    file.write_text('[tool.nbguard]\nentities = ["PERSON"]')
    with pytest.raises(PolicyError, match=r"without \[tool\.nbguard\]"):
        Policy.load(file)


def test_an_allowed_value_is_not_shown_in_an_error() -> None:
    with pytest.raises(PolicyError) as caught:
        Policy(allow=["re:jane@roe.org("])
    assert "jane" not in str(caught.value)


def test_allow_is_literal_or_a_whole_match() -> None:
    policy = Policy(allow=["support@example.com", r"re:.*@example\.org"])
    assert policy.allows("support@example.com")
    assert policy.allows("x@example.org")
    assert not policy.allows("x@example.org.evil.com")


def test_the_nearest_folder_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.nbguard]\nmode = "warn"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    assert Policy.find(inner).mode == "warn"
    (inner / "nbguard.toml").write_text('mode = "block"\n')
    assert Policy.find(inner).mode == "block"


def test_a_policy_never_changes() -> None:
    policy = Policy()
    with pytest.raises(AttributeError, match="but"):
        policy.mode = "off"
    assert policy.but(mode="off").mode == "off"
    assert policy.mode == "mask"


def test_but_changes_the_policys_own_set() -> None:
    policy = Policy(entities=["PERSON"]).but(entities=["+URL"])
    assert policy.entities == {"PERSON", "URL"}


def test_equal_meaning_is_equal_whatever_the_file() -> None:
    assert Policy(entities=["+URL"]) == Policy(entities=[*DEFAULT, "URL"], source="elsewhere")
    assert Policy() != Policy(mode="warn")


def test_a_recognizer_of_ones_own_brings_its_entity() -> None:
    policy = Policy(recognizers=[{"entity": "EMPLOYEE_ID", "pattern": r"E-\d{6}"}])
    assert "EMPLOYEE_ID" in policy.entities
