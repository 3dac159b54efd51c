"""Syslog and webhook, each with a real receiver on this machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from nbguard import audit
from nbguard.audit.chain import verify
from nbguard.audit.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted to it, and answers with ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[dict[str, Any]] = []
        self.status = 204
        self.came = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}/hook?key=tr0ub4dor"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(json.loads(body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.came.set()

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _nobody_told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(audit, "_said", set())
    yield
    audit.flush()
    audit.configure({})


def _reveal(times: int, **options: Any) -> None:
    for _ in range(times):
        audit.record("revealed", where="kernel panel", **{"entities": {"PERSON": 2}, **options})
    audit.flush()


def test_a_threshold_that_is_passed_is_told_once(receiver: Receiver) -> None:
    audit.configure({"webhook": receiver.url, "alerts": ["revealed>3/1h"]})
    _reveal(3)
    assert receiver.got == []
    _reveal(1)
    _reveal(3)
    (told,) = receiver.got
    assert told["rule"] == "revealed>3/1h"
    assert told["count"] == 4
    assert told["entities"] == {"PERSON": 2}
    assert "revealed 4 times, more than 3 within 1:00:00" in told["text"]
    assert set(told) == {"text", "rule", "event", "entities", "count", "time", "user", "host"}
    events = [line.says["event"] for line in Journal().lines()]
    assert events.count("alert") == 1
    assert verify(Journal()).holds


def test_what_another_process_did_counts_too(receiver: Receiver) -> None:
    code = "from nbguard import audit; audit.record('revealed')"
    subprocess.run([sys.executable, "-c", code], check=True)
    audit.configure({"webhook": receiver.url, "alerts": ["revealed>1/1h"]})
    _reveal(1)
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("rule", "told"),
    [("revealed[PERSON]>1/1h", 1), ("revealed[US_SSN]>1/1h", 0), ("restored>1/1h", 0)],
)
def test_a_rule_counts_its_own_event_and_entity(rule: str, told: int, receiver: Receiver) -> None:
    audit.configure({"webhook": receiver.url, "alerts": [rule]})
    _reveal(2)
    assert len(receiver.got) == told


def test_what_lies_further_back_does_not_count(receiver: Receiver) -> None:
    audit.configure({"webhook": receiver.url, "alerts": ["revealed>1/1s"]})
    _reveal(1)
    threading.Event().wait(1.1)
    _reveal(1)
    assert receiver.got == []


def test_of_masked_the_values_count(receiver: Receiver) -> None:
    audit.configure({"webhook": receiver.url, "alerts": ["masked>99/1h"]})
    audit.record("masked", where="kernel", entities={"PERSON": 100})
    audit.flush()
    assert receiver.got[0]["count"] == 100


def test_a_process_that_ends_waits_for_its_receiver(receiver: Receiver) -> None:
    settings = {"webhook": receiver.url, "alerts": ["allowed>0/1h"]}
    code = f"from nbguard import audit; audit.configure({settings!r}); audit.record('allowed')"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert receiver.came.wait(5)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_receiver_that_fails_is_said_once_without_its_address(
    status: int, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver.status = status
    audit.configure({"webhook": receiver.url, "alerts": ["revealed>0/1h", "revealed>1/1h"]})
    _reveal(3)
    assert len(receiver.got) == 2
    said = capsys.readouterr().err
    assert said.count("webhook could not be told") == 1
    assert "tr0ub4dor" not in said


def test_a_receiver_that_is_not_there_stops_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        audit.configure({"webhook": url, "alerts": ["revealed>0/1h"]})
        _reveal(1)
    assert "Connection refused" in capsys.readouterr().err


def test_without_settings_nobody_is_told(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    assert audit.record("revealed")
    audit.flush()
    assert receiver.got == []


def test_syslog_gets_every_line_over_a_unix_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as log:
        log.bind(str(tmp_path / "log"))
        log.settimeout(5)
        audit.configure({"syslog": str(tmp_path / "log")})
        _reveal(1)
        got = log.recv(65536).decode()
    assert got.startswith("<38>nbguard: {")  # facility auth, severity info
    assert got.encode().partition(b"nbguard: ")[2] + b"\n" == (Journal().files()[0].read_bytes())


def test_syslog_gets_every_line_over_udp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as log:
        log.bind(("127.0.0.1", 0))
        log.settimeout(5)
        audit.configure({"syslog": f"127.0.0.1:{log.getsockname()[1]}"})
        _reveal(1)
        assert b'"event":"revealed"' in log.recv(65536)


def test_a_syslog_that_is_not_there_is_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.configure({"syslog": str(tmp_path / "log")})
    _reveal(3)
    assert capsys.readouterr().err.count("syslog at") == 1
