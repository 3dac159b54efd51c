from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Git = Callable[..., str]
    WriteNotebook = Callable[..., Path]

MAIL = "wilhelmina.quist@canary-post.com"
HOOK = Path(".git/hooks/pre-commit")


def _commit(**environment: str) -> subprocess.CompletedProcess[str]:
    subprocess.run(["git", "add", "."], check=True)
    return subprocess.run(
        ["git", "commit", "-q", "-m", "a commit"],
        capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


@pytest.mark.usefixtures("repository")
def test_a_commit_with_a_finding_is_refused_and_one_without_goes_through(
    nbguard: Any, write_notebook: WriteNotebook, git: Git
) -> None:
    code, out, _ = nbguard("install", "--hook")
    assert code == 0
    assert f"wrote {HOOK.resolve()}" in out
    write_notebook("a.ipynb", MAIL)
    refused = _commit()
    assert refused.returncode == 1
    assert "EMAIL_ADDRESS" in refused.stdout + refused.stderr
    assert MAIL not in refused.stdout + refused.stderr
    write_notebook("a.ipynb", "nothing")
    assert _commit().returncode == 0
    assert git("show", "--name-only", "--format=", "HEAD").split() == ["a.ipynb"]


@pytest.mark.usefixtures("repository")
def test_what_counts_is_what_is_staged(nbguard: Any, write_notebook: WriteNotebook) -> None:
    nbguard("install", "--hook")
    write_notebook("a.ipynb", MAIL)
    subprocess.run(["git", "add", "."], check=True)
    write_notebook("a.ipynb", "nothing")
    refused = subprocess.run(
        ["git", "commit", "-m", "x"], capture_output=True, text=True, check=False
    )
    assert refused.returncode == 1


@pytest.mark.usefixtures("repository")
def test_a_commit_of_named_files_is_scanned_as_it_will_be(
    nbguard: Any, write_notebook: WriteNotebook
) -> None:
    """``git commit FILE`` hands the hook an index of its own."""
    nbguard("install", "--hook")
    write_notebook("a.ipynb", "nothing")
    assert _commit().returncode == 0
    write_notebook("a.ipynb", MAIL)
    refused = subprocess.run(["git", "commit", "-m", "x", "a.ipynb"], check=False)
    assert refused.returncode == 1


@pytest.mark.usefixtures("repository")
def test_twice_is_once(nbguard: Any) -> None:
    nbguard("install", "--hook")
    before = HOOK.read_bytes()
    assert nbguard("install", "--hook").out == "nothing to do: it is so already\n"
    assert HOOK.read_bytes() == before


@pytest.mark.usefixtures("repository")
def test_a_hook_that_was_there_runs_first_and_comes_back(
    nbguard: Any, write_notebook: WriteNotebook
) -> None:
    HOOK.write_text("#!/bin/sh\necho one >> ran\nexit ${FAIL:-0}\n")
    HOOK.chmod(0o755)
    before = HOOK.read_bytes()
    assert "runs first" in nbguard("install", "--hook").out
    write_notebook("a.ipynb", "nothing")
    assert _commit(FAIL="7").returncode == 1
    assert _commit().returncode == 0
    assert Path("ran").read_text() == "one\none\n"
    write_notebook("a.ipynb", MAIL)
    assert _commit().returncode == 1
    nbguard("install", "--uninstall", "--hook")
    assert HOOK.read_bytes() == before
    assert HOOK.stat().st_mode & 0o111
    assert [path.name for path in HOOK.parent.iterdir() if "nbguard" in path.name] == []


@pytest.mark.usefixtures("repository")
def test_a_hook_that_was_there_stays_where_ours_cannot_be_written(
    nbguard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    HOOK.write_text("#!/bin/sh\n")
    before = sorted(HOOK.parent.iterdir())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert nbguard("install", "--hook").code == 2
    assert sorted(HOOK.parent.iterdir()) == before
    assert HOOK.read_text() == "#!/bin/sh\n"


@pytest.mark.usefixtures("repository")
def test_uninstalling_leaves_nothing(nbguard: Any) -> None:
    before = sorted(path.name for path in HOOK.parent.iterdir())
    nbguard("install", "--hook")
    assert "removed" in nbguard("install", "--uninstall").out
    assert sorted(path.name for path in HOOK.parent.iterdir()) == before
    assert nbguard("install", "--uninstall").out == "nothing to do: it is so already\n"


@pytest.mark.usefixtures("repository")
def test_somebody_else_s_hook_is_not_removed(nbguard: Any) -> None:
    HOOK.write_text("#!/bin/sh\n")
    nbguard("install", "--uninstall")
    assert HOOK.read_text() == "#!/bin/sh\n"


def test_core_hookspath_is_respected(nbguard: Any, git: Git, write_notebook: WriteNotebook) -> None:
    git("config", "core.hooksPath", "my hooks")
    nbguard("install", "--hook")
    assert Path("my hooks/pre-commit").exists()
    assert not HOOK.exists()
    write_notebook("a.ipynb", MAIL)
    assert _commit().returncode == 1


def test_a_linked_work_tree_is_guarded_too(
    nbguard: Any, git: Git, write_notebook: WriteNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("commit", "-q", "--allow-empty", "-m", "first")
    git("worktree", "add", "-q", "../linked")
    monkeypatch.chdir("../linked")
    nbguard("install", "--hook")
    write_notebook("a.ipynb", MAIL)
    assert _commit().returncode == 1


@pytest.mark.usefixtures("repository")
def test_a_hook_whose_nbguard_is_gone_refuses(
    nbguard: Any, write_notebook: WriteNotebook, program: str
) -> None:
    nbguard("install", "--hook")
    HOOK.write_text(HOOK.read_text().replace(program, "/no/such/nbguard"))
    write_notebook("a.ipynb", "nothing")
    refused = _commit(PATH="/usr/bin:/bin")
    assert refused.returncode == 1
    assert "nbguard is gone" in refused.stderr


@pytest.mark.usefixtures("here")
def test_outside_git_it_says_what_to_do(nbguard: Any) -> None:
    code, _, err = nbguard("install", "--hook")
    assert code == 2
    assert "git init" in err
