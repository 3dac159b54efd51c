"""What breaks, breaks closed: nothing is written, the user is told, the server goes on."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from tests.lab.conftest import CANARY, Answer, Server, StartServer, code_cell, dirty, notebook

_IMPATIENT = """
from nbguard.lab import engine
engine.Engine.__init__.__kwdefaults__["seconds"] = 10.0
engine.SECONDS_PER_BYTE = 0
"""
_NO_WORKER = """
from nbguard.lab import engine
engine._START = "raise SystemExit(1)"
"""


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Server:
    """A server that waits ten seconds for its worker."""
    return start_server(code=_IMPATIENT)


def _refused(answer: Answer, status: int) -> str:
    assert answer.status == status, answer.body
    message = str(answer.json["message"])
    assert message.startswith("nbguard: not saved")
    assert CANARY not in message
    return message


def _scan(server: Server) -> Answer:
    body = {"path": "a.ipynb", "cells": [{"id": "a", "cell": code_cell(printed=CANARY)}]}
    return server.guard("POST", "scan", body)


@pytest.mark.parametrize("suffix", ["ipynb", "txt"])
def test_a_recognizer_that_raises_refuses_the_save_and_leaves_the_file(
    server: Server, suffix: str
) -> None:
    folder = server.root / f"broken{suffix}"
    folder.mkdir()
    before = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    (folder / "a.ipynb").write_bytes(before)
    (folder / "nbguard.toml").write_text(
        'recognizers = [{ entity = "BAD", path = "tests.lab.broken:Broken" }]\n'
    )
    model = {} if suffix == "ipynb" else {"type": "file", "format": "text"}
    content = dirty() if suffix == "ipynb" else f'{{"cells": [], "x": "{CANARY}"}}'
    message = _refused(server.put(f"{folder.name}/a.ipynb", content, **model), 422)
    assert "could not be checked" in message
    assert (folder / "a.ipynb").read_bytes() == before


def test_a_policy_that_cannot_be_read_refuses_the_save_and_names_the_file(server: Server) -> None:
    folder = server.root / "typo"
    folder.mkdir()
    (folder / "nbguard.toml").write_text('entites = ["PERSON"]\n')
    message = _refused(server.put("typo/a.ipynb", dirty()), 422)
    assert "nbguard.toml" in message
    assert "entities" in message
    assert not (folder / "a.ipynb").exists()
    assert server.guard("GET", "status?path=typo/a.ipynb").status == 422


def test_a_notebook_that_hides_a_value_behind_another_is_refused(server: Server) -> None:
    twice = f'{{"cells": [], "metadata": {{"a": "{CANARY}", "a": 1}}, "nbformat": 4}}'
    message = _refused(server.put("twice.ipynb", twice, type="file", format="text"), 422)
    assert "same key twice" in message
    assert not (server.root / "twice.ipynb").exists()


def test_what_is_no_text_is_refused(server: Server) -> None:
    answer = server.put("binary.ipynb", "gICAAAD/", type="file", format="base64")
    _refused(answer, 422)


def test_content_that_is_not_what_it_says_is_refused(server: Server) -> None:
    _refused(server.put("a.ipynb", "\u00e4", type="file", format="base64"), 400)
    _refused(server.put("a.ipynb", "text", type="notebook"), 400)
    _refused(server.put("a.ipynb", 12, type="file", format="text"), 400)


def test_an_upload_that_lost_its_beginning_is_refused(server: Server) -> None:
    answer = server.put("lost.ipynb", "{}", type="file", format="text", chunk=2)
    _refused(answer, 409)


def test_a_worker_that_was_killed_is_replaced_and_nobody_notices_in_a_save(server: Server) -> None:
    assert _scan(server).status == 200
    os.kill(server.worker(), signal.SIGKILL)
    assert server.put("killed.ipynb", dirty()).status == 201
    assert server.holds() == []


def test_a_worker_that_hangs_is_killed_the_save_refused_and_the_server_answers_meanwhile(
    server: Server,
) -> None:
    assert _scan(server).status == 200
    os.kill(server.worker(), signal.SIGSTOP)
    answers: list[Answer] = []
    waiting = threading.Thread(target=lambda: answers.append(server.put("hangs.ipynb", dirty())))
    waiting.start()
    time.sleep(0.3)
    assert server.ask("GET", "api/status").status == 200
    assert server.guard("GET", "status").status == 200
    assert waiting.is_alive()
    waiting.join(30)
    assert "took longer" in _refused(answers[0], 503)
    assert not (server.root / "hangs.ipynb").exists()
    assert server.put("hangs.ipynb", dirty()).status == 201
    assert server.holds() == []


def test_the_worker_ends_with_its_server(start_server: StartServer) -> None:
    server = start_server()
    assert _scan(server).status == 200
    worker = server.worker()
    server.kill()
    end = time.monotonic() + 20
    while _is_alive(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_alive(worker)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_without_a_worker_nothing_is_saved_as_it_is(start_server: StartServer) -> None:
    server = start_server(code=_NO_WORKER)
    _refused(server.put("a.ipynb", dirty()), 503)
    assert _scan(server).status == 503
    assert list(server.root.iterdir()) == []
    assert server.put("a.txt", "plain", type="file", format="text").status == 201
    server.mode("off")
    assert server.put("a.ipynb", notebook()).status == 201


def test_no_value_came_into_the_log(server: Server) -> None:
    assert CANARY not in server.log()
