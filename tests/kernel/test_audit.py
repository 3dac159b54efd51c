"""What a real kernel leaves in the audit log, and whom it tells."""

import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

MAKE = "mail = 'jane.roe' + '@' + 'acme-corp.com'"


def _events(folder):
    lines = (folder / "nbguard" / "audit" / "audit.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def _verify(folder):
    home = {"NBGUARD_HOME": str(folder / "nbguard")}
    command = [sys.executable, "-m", "nbguard", "audit", "--verify"]
    done = subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True)
    return done.returncode, done.stdout


def test_a_session_is_in_the_log_and_no_value_of_it(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(MAKE)
    kernel.run("for _ in range(3): print(mail)")
    kernel.run("%%nbguard off\nprint(mail)")
    kernel.run("%nbguard mode warn")
    kernel.run("%unload_ext nbguard")
    events = _events(kernel.folder)
    masked = [says for says in events if says["event"] == "masked"]
    assert sum(says["entities"]["EMAIL_ADDRESS"] for says in masked) == 3
    notes = [says["note"] for says in events if says["event"] == "switched_off"]
    assert notes == ["one cell", "mode warn", "unloaded"]
    assert "acme-corp" not in (kernel.folder / "nbguard/audit/audit.jsonl").read_text()
    assert _verify(kernel.folder)[0] == 0


def test_what_was_masked_is_written_when_the_kernel_ends(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    kernel.run(MAKE)
    kernel.run("print(mail)")
    kernel.run("quit()")
    log = kernel.folder / "nbguard" / "audit" / "audit.jsonl"
    give_up = time.monotonic() + 20
    while not (log.exists() and log.read_text()):
        assert time.monotonic() < give_up
        time.sleep(0.1)
    assert [says["event"] for says in _events(kernel.folder)] == ["masked"]


@pytest.fixture
def receiver():
    got, came = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            came.set()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server.server_port, got, came
        server.shutdown()
        thread.join()


def test_a_threshold_that_is_passed_reaches_the_webhook(start_kernel, receiver, tmp_path):
    port, got, came = receiver
    policy = tmp_path / "nbguard.toml"
    policy.write_text(
        f'[audit]\nwebhook = "http://127.0.0.1:{port}/"\nalerts = ["switched_off>1/1h"]\n'
        '[roles.all]\nwho = ["*"]\nmay = ["switch_off"]\n'
    )
    kernel = start_kernel(NBGUARD_POLICY=str(policy))
    kernel.run("%load_ext nbguard")
    kernel.run("%%nbguard off\n1")
    assert got == []
    kernel.run("%%nbguard off\n1")
    assert came.wait(10)
    assert got[0]["rule"] == "switched_off>1/1h"
    assert got[0]["count"] == 2
