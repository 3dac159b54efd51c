"""``.pre-commit-hooks.yaml`` with the real pre-commit tool, on a clone of this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
MAIL = "wilhelmina.quist@canary-post.com"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a repository that pre-commit can clone."""
    folder = tmp_path_factory.mktemp("published") / "nbguard"
    copied = [
        "nbguard",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "NOTICE",
        ".pre-commit-hooks.yaml",
    ]
    folder.mkdir()
    subprocess.run(["cp", "-r", *copied, str(folder)], cwd=ROOT, check=True)
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "release"]):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Pre-commit installs nbguard itself; what that depends on comes from here."""
    return os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it the other way round
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hook", "printed", "code", "after"),
    [
        ("nbguard-scan", "nothing", 0, "nothing"),
        ("nbguard-scan", MAIL, 1, MAIL),
        ("nbguard-clean", "nothing", 0, "nothing"),
        ("nbguard-clean", MAIL, 1, "[EMAIL_ADDRESS_1]"),
    ],
    ids=["scan clean", "scan dirty", "clean clean", "clean dirty"],
)
def test_the_hook_runs(
    published: Path, environment: dict[str, str], git: Callable[..., str],
    write_notebook: Callable[..., Path], hook: str, printed: str, code: int, after: str,
) -> None:  # fmt: skip
    notebook = write_notebook("-a b.ipynb", printed)
    Path("no notebook.txt").write_text(MAIL)
    git("add", ".")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(published), hook, "--all-files"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == code, done.stdout + done.stderr
    assert after in notebook.read_text()
    assert MAIL not in done.stdout
