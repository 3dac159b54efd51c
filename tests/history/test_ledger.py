"""Each distinct blob is read once, and never again while nothing changed."""

from __future__ import annotations

import base64
import os
import pty
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nbguard.history.blobs import Blobs
from tests.history.conftest import CARD, MAIL, Commit, History

Git = Callable[..., str]
Write = Callable[..., Path]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the blobs that are read from now on."""
    ids: list[str] = []
    plain = Blobs.read

    def counted(self: Blobs, oid: str) -> bytes:
        ids.append(oid)
        return plain(self, oid)

    monkeypatch.setattr(Blobs, "read", counted)
    return ids


def test_a_blob_in_many_commits_files_and_branches_is_read_once(
    git: Git, commit: Commit, history: History, write_notebook: Write, read: list[str]
) -> None:
    for text in (MAIL, "nothing", MAIL, "nothing", MAIL):
        write_notebook("a.ipynb", text)
        write_notebook(f"copies/{len(text)}.ipynb", text)
        commit()
        git("branch", f"b{git('rev-list', '--count', 'HEAD').strip()}")
    assert history()[0] == 1
    assert len(read) == len(set(read)) == 2


@pytest.mark.usefixtures("leaky")
def test_a_second_run_reads_nothing_and_says_the_same(history: History, read: list[str]) -> None:
    first = history()
    read.clear()
    assert history() == first
    assert read == []


@pytest.mark.usefixtures("leaky")
def test_a_new_commit_costs_its_own_versions(
    commit: Commit, history: History, write_notebook: Write, read: list[str]
) -> None:
    history()
    read.clear()
    write_notebook("b.ipynb", CARD)
    commit()
    assert len(history()[1]["findings"]) == 2
    assert len(read) == 1


@pytest.mark.usefixtures("leaky")
def test_another_policy_and_no_cache_read_again(history: History, read: list[str]) -> None:
    history()
    read.clear()
    assert history("--entities", "PHONE_NUMBER")[0] == 0
    assert len(read) == 3
    assert history("--no-cache")[0] == 1
    assert len(read) == 6


@pytest.mark.usefixtures("leaky")
def test_an_entry_that_was_tampered_with_or_cut_short_counts_for_nothing(
    history: History, home: Path, read: list[str]
) -> None:
    first = history()
    read.clear()
    ledger = home / "history"
    assert ledger.stat().st_mode & 0o777 == 0o600
    *lines, last = ledger.read_bytes().split(b"\n")
    name, _, rest = lines[-1].partition(b" ")
    lines[-1] = name + b" " + rest[::-1]
    ledger.write_bytes(b"\n".join([*lines, last[:-9]]))
    assert history() == first
    assert len(read) == 2
    read.clear()
    assert history() == first
    assert read == []


@pytest.mark.usefixtures("leaky")
def test_the_ledger_holds_no_value(history: History, home: Path) -> None:
    history()
    lines = (home / "history").read_bytes().split(b"\n")[1:]
    held = b"".join(zlib.decompress(base64.b64decode(line.split()[1])) for line in lines)
    assert b"EMAIL_ADDRESS" in held
    assert MAIL.encode() not in held


@pytest.mark.slow
def test_a_run_that_is_killed_is_gone_on_with(
    commit: Commit, write_notebook: Write, home: Path, history: History, read: list[str]
) -> None:
    for i in range(60):
        write_notebook(f"{i % 20}.ipynb", f"run {i}\n" * 400 + MAIL)
        if i % 20 == 19:
            commit()
    command = [sys.executable, "-m", "nbguard", "history", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not _entries(home):
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    done = _entries(home)
    assert done > 0
    code, content = history()
    assert (code, content["history"]["blobs"]) == (1, 60)
    assert len(read) <= 60 - done


@pytest.mark.usefixtures("leaky")
def test_progress_is_shown_on_a_terminal_only() -> None:
    command = [sys.executable, "-m", "nbguard", "history", "--no-cache"]
    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color"}
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=follower, env=environment, check=False
    )
    os.close(follower)
    shown = os.read(leader, 65536)
    os.close(leader)
    assert b"3/3" in shown
    assert b"\x1b" not in done.stdout
    assert subprocess.run(command, capture_output=True, check=False).stderr == b""


def _entries(home: Path) -> int:
    ledger: Any = home / "history"
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


@pytest.mark.slow
def test_several_processes_find_what_one_does(
    commit: Commit, history: History, write_notebook: Write
) -> None:
    for i in range(20):
        write_notebook(f"{i % 5}.ipynb", f"run {i}\n" + (MAIL if i % 3 else ""))
        commit()
    one = history("--no-cache", "--jobs", "1")
    assert history("--no-cache", "--jobs", "2") == one
    assert one[1]["summary"]["findings"] == 5


KILLER = """
import os
from presidio_analyzer import EntityRecognizer

class Killer(EntityRecognizer):
    def __init__(self):
        super().__init__(supported_entities=["KILLER"])
    def load(self):
        pass
    def analyze(self, text, entities, nlp_artifacts=None):
        if "DEADLY" in text:
            os._exit(1)
        return []
"""


@pytest.mark.slow
def test_a_version_that_kills_whoever_reads_it_costs_itself_only(
    commit: Commit, write_notebook: Write, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("killerrecognizer.py").write_text(KILLER)
    monkeypatch.syspath_prepend(str(Path.cwd()))  # workers take over the path
    Path("nbguard.toml").write_text(
        'recognizers = [{ entity = "KILLER", path = "killerrecognizer:Killer" }]'
    )
    for text in (MAIL, f"DEADLY {CARD}", CARD):
        write_notebook("a.ipynb", text)
        write_notebook("b.ipynb", text.lower())
        commit()
    code, content = history("--jobs", "2", "--no-cache")
    assert code == 2
    (error,) = content["errors"]
    assert (error["path"], "process that read it died" in error["message"]) == ("a.ipynb", True)
    found = {(finding["path"], finding["entity"]) for finding in content["findings"]}
    entities = "EMAIL_ADDRESS", "CREDIT_CARD"
    assert found == {(path, entity) for path in ("a.ipynb", "b.ipynb") for entity in entities}
