"""Whatever git still holds is found, and told since when, until when and how far it went."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.history.conftest import CARD, MAIL, PASSWORD, Commit, History

Git = Callable[..., str]
Write = Callable[..., Path]


def _only(content: dict[str, Any]) -> dict[str, Any]:
    (finding,) = content["findings"]
    found: dict[str, Any] = finding
    return found


@pytest.mark.usefixtures("leaky")
def test_a_value_that_is_gone_has_its_first_commit_and_the_one_that_took_it_out(
    git: Git, history: History
) -> None:
    code, content = history()
    finding = _only(content)
    first, last = git("rev-parse", "HEAD~1", "HEAD").split()
    assert code == 1
    assert finding["path"] == "a.ipynb"
    assert (finding["cell"], finding["cell_id"], finding["place"]) == (0, "c1", "outputs[0].text")
    assert (finding["entity"], finding["commit"]) == ("EMAIL_ADDRESS", first)
    assert finding["date"] == git("log", "-1", "--format=%cI", first).strip()
    assert finding["refs"] == ["main"]
    assert (finding["author"], finding["until"], finding["still_in"]) == ("Jo Doe", last, [])
    assert finding["pushed"] is None


def test_a_value_that_stays_is_still_there(
    commit: Commit, history: History, write_notebook: Write
) -> None:
    write_notebook("a.ipynb", MAIL)
    first = commit()
    write_notebook("a.ipynb", f"now to {MAIL}")
    commit()
    finding = _only(history()[1])
    assert (finding["commit"], finding["until"]) == (first, "")
    assert (finding["still_in"], finding["versions"]) == (["main"], 2)


@pytest.mark.usefixtures("leaky")
def test_branches_and_tags_that_hold_it_are_named_and_others_are_not(
    git: Git, commit: Commit, history: History, write_notebook: Write
) -> None:
    git("tag", "before", "HEAD~2")
    git("tag", "-a", "-m", "with it", "release", "HEAD~1")
    git("branch", "with/it", "HEAD~1")
    git("checkout", "-q", "--orphan", "alone")
    write_notebook("a.ipynb", "nothing")
    commit()
    finding = _only(history()[1])
    assert finding["refs"] == ["main", "with/it", "release"]
    assert finding["still_in"] == ["with/it", "release"]


def test_a_file_that_was_deleted_or_renamed(
    git: Git, commit: Commit, history: History, write_notebook: Write
) -> None:
    write_notebook("old.ipynb", MAIL)
    first = commit()
    git("mv", "old.ipynb", "new.ipynb")
    renamed = commit()
    git("rm", "-q", "new.ipynb")
    gone = commit()
    new, old = history()[1]["findings"]
    assert (old["path"], old["commit"], old["until"]) == ("old.ipynb", first, renamed)
    assert (new["path"], new["commit"], new["until"]) == ("new.ipynb", renamed, gone)
    assert new["fingerprint"] == old["fingerprint"]
    assert _only(history("old.ipynb")[1])["path"] == "old.ipynb"


def test_what_a_merge_brought_in_of_its_own(
    git: Git, commit: Commit, history: History, write_notebook: Write
) -> None:
    write_notebook("a.ipynb", "one")
    commit()
    git("checkout", "-q", "-b", "side")
    write_notebook("a.ipynb", "two")
    commit()
    git("checkout", "-q", "main")
    write_notebook("a.ipynb", "three")
    commit()
    subprocess.run(["git", "merge", "-q", "side"], check=False, capture_output=True)
    write_notebook("a.ipynb", f"merged by {MAIL}")
    merge = commit()
    assert len(git("rev-list", "--parents", "-1", merge).split()) == 3
    assert _only(history()[1])["commit"] == merge


def test_stashes_even_old_ones(
    git: Git, commit: Commit, history: History, write_notebook: Write
) -> None:
    write_notebook("a.ipynb", "nothing")
    commit()
    write_notebook("a.ipynb", MAIL)
    git("stash", "push", "-q")
    write_notebook("b.ipynb", CARD)
    git("stash", "push", "-q", "--include-untracked")
    found = {finding["entity"]: finding["refs"] for finding in history()[1]["findings"]}
    assert found == {"EMAIL_ADDRESS": ["stash@{1}"], "CREDIT_CARD": ["stash@{0}"]}


@pytest.mark.usefixtures("leaky")
def test_what_only_the_reflog_holds_on_demand(git: Git, history: History) -> None:
    git("reset", "-q", "--hard", "HEAD~2")
    assert history()[0] == 0
    code, content = history("--reflog")
    assert (code, _only(content)["refs"]) == (1, ["reflog"])


@pytest.mark.usefixtures("leaky")
def test_a_detached_head(git: Git, history: History) -> None:
    git("checkout", "-q", "--detach", "HEAD~1")
    git("branch", "-D", "main")
    assert _only(history()[1])["refs"] == ["HEAD"]


@pytest.mark.usefixtures("leaky")
def test_pushed_is_what_a_remote_tracking_branch_reaches(
    git: Git, commit: Commit, history: History, write_notebook: Write, tmp_path: Path
) -> None:
    git("init", "-q", "--bare", str(tmp_path / "server.git"))
    git("remote", "add", "origin", str(tmp_path / "server.git"))
    git("push", "-q", "origin", "main")
    write_notebook("b.ipynb", CARD)
    commit()
    pushed, local = history()[1]["findings"]
    assert (pushed["pushed"], pushed["refs"]) == (True, ["main", "origin/main"])
    assert (local["pushed"], local["refs"]) == (False, ["main"])


@pytest.mark.parametrize(
    "name", ["a b.ipynb", "ünï.ipynb", "new\nline.ipynb", "[x]*.IPYNB", "-q.ipynb"]
)
def test_names_that_are_strange(
    name: str, commit: Commit, history: History, write_notebook: Write
) -> None:
    write_notebook(Path("sub dir") / name, MAIL)
    commit()
    finding = _only(history("sub dir")[1])
    assert (finding["path"], finding["still_in"]) == (f"sub dir/{name}", ["main"])


@pytest.mark.usefixtures("leaky")
def test_a_bare_repository_and_one_with_other_hashes(
    tmp_path: Path, git: Git, history: History, write_notebook: Write
) -> None:
    git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    assert _only(history(str(tmp_path / "bare.git"))[1])["refs"] == ["main"]
    other = tmp_path / "sha256"
    git("init", "-q", "--object-format=sha256", "-b", "main", str(other))
    write_notebook(other / "a.ipynb", MAIL)
    git("add", ".", cwd=other)
    git("commit", "-q", "-m", "one", cwd=other)
    finding = _only(history(str(other))[1])
    assert (len(finding["commit"]), finding["path"]) == (64, "a.ipynb")


def test_a_history_that_somebody_covered_up(leaky: Path, git: Git, history: History) -> None:
    first, second, third = git("rev-list", "--reverse", "HEAD").split()
    git("replace", second, first)
    (leaky / ".git" / "info" / "grafts").write_text(f"{third} {first}\n")
    assert _only(history()[1])["commit"] == second


def test_text_files_on_demand(commit: Commit, history: History) -> None:
    Path("config.py").write_text(f"password = '{PASSWORD}'\n")
    Path("data.bin").write_bytes(bytes(range(256)) * 50)
    commit()
    assert history()[0] == 0
    code, content = history("--all-files")
    assert (code, _only(content)["path"]) == (1, "config.py")
    assert content["summary"]["unscanned"] == {"binary file": 1}
    assert _only(history("config.py")[1])["path"] == "config.py"


@pytest.mark.parametrize(
    "text",
    [f"<<<<<<< HEAD\n to {MAIL}\n=======", f'{{"cells": [{{"source": "{MAIL}', f'["{MAIL}"]'],
)
def test_notebooks_that_are_broken_are_read_as_text(
    text: str, commit: Commit, history: History
) -> None:
    Path("a.ipynb").write_text(text)
    commit()
    code, content = history()
    assert (code, _only(content)["entity"]) == (1, "EMAIL_ADDRESS")
    assert list(content["summary"]["unscanned"]) == [
        "structure of a broken notebook (read as plain text)"
    ]


def test_the_same_content_twice_is_found_in_both_files(
    commit: Commit, history: History, write_notebook: Write
) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        write_notebook(name, MAIL)
    commit()
    content = history()[1]
    assert [finding["path"] for finding in content["findings"]] == ["a.ipynb", "b.ipynb"]
    assert (content["history"]["versions"], content["history"]["blobs"]) == (2, 1)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
@pytest.mark.usefixtures("leaky")
def test_every_format_tells_since_when_and_shows_no_value(
    form: str, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    from nbguard.cli import main

    assert main(["history", "--format", form]) == 1
    printed = capsys.readouterr().out
    assert git("rev-parse", "HEAD~1")[:8] in printed
    assert "2024-01-01" in printed
    assert MAIL not in printed


@pytest.mark.usefixtures("leaky")
def test_sarif_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    import jsonschema

    from nbguard.cli import main

    main(["history", "--format", "sarif"])
    content = json.loads(capsys.readouterr().out)
    schema = Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json"
    jsonschema.validate(content, json.loads(schema.read_text()))
    (result,) = content["runs"][0]["results"]
    assert result["properties"]["refs"] == ["main"]


def test_a_stash_in_a_mirror_which_has_no_reflog(
    git: Git, commit: Commit, history: History, write_notebook: Write, tmp_path: Path
) -> None:
    write_notebook("a.ipynb", "nothing")
    commit()
    write_notebook("a.ipynb", MAIL)
    git("stash", "push", "-q")
    git("clone", "-q", "--mirror", ".", str(tmp_path / "mirror.git"))
    assert _only(history(str(tmp_path / "mirror.git"))[1])["refs"] == ["stash@{0}"]


def test_a_commit_whose_date_is_broken(
    git: Git, history: History, write_notebook: Write, tmp_path: Path
) -> None:
    write_notebook("a.ipynb", MAIL)
    git("add", ".")
    about = f"tree {git('write-tree').strip()}\nauthor Jo <j> never\ncommitter Jo <j> never\n\nx\n"
    (tmp_path / "commit").write_text(about)
    command = ["hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "commit")]
    git("update-ref", "refs/heads/main", git(*command).strip())
    assert _only(history("--since", "2024-01-01", "--plan", str(tmp_path / "p.md"))[1])
