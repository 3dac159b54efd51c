"""The end points, asked as the front end asks them."""

from __future__ import annotations

from tests.lab.conftest import CANARY, Server, code_cell


def _scan(server: Server, **cells: object) -> dict:
    body = {
        "path": "a.ipynb",
        "cells": [{"id": name, "cell": cell} for name, cell in cells.items()],
        "metadata": {},
        "nbformat": 4,
    }
    answer = server.guard("POST", "scan", body)
    assert answer.status == 200, answer.body
    return answer.json


def test_a_scan_tells_what_where_and_in_which_masked_line(server: Server) -> None:
    answer = _scan(server, one=code_cell(printed=f"write to {CANARY} soon\n"), two=code_cell())
    [finding] = answer["cells"]["one"]
    assert finding["entity"] == "EMAIL_ADDRESS"
    assert (finding["place"], finding["start"], finding["line"]) == ("outputs[0].text", 9, 1)
    assert finding["context"].strip() == "write to [EMAIL_ADDRESS_1] soon"
    assert finding["replaceable"]
    assert finding["cell_id"] == "one"
    assert answer["cells"]["two"] == []
    assert answer["save"] == "redact"
