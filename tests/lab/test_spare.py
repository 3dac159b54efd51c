"""Whoever opens a large notebook need not wait for its checkpoint to see what it holds."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TYPE_CHECKING

import pytest

from benchmarks.notebooks import notebook
from tests.lab.conftest import CANARY, Server, code_cell

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_a_scan_is_answered_while_a_large_file_is_read(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        (server.root / "large.ipynb").write_text(notebook(Random(3), 12_000_000, dirty=True))
        cell = code_cell(printed=CANARY)
        body = {"path": "large.ipynb", "cells": [{"id": "b", "cell": cell}]}
        assert server.guard("POST", "scan", {"path": "", "cells": []}).status == 200
        with ThreadPoolExecutor() as pool:
            reading = pool.submit(server.ask, "POST", "api/contents/large.ipynb/checkpoints")
            time.sleep(0.5)
            answer = server.guard("POST", "scan", body)
            assert not reading.done()
            assert [f["entity"] for f in answer.json["cells"]["b"]] == ["EMAIL_ADDRESS"]
            assert reading.result().status == 201
        again = server.guard("POST", "scan", body)
        assert again.json["cells"] == answer.json["cells"]
    finally:
        server.stop()
