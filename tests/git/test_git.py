from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nbguard import git as ours
from nbguard.errors import GitError

Git = Callable[..., str]


def test_top_is_found_from_below(repository: Path) -> None:
    (repository / "a" / "b").mkdir(parents=True)
    assert ours.top(repository / "a" / "b") == repository.resolve()


def test_there_is_no_top_outside(tmp_path: Path) -> None:
    assert ours.top(tmp_path) is None


def test_top_of_a_linked_work_tree_is_its_own(git: Git, repository: Path) -> None:
    git("commit", "-q", "--allow-empty", "-m", "first")
    git("worktree", "add", "-q", "../linked")
    assert ours.top(repository.parent / "linked") == (repository.parent / "linked").resolve()


def _write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")


def test_files_are_tracked_and_new_ones_but_no_ignored_and_no_deleted_ones(git: Git) -> None:
    _write("tracked", "folder/new", "ignored", "deleted", "folder/spa ce\nü")
    Path(".gitignore").write_text("ignored\n")
    git("add", "tracked", "deleted")
    Path("deleted").unlink()
    assert set(ours.files(".")) == {".gitignore", "tracked", "folder/new", "folder/spa ce\nü"}


@pytest.mark.usefixtures("repository")
def test_files_of_a_folder_are_relative_to_it() -> None:
    _write("folder/deep/a", "other")
    assert ours.files("folder") == ["deep/a"]


def test_files_of_nested_repositories_count(git: Git) -> None:
    _write("nested/a")
    git("init", "-q", cwd=Path("nested"))
    assert ours.files(".") == ["nested/a"]


def test_a_submodule_that_was_not_fetched_is_no_file(git: Git) -> None:
    _write("a")
    git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    Path("module").mkdir()
    assert ours.files(".") == ["a"]


@pytest.mark.usefixtures("repository")
def test_a_link_to_a_folder_is_not_followed() -> None:
    _write("a")
    Path("loop").symlink_to(".")
    assert ours.files(".") == ["a"]


def test_staged_is_what_the_index_holds(git: Git) -> None:
    _write("changed", "deleted", "same")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    Path("changed").write_text("staged")
    _write("new ü")
    git("add", ".")
    git("rm", "-q", "deleted")
    Path("changed").write_text("after")
    _write("untracked")
    blobs = {blob.path: ours.blob(blob.oid) for blob in ours.staged()}
    assert blobs == {"changed": b"staged", "new ü": b"x"}


def test_staged_before_the_first_commit(git: Git) -> None:
    _write("a", "folder/b")
    git("add", ".")
    assert [blob.path for blob in ours.staged()] == ["a", "folder/b"]
    assert [blob.path for blob in ours.staged(["folder"])] == ["folder/b"]


def test_links_and_submodules_are_not_staged_documents(git: Git) -> None:
    _write("a")
    Path("link").symlink_to("a")
    git("add", ".")
    git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module")
    assert [blob.path for blob in ours.staged()] == ["a"]


def test_an_executable_is_staged_like_any_file(git: Git) -> None:
    _write("a")
    Path("a").chmod(0o755)
    git("add", ".")
    assert [blob.path for blob in ours.staged()] == ["a"]


def test_the_index_of_a_hook_is_honoured(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    _write("a", "b")
    git("add", "a")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    git("add", "b")
    assert [blob.path for blob in ours.staged()] == ["b"]


def test_the_index_of_a_hook_is_not_that_of_another_folder(
    git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write("folder/a")
    git("add", ".")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    assert ours.files("folder") == ["a"]


def test_git_s_own_words_are_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        ours.run("status", cwd=tmp_path)


def test_a_missing_git_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        ours.run("status")


def test_a_setting_that_is_not_set_is_empty(git: Git, repository: Path) -> None:
    git("config", "filter.x.clean", "cat")
    assert ours.config("filter.x.clean", cwd=repository) == "cat"
    assert ours.config("filter.y.clean", cwd=repository) == ""
