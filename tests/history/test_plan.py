"""The plan says what to do, in order, and its commands do what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nbguard.cli import main
from nbguard.entities import CATALOGUE
from nbguard.history import rewrite
from nbguard.history.plan.rotate import advice
from tests.history.conftest import CARD, MAIL, PASSWORD, Commit, History

Git = Callable[..., str]
Write = Callable[..., Path]
Plan = Callable[..., str]


@pytest.fixture
def plan(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Plan:
    """Runs nbguard history --plan; what it wrote."""

    def run(*words: str, suffix: str = ".md") -> str:
        path = tmp_path / f"plan{suffix}"
        assert main(["history", "--plan", str(path), *words]) in (0, 1)
        text = path.read_text()
        for value in (MAIL, CARD, PASSWORD):
            assert value not in text
            assert value.encode() not in b"".join(capsysbinary.readouterr())
        return text

    return run


@pytest.fixture
def leaks(commit: Commit, write_notebook: Write) -> None:
    """A secret in code and outside a string, personal data, and things that must stay."""
    write_notebook("a.ipynb", "hello\n")
    commit()
    write_notebook("a.ipynb", f"to {MAIL}\n", f"password = '{PASSWORD}'\nx = 1\n")
    write_notebook("shell.ipynb", "", f"!export PASSWORD={PASSWORD}\n")
    Path("notes.md").write_text(f"ask {MAIL}\n")
    commit()
    write_notebook("a.ipynb", f"card {CARD}\n", "x = 1\n")
    commit()


@pytest.mark.usefixtures("leaks")
def test_secrets_come_first_with_what_to_do_and_personal_data_starts_the_clock(plan: Plan) -> None:
    text = plan("--discovered", "2024-02-01T10:00+01:00")
    steps = "Rotate first", "**PASSWORD**: Change it", "2. Tell", "**CREDIT_CARD**", "3. Take"
    order = [text.index(step) for step in steps]
    assert order == sorted(order)
    assert "within 72 hours of discovery, which is by **2024-02-04 09:00**" in text
    assert "| 2024-01-01 01:00 | `a.ipynb` first holds EMAIL_ADDRESS, by `Jo Doe`" in text
    assert "Not known: who has read it." in text


@pytest.mark.usefixtures("leaks")
def test_whom_the_policy_names_is_named(plan: Plan) -> None:
    assert "Your policy names nobody" in plan()
    Path("nbguard.toml").write_text('incident = { notify = ["dpo@acme.example", "the CISO"] }\n')
    text = plan()
    assert "- [ ] `dpo@acme.example` (named by the policy)" in text
    assert "Your policy names nobody" not in text


def test_a_policy_that_names_nobody_known_is_an_error(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "nbguard.toml").write_text('incident = { notifie = ["x"] }\n')
    Path("a.ipynb").write_text("{}")
    assert main(["scan"]) == 2
    assert "notify" in capsys.readouterr().err


def test_names_from_the_repository_are_text_and_nothing_else(
    commit: Commit, write_notebook: Write, plan: Plan
) -> None:
    name = "`|<script>alert(1)</script>**x**.ipynb"
    write_notebook(name, MAIL)
    commit(author="<img src=x onerror=alert(2)>")
    page = plan(suffix=".html")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    rows = [line for line in plan().splitlines() if "script" in line]
    assert rows
    assert all(re.search(r"`[^`]*<script>[^`]*`", line) for line in rows)


def test_nothing_found_is_nothing_to_do(commit: Commit, write_notebook: Write, plan: Plan) -> None:
    write_notebook("a.ipynb", "hello")
    commit()
    assert "Nothing was found" in plan()


@pytest.mark.usefixtures("leaks")
def test_a_date_of_discovery_that_is_none_is_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["history", "--plan", "x.md", "--discovered", "Monday"]) == 2
    assert "--discovered is no date" in capsys.readouterr().err
    assert not Path("x.md").exists()


def test_every_secret_has_advice_without_an_address() -> None:
    secrets = [name for name, entity in CATALOGUE.items() if entity.kind == "secret"]
    assert all(advice(name).rank in (1, 2, 3) for name in secrets)
    assert not any("://" in advice(name).steps for name in secrets)


def _commands(text: str, heading: str) -> str:
    block = re.search(rf"## {heading}.*?```sh\n(.*?)```", text, re.DOTALL)
    assert block
    return block[1].replace("pip install git-filter-repo", "true")


def _shell(script: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", script], cwd=folder, env=os.environ | {"PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("leaks")
def test_its_commands_take_it_out_of_a_clone_that_was_never_pushed(
    repository: Path, git: Git, plan: Plan, history: History, tmp_path: Path
) -> None:
    git("tag", "-a", "-m", "one", "v1", "HEAD~1")
    kept = git("show", "HEAD:notes.md")
    text = plan()
    rewrite, place = _commands(text, "3"), _commands(text, "4")
    assert "nothing found" in _shell(f"{rewrite}\n{place}", tmp_path)
    _shell("git reflog expire --expire=now --all && git gc --quiet --prune=now", repository)
    assert history("--reflog", "--no-cache")[0] == 0
    assert history(str(tmp_path / "without-leaks.git"), "--no-cache")[0] == 0
    assert git("show", "HEAD:notes.md") == kept
    assert "password = '[PASSWORD_1]'\\n" in git("show", "v1:a.ipynb")
    assert '"x = 1\\n"' in git("show", "v1:a.ipynb")
    assert git("log", "--format=%cI", "HEAD").count("2024-01-01T") == 3


@pytest.mark.slow
@pytest.mark.usefixtures("leaks")
def test_its_commands_take_it_out_of_a_remote_that_has_it(
    git: Git, plan: Plan, history: History, tmp_path: Path
) -> None:
    server = tmp_path / "server.git"
    git("init", "-q", "--bare", "-b", "main", str(server))
    git("remote", "add", "origin", str(server))
    git("push", "-q", "-u", "origin", "main")
    text = plan()
    assert str(server) not in text  # an address may hold a password
    _shell(_commands(text, "3") + "\n" + _commands(text, "4"), tmp_path)
    assert history(str(server), "--no-cache")[0] == 0
    old = re.findall(r"```sh\n(cd .*?)```", text, re.DOTALL)[0]
    assert "nothing found" in _shell(old, tmp_path)


@pytest.mark.slow
@pytest.mark.usefixtures("leaks")
def test_its_commands_know_text_files_and_a_policy(
    plan: Plan, history: History, tmp_path: Path
) -> None:
    Path("mine.toml").write_text('allow = ["re:4539.*"]\n')
    words = ("--all-files", "--policy", "mine.toml")
    text = plan(*words)
    assert "notes.md" in text
    _shell(_commands(text, "3"), tmp_path)
    copy = str(tmp_path / "without-leaks.git")
    assert history(copy, "--no-cache", *words)[0] == 0
    assert [f["entity"] for f in history(copy)[1]["findings"]] == ["CREDIT_CARD"]


class _Helper:
    """What git-filter-repo hands to its callback, over blobs in memory."""

    def __init__(self, **blobs: bytes) -> None:
        self.data: dict[str, object] = {}
        self.blobs = blobs
        self.read: list[str] = []
        self.written: list[bytes] = []

    def get_contents_by_identifier(self, oid: bytes) -> bytes:
        self.read.append(oid.decode())
        return self.blobs[oid.decode()]

    def insert_file_with_contents(self, content: bytes) -> int:
        self.written.append(content)
        return len(self.written)


@pytest.mark.usefixtures("leaks")
def test_what_the_scan_found_nothing_in_is_not_read_again_and_each_blob_once(
    repository: Path, git: Git, history: History
) -> None:
    history()
    clean, dirty = git("rev-parse", "HEAD~2:a.ipynb", "HEAD~1:a.ipynb").split()
    helper = _Helper(**{dirty: git("show", "HEAD~1:a.ipynb").encode()})

    def stored(name: bytes, mode: bytes, oid: str) -> object:
        return rewrite.file(name, mode, oid.encode(), helper, policies=str(repository))[2]

    assert stored(b"a.ipynb", b"100644", clean) == clean.encode()
    assert [stored(name, b"100755", dirty) for name in (b"a.ipynb", b"b.ipynb")] == [1, 1]
    assert stored(b"a.ipynb", b"120000", "0" * 40) == b"0" * 40
    assert stored(b"notes.md", b"100644", "0" * 40) == b"0" * 40
    assert helper.read == [dirty]
    assert PASSWORD.encode() not in helper.written[0]


@pytest.mark.usefixtures("repository")
def test_what_cannot_be_read_stays_and_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    helper = _Helper(a=b"\0" * 100)
    assert rewrite.file(b"a.ipynb", b"100644", b"a", helper, policies=".")[2] == b"a"
    assert "a.ipynb stays as it is" in capsys.readouterr().err
