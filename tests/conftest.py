"""Every test has a home of its own: no test reads or writes the developer's keys or cache."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test's name bears words of code and no value: a text is called by its parameter."""
    plain = isinstance(val, str) and re.fullmatch(r"[a-z_.:-]{0,30}|[A-Z_]{1,30}", val)
    return argname if isinstance(val, (str, bytes)) and not plain else None


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``NBGUARD_HOME`` of this test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NBGUARD_HOME", str(folder))
    return folder


Git = Callable[..., str]
WriteNotebook = Callable[..., Path]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository, the current folder too, untouched by the user's own settings."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "somebody@users.noreply.example")
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
    return folder


@pytest.fixture
def git(repository: Path) -> Git:
    """Runs git in the repository, and gives what it printed; fails where git does."""

    def run(*words: str, cwd: Path = repository) -> str:
        done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def write_notebook() -> WriteNotebook:
    """Writes a notebook of one code cell that printed the given text."""

    def write(path: str | Path, printed: str = "", source: str = "run()") -> Path:
        output = {"output_type": "stream", "name": "stdout", "text": printed.splitlines(True)}
        cell = {
            "cell_type": "code",
            "id": "c1",
            "execution_count": 1,
            "metadata": {},
            "source": source.splitlines(True),
            "outputs": [output] if printed else [],
        }
        content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n")
        return path

    return write
