from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nbguard.commands.install import precommit
from nbguard.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteNotebook = Callable[..., Path]

MAIL = "wilhelmina.quist@canary-post.com"
CONFIG = Path(".pre-commit-config.yaml")
OTHER = {"repo": "https://example.org/x", "rev": "v1", "hooks": [{"id": "x"}]}

LAYOUTS = {
    "usual": "repos:\n  - repo: https://example.org/x\n    rev: v1\n    hooks:\n      - id: x\n",
    "not indented": "repos:\n- repo: https://example.org/x\n  rev: v1\n  hooks:\n  - id: x\n",
    "comments": "# top\nrepos:  # all\n  # first\n  - repo: https://example.org/x\n    rev: v1 #"
    "\n    hooks:\n      - id: x\n\n  # last\n\n# end\n",
    "keys around": "fail_fast: true\nrepos:\n- repo: https://example.org/x\n  rev: v1\n  hooks:\n"
    "  - id: x\n\n# about ci\nci:\n  skip: [x]\n",
    "no final line end": "repos:\n- repo: https://example.org/x\n  rev: v1\n  hooks: [{id: x}]",
    "Windows": "repos:\r\n- repo: https://example.org/x\r\n  rev: v1\r\n  hooks:\r\n  - id: x\r\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_the_hook_comes_last_and_everything_else_stays(text: str) -> None:
    added = precommit._added(text)
    before, after = yaml.safe_load(text), yaml.safe_load(added)
    assert after["repos"][:-1] == before["repos"] == [OTHER]
    (hook,) = after["repos"][-1]["hooks"]
    assert (hook["id"], hook["entry"]) == ("nbguard-scan", "nbguard scan")
    assert {k: v for k, v in after.items() if k != "repos"} == {
        k: v for k, v in before.items() if k != "repos"
    }
    assert [line for line in text.splitlines() if line not in added.splitlines()] == []


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_what_was_added_can_be_taken_out_again(text: str) -> None:
    taken = precommit._removed(precommit._added(text))
    assert taken.rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("text", ["repos: []\n", "repos: [ ]  # none\n", "repos:\n", "repos:"])
def test_an_empty_list_becomes_a_list_of_one_and_empty_again(text: str) -> None:
    added = precommit._added(text)
    assert [repo["repo"] for repo in yaml.safe_load(added)["repos"]] == ["local"]
    assert yaml.safe_load(precommit._removed(added)) == {"repos": []}


@pytest.mark.parametrize("text", ["", "ci: {}\n", "repos: [{repo: local, hooks: []}]\n"])
def test_what_cannot_be_edited_is_refused_with_what_to_add(text: str) -> None:
    with pytest.raises(UnreadableFile, match="nbguard-scan"):
        precommit._added(text)


hooks = st.lists(
    st.fixed_dictionaries({"id": st.from_regex(r"[a-z]{1,9}", fullmatch=True)}), min_size=1
)
repos = st.lists(
    st.fixed_dictionaries(
        {"repo": st.just("https://example.org/x"), "rev": st.text(), "hooks": hooks}
    ),
    min_size=1,
)


@given(repos=repos, more=st.booleans(), indent=st.integers(2, 6))
def test_any_layout_that_yaml_writes_is_understood(
    repos: list[dict[str, Any]], more: bool, indent: int
) -> None:
    content = {"repos": repos, **({"fail_fast": True} if more else {})}
    text = yaml.safe_dump(content, indent=indent, sort_keys=False, width=10_000)
    added = precommit._added(text)
    after = yaml.safe_load(added)
    assert after["repos"][:-1] == repos
    assert after["repos"][-1]["repo"] == "local"
    assert precommit._removed(added) == text


@pytest.fixture
def configured(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A repository set up for pre-commit, which keeps its own files below the test's folder."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit home"))
    CONFIG.write_text("repos: []\n")
    return repository


@pytest.mark.slow
@pytest.mark.usefixtures("configured")
def test_the_real_tool_refuses_a_commit_with_a_finding(
    nbguard: Any, write_notebook: WriteNotebook, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(program).parent}:{os.environ['PATH']}")
    code, out, _ = nbguard("install", "--hook")
    assert code == 0
    assert "added the hook nbguard-scan" in out
    assert "ran pre-commit install" in out
    assert nbguard("install", "--hook").out == "nothing to do: it is so already\n"
    write_notebook("-a.ipynb", MAIL)
    subprocess.run(["git", "add", "."], check=True)
    refused = subprocess.run(
        ["git", "commit", "-m", "x"], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1
    assert "EMAIL_ADDRESS" in refused.stdout + refused.stderr
    write_notebook("-a.ipynb", "nothing")
    subprocess.run(["git", "add", "."], check=True)
    assert subprocess.run(["git", "commit", "-q", "-m", "x"], check=False).returncode == 0
    said = nbguard("install", "--uninstall").out
    assert "removed the hook" in said
    assert "pre-commit uninstall" in said
    assert yaml.safe_load(CONFIG.read_text()) == {"repos": []}


@pytest.mark.usefixtures("configured")
def test_without_the_tool_it_says_what_to_type(
    nbguard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "next: pip install pre-commit" in nbguard("install", "--hook").out


@pytest.mark.usefixtures("configured")
def test_a_hook_that_was_changed_is_left_and_said(nbguard: Any) -> None:
    nbguard("install", "--hook")
    CONFIG.write_text(CONFIG.read_text().replace("name: nbguard", "name: mine"))
    assert "by hand" in nbguard("install", "--uninstall").out
    assert "name: mine" in CONFIG.read_text()
