"""``nbguard.scan`` and ``nbguard.redact``."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest

import nbguard

MAIL = "wilhelmina.quist@canary-post.com"


def test_scan_tells_where_a_value_lies() -> None:
    text = f"first line\nwrite to {MAIL} soon"
    (finding,) = nbguard.scan(text).findings
    assert text[finding.start : finding.end] == MAIL
    assert (finding.entity, finding.kind, finding.line) == ("EMAIL_ADDRESS", "pii", 2)


def test_the_same_value_has_the_same_fingerprint() -> None:
    first, second, other = nbguard.scan(
        [f"to {MAIL}", f"from {MAIL}", "from w.quist@canary-post.com"]
    ).findings
    assert first.fingerprint == second.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("obj", "safe"),
    [
        pytest.param(f"to {MAIL}", "to [EMAIL_ADDRESS_1]", id="a text"),
        pytest.param(
            [MAIL, "x", MAIL], ["[EMAIL_ADDRESS_1]", "x", "[EMAIL_ADDRESS_1]"], id="a list"
        ),
        pytest.param((MAIL,), ("[EMAIL_ADDRESS_1]",), id="a tuple"),
        pytest.param("nothing here", "nothing here", id="a harmless text"),
        pytest.param("", "", id="an empty text"),
    ],
)
def test_redact_gives_the_same_kind(obj: object, safe: object) -> None:
    assert nbguard.redact(obj) == safe


def test_redact_leaves_a_notebook_as_it_was() -> None:
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"ask {MAIL}")])
    before = copy.deepcopy(node)
    safe = nbguard.redact(node)
    assert node == before
    assert type(safe) is type(node)
    assert safe.cells[0].source == "ask [EMAIL_ADDRESS_1]"
    nbformat.validate(safe)


def test_a_new_value_never_takes_an_old_ones_placeholder() -> None:
    assert (
        nbguard.redact(f"[EMAIL_ADDRESS_1] and {MAIL}") == "[EMAIL_ADDRESS_1] and [EMAIL_ADDRESS_2]"
    )


def test_operators_go_before_the_policys() -> None:
    policy = nbguard.Policy(operators={"EMAIL_ADDRESS": "mask"})
    assert nbguard.redact(MAIL, {"EMAIL_ADDRESS": "redact"}, policy=policy) == ""


def test_scan_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(f"# notes\n\nask {MAIL}\n")
    (finding,) = nbguard.scan(path).findings
    assert (finding.path, finding.line) == (str(path), 3)


@pytest.mark.parametrize("obj", [42, None, {1: 2}, object()], ids=["int", "None", "dict", "object"])
def test_an_unknown_kind_is_said(obj: object) -> None:
    with pytest.raises(TypeError, match="cannot read a"):
        nbguard.scan(obj)


def test_a_path_is_not_redacted() -> None:
    with pytest.raises(TypeError, match="nbguard clean"):
        nbguard.redact(Path("a.ipynb"))


def test_a_policy_file_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "nbguard.toml"
    file.write_text(f'allow = ["{MAIL}"]')
    assert nbguard.scan(MAIL, policy=file).findings == []
