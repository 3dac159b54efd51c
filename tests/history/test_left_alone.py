"""What is no leak is not called one, and what was not looked at is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nbguard.cli import main
from nbguard.errors import UnreadableFile
from nbguard.history.blobs import Blobs
from nbguard.history.place import Place
from tests.history.conftest import CARD, MAIL, Commit, History

Git = Callable[..., str]
Write = Callable[..., Path]


def test_a_history_that_never_held_anything(
    commit: Commit, history: History, write_notebook: Write
) -> None:
    for text in ("one", "two", ""):
        write_notebook("a.ipynb", text)
        commit()
    Path("empty.ipynb").write_text("")
    commit()
    code, content = history()
    assert (code, content["findings"], content["errors"]) == (0, [], [])
    assert content["history"]["versions"] == 4


@pytest.mark.usefixtures("repository")
def test_no_commit_yet(history: History) -> None:
    code, content = history()
    assert (code, content["history"]["commits"]) == (0, 0)


def test_outside_git_is_an_error(
    tmp_path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, content = history()
    assert code == 2
    assert "git" in content["said"]


def test_other_files_and_links_are_not_meant(commit: Commit, history: History) -> None:
    Path("a.txt").write_text(MAIL)
    Path("link.ipynb").symlink_to(f"/home/{MAIL}")
    commit()
    assert history()[0] == 0


def test_only_what_is_asked_for(commit: Commit, history: History, write_notebook: Write) -> None:
    write_notebook("in/a.ipynb", MAIL)
    write_notebook("inside/a.ipynb", CARD)
    commit()
    assert [f["path"] for f in history("in")[1]["findings"]] == ["in/a.ipynb"]
    assert [f["path"] for f in history("inside/a.ipynb")[1]["findings"]] == ["inside/a.ipynb"]


@pytest.mark.usefixtures("leaky")
def test_since_a_day(commit: Commit, history: History, write_notebook: Write) -> None:
    write_notebook("b.ipynb", CARD)
    commit()
    code, content = history("--since", "2024-01-01T02:30:00Z")
    assert (code, [f["path"] for f in content["findings"]]) == (1, ["b.ipynb"])
    assert "may be older" in content["said"]
    assert history("--since", "2024-02-01")[0] == 0


@pytest.mark.usefixtures("leaky")
def test_a_date_that_is_none_is_wrong_usage(history: History) -> None:
    code, content = history("--since", "the day")
    assert code == 2
    assert "is no date" in content["said"]


def test_a_shallow_clone_says_so(leaky: Path, git: Git, history: History, tmp_path: Path) -> None:
    git("clone", "-q", "--depth=1", f"file://{leaky}", str(tmp_path / "shallow"))
    code, content = history(str(tmp_path / "shallow"))
    assert code == 0
    assert "git fetch --unshallow" in content["said"]
    git("clone", "-q", "--depth=2", f"file://{leaky}", str(tmp_path / "deeper"))
    assert history(str(tmp_path / "deeper"))[0] == 1


def test_a_submodule_is_named(leaky: Path, git: Git, history: History, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    git("init", "-q", "-b", "main", str(outer))
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(leaky), "sub", cwd=outer)
    git("commit", "-q", "-m", "one", cwd=outer)
    code, content = history(str(outer))
    assert code == 0
    assert "sub is a submodule" in content["said"]


@pytest.mark.usefixtures("leaky")
def test_a_tag_of_no_commit_is_named(git: Git, history: History) -> None:
    git("tag", "key", git("hash-object", "-w", "a.ipynb").strip())
    assert "key names no commit" in history()[1]["said"]


def test_what_a_partial_clone_lacks_is_an_error_and_nothing_is_fetched(
    leaky: Path, git: Git, history: History, tmp_path: Path
) -> None:
    git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    git("clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{leaky}", str(partial))
    before = git("count-objects", "-v", cwd=partial)
    code, content = history(str(partial))
    assert code == 2
    assert len(content["errors"]) == 3
    assert git("count-objects", "-v", cwd=partial) == before


def test_a_damaged_object_costs_its_own_version_only(
    leaky: Path, git: Git, history: History
) -> None:
    blob = git("rev-parse", "HEAD:a.ipynb").strip()
    stored = leaky / ".git" / "objects" / blob[:2] / blob[2:]
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes()[:20])
    code, content = history()
    assert code == 2
    assert [finding["entity"] for finding in content["findings"]] == ["EMAIL_ADDRESS"]
    (error,) = content["errors"]
    assert error["path"] == "a.ipynb"


@pytest.mark.usefixtures("leaky")
def test_a_huge_blob_is_passed_over_and_the_next_one_read(git: Git) -> None:
    place = Place.at(".")
    Path("large").write_bytes(b"x" * 3000)
    small = git("rev-parse", "HEAD:a.ipynb").strip()
    large = git("hash-object", "-w", "large").strip()
    with Blobs(place, largest=2000) as blobs:
        with pytest.raises(UnreadableFile, match="larger than"):
            blobs.read(large)
        assert blobs.read(small) == Path("a.ipynb").read_bytes()


def test_a_file_kept_by_lfs_is_counted(commit: Commit, history: History) -> None:
    Path("a.ipynb").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    commit()
    code, content = history()
    assert code == 0
    assert content["summary"]["unscanned"] == {"file that git-lfs keeps elsewhere": 1}


def test_what_a_baseline_knows(commit: Commit, history: History, write_notebook: Write) -> None:
    write_notebook("a.ipynb", MAIL)
    commit()
    assert main(["baseline"]) == 0
    write_notebook("a.ipynb", f"{MAIL} {CARD}")
    commit()
    code, content = history("--baseline", ".nbguard-baseline.json")
    assert (code, [f["entity"] for f in content["findings"]]) == (1, ["CREDIT_CARD"])
    assert content["summary"]["known"] == 1
    assert [f["path"] for f in content["findings"]] == ["a.ipynb"]
    assert history("--baseline", "none.json")[0] == 2
