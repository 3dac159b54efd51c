"""``images = "ocr"`` on saving."""

from __future__ import annotations

import base64
import json

import pytest

from tests.images.conftest import plot
from tests.lab.conftest import CANARY, Server, StartServer, code_cell, notebook


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Server:
    server = start_server()
    (server.root / "nbguard.toml").write_text('images = "ocr"')
    return server


def _output(data: bytes) -> dict[str, object]:
    coded = base64.b64encode(data).decode()
    return {"output_type": "display_data", "metadata": {}, "data": {"image/png": coded}}


def test_a_picture_is_told_and_saved_painted_over(server: Server) -> None:
    cell = code_cell(outputs=[_output(plot(title=CANARY)), _output(plot(title="Loss"))])
    told = server.guard("POST", "scan", {"path": "a.ipynb", "cells": [{"id": "a", "cell": cell}]})
    [finding] = told.json["cells"]["a"]
    assert finding["place"] == "outputs[0].data['image/png']"
    assert finding["context"].startswith("[EMAIL_ADDRESS_1]")
    assert told.json["unscanned"] == {}
    assert server.put("a.ipynb", notebook(cell)).status in (200, 201)
    [saved] = json.loads((server.root / "a.ipynb").read_text())["cells"]
    assert saved["outputs"][0] != cell["outputs"][0]
    assert saved["outputs"][1] == cell["outputs"][1]


def test_a_picture_that_cannot_be_read_is_not_saved(server: Server) -> None:
    broken = _output(b"\x89PNG\r\n\x1a\nbroken")
    assert server.put("b.ipynb", notebook(code_cell(outputs=[broken]))).status in (200, 201)
    [saved] = json.loads((server.root / "b.ipynb").read_text())["cells"]
    assert saved["outputs"] == []
