"""A server that is told to stop while it saves: it ends, and the file is clean and whole."""

from __future__ import annotations

import contextlib
import json
import signal
import threading
import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError

from nbguard.lab.desk import Desk
from nbguard.lab.engine import Engine, EngineError
from nbguard.lab.saving import SaveGuard
from tests.lab.conftest import CANARY, Server, code_cell, notebook
from tests.loop import run

if TYPE_CHECKING:
    from pathlib import Path

_WHERE = "jupyter_server.services.contents.largefilemanager"


def _large() -> Any:
    """A notebook that takes the engine a while, each time anew."""
    lines = "".join(f"{i}: {i * 7919 % 10_007} wrote to {CANARY}, user {i}\n" for i in range(4_000))
    return notebook(*(code_cell(printed=lines, cell_id=f"c{i}") for i in range(3)))


@pytest.mark.slow
@pytest.mark.parametrize("manager", ["AsyncLargeFileManager", "LargeFileManager"])
def test_a_save_under_way_does_not_keep_the_server_from_stopping(
    tmp_path: Path, manager: str
) -> None:
    server = Server(tmp_path, f"--ServerApp.contents_manager_class={_WHERE}.{manager}")
    saving = threading.Thread(target=_save, args=(server,), daemon=True)
    saving.start()
    path = server.root / "a.ipynb"
    end = time.monotonic() + 90
    while not path.exists() and time.monotonic() < end:  # it is written; its checkpoint is not
        time.sleep(0.02)
    server.process.send_signal(signal.SIGTERM)
    try:
        assert server.process.wait(20) == 0
    finally:
        server.kill()
    assert server.holds() == []
    assert json.loads(path.read_text())["cells"]


def test_a_save_that_begins_while_the_server_stops_is_refused(tmp_path: Path) -> None:
    desk = Desk(Engine(str(tmp_path)))
    manager = AsyncLargeFileManager(root_dir=str(tmp_path))
    SaveGuard(desk).attach(manager)
    desk.stopping = True
    model = {"type": "notebook", "format": "json", "content": notebook(code_cell())}
    with pytest.raises(HTTPError, match="the server is stopping"):
        run(lambda: manager.save(model, "a.ipynb"))
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_is_closed_refuses_and_starts_no_worker(tmp_path: Path) -> None:
    engine = Engine(str(tmp_path))
    engine.close()
    with pytest.raises(EngineError, match="the server is stopping"):
        engine.ask_now("warm", urgent=True)
    assert engine.pid is None


def _save(server: Server) -> None:
    with contextlib.suppress(OSError, HTTPException):  # the server has gone
        server.put("a.ipynb", _large())
