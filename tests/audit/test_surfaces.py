"""What the command line and ``restore`` do is in the log: by entity, and without a value."""

from __future__ import annotations

import io
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import nbguard
from nbguard import audit, cli
from nbguard.audit.journal import Journal
from nbguard.errors import PolicyError
from nbguard.lab.desk import Desk
from nbguard.lab.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAIL = "wilhelmina.quist@canary-post.com"


def _log() -> list[dict[str, Any]]:
    return [line.says for line in Journal().lines()]


@pytest.fixture
def notebook(repository: Path, write_notebook: Callable[..., Path]) -> Path:
    return write_notebook(repository / "a.ipynb", f"to {MAIL}\n")


def test_clean_says_what_it_redacted(notebook: Path) -> None:
    assert cli.main(["clean", str(notebook)]) == 1
    (says,) = _log()
    assert (says["event"], says["entities"]) == ("redacted", {"EMAIL_ADDRESS": 1})
    assert says["where"].endswith("a.ipynb")
    assert "wilhelmina" not in Journal().files()[0].read_text()


@pytest.mark.parametrize("words", [["scan"], ["clean", "--check"]])
def test_what_changes_nothing_is_not_in_the_log(words: list[str], notebook: Path) -> None:
    assert cli.main([*words, str(notebook)]) == 1
    assert _log() == []


def test_a_filter_says_what_it_redacted(
    notebook: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for _ in range(2):
        stdin = io.TextIOWrapper(io.BytesIO(notebook.read_bytes()))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert cli.main(["clean", "-", "--stdin-name", "a.ipynb"]) == 0
        notebook.write_bytes(capsysbinary.readouterr().out)
    (says,) = _log()
    assert (says["where"], says["entities"]) == ("clean: a.ipynb", {"EMAIL_ADDRESS": 1})


@pytest.mark.usefixtures("notebook")
def test_a_baseline_is_an_allowance(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["baseline"]) == 0
    assert cli.main(["scan"]) == 0
    assert [(says["event"], says["entities"]) for says in _log()] == [
        ("allowed", {"EMAIL_ADDRESS": 1})
    ]
    Path("nbguard.toml").write_text('[roles.a]\nwho = ["*"]\nmay = ["export"]\n')
    assert cli.main(["scan"]) == 1
    assert cli.main(["baseline"]) == 2
    assert "forbids" in capsys.readouterr().err


@pytest.mark.usefixtures("repository")
def test_uninstalling_is_switching_off() -> None:
    for words in (["--filter"], ["--uninstall", "--filter"], ["--uninstall", "--filter"]):
        assert cli.main(["install", *words]) == 0
    (says,) = _log()
    assert (says["event"], says["note"]) == ("switched_off", "filter")


@pytest.mark.usefixtures("repository")
def test_whoever_may_not_switch_off_cannot_uninstall(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["install", "--filter"]) == 0
    Path("nbguard.toml").write_text('[roles.a]\nwho = ["*"]\nmay = ["allow"]\n')
    assert cli.main(["install", "--uninstall"]) == 2
    assert "forbids" in capsys.readouterr().err
    assert "filter=nbguard" in Path(".git/info/attributes").read_text()
    assert [says["event"] for says in _log()] == ["refused"]


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_here")
class TestRestore:
    def hidden(self) -> tuple[str, pd.DataFrame]:
        frame = pd.DataFrame({"mail": [MAIL, f"x{MAIL}"], "n": [1, 2]})
        text = nbguard.redact(f"to {MAIL}", {"EMAIL_ADDRESS": "encrypt"})
        return text, nbguard.redact(frame, {"mail": "encrypt"})

    def test_it_is_in_the_log(self) -> None:
        text, frame = self.hidden()
        assert MAIL in nbguard.restore(text)
        assert nbguard.restore(frame)["mail"][0] == MAIL
        assert [(s["event"], s["entities"]) for s in _log()] == [
            ("restored", {"EMAIL_ADDRESS": 1}),
            ("restored", {"EMAIL_ADDRESS": 2}),
        ]

    def test_a_role_that_may_restores(self) -> None:
        hidden = self.hidden()
        Path("nbguard.toml").write_text('[roles.a]\nwho = ["*"]\nmay = ["restore:EMAIL_ADDRESS"]\n')
        for one in hidden:
            assert MAIL in str(nbguard.restore(one))

    def test_whom_no_role_lets_restore_gets_nothing(self) -> None:
        hidden = self.hidden()
        Path("nbguard.toml").write_text('[roles.a]\nwho = ["*"]\nmay = ["restore:PERSON"]\n')
        for one in hidden:
            with pytest.raises(PolicyError, match="EMAIL_ADDRESS"):
                nbguard.restore(one)
        assert [says["event"] for says in _log()] == ["refused", "refused"]

    def test_a_text_without_anything_encrypted_is_no_event(self) -> None:
        assert nbguard.restore("nothing") == "nothing"
        assert _log() == []


@pytest.fixture
def syslog(tmp_path: Path) -> Iterator[socket.socket]:
    """A receiver, and the policy of the repository that names it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver:
        receiver.bind(str(tmp_path / "syslog"))
        receiver.settimeout(10)
        Path("nbguard.toml").write_text(f'[audit]\nsyslog = "{tmp_path / "syslog"}"\n')
        yield receiver
    audit.flush()
    audit.configure({})


def test_a_command_tells_the_receivers_of_the_policy(notebook: Path, syslog: socket.socket) -> None:
    assert cli.main(["clean", str(notebook)]) == 1
    assert b'"event":"redacted"' in syslog.recv(65536)


def test_lab_tells_the_receivers_of_a_notebooks_policy(
    repository: Path, syslog: socket.socket
) -> None:
    desk = Desk(Engine(str(repository)))  # nothing is asked of it, so it starts no process
    desk.rules("a.ipynb")
    desk.note("a.ipynb", "redacted", [("EMAIL_ADDRESS", None, 2)], 0)
    assert b'"EMAIL_ADDRESS":2' in syslog.recv(65536)
