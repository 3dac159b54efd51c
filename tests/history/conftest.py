from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nbguard.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MAIL = "wilhelmina.quist@canary-post.com"
CARD = "4539 1488 0343 6467"
PASSWORD = "zR7!canaryHarbor-19"

History = Callable[..., tuple[int, dict[str, Any]]]
Commit = Callable[..., str]


@pytest.fixture
def history(capsysbinary: pytest.CaptureFixture[bytes]) -> History:
    """Runs nbguard history; its exit code and what it printed as JSON."""

    def run(*words: str) -> tuple[int, dict[str, Any]]:
        code = main(["history", "--format", "json", *words])
        printed = capsysbinary.readouterr()
        for value in (MAIL, CARD, PASSWORD):
            assert value.encode() not in printed.out + printed.err
        content = json.loads(printed.out) if printed.out else {}
        return code, content | {"said": printed.err.decode()}

    return run


@pytest.fixture
def commit(git: Callable[..., str]) -> Commit:
    """Commits all there is, an hour after the commit before; gives its id."""
    hours = iter(range(1000))

    def run(message: str = "work", author: str = "Jo Doe") -> str:
        date = f"2024-01-{1 + (hour := next(hours)) // 24:02}T{hour % 24:02}:00:00+00:00"
        environment = os.environ | {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_NAME": author}
        git("add", "-A")
        command = ["git", "commit", "-q", "--allow-empty", "-m", message]
        subprocess.run(command, check=True, env=environment)
        return git("rev-parse", "HEAD").strip()

    return run


@pytest.fixture
def leaky(repository: Path, commit: Commit, write_notebook: Callable[..., Path]) -> Path:
    """A history of three commits: nothing, an address, the address gone."""
    write_notebook("a.ipynb", "hello\n")
    commit()
    write_notebook("a.ipynb", f"to {MAIL}\n")
    commit()
    write_notebook("a.ipynb", "hello again\n")
    commit()
    return repository
