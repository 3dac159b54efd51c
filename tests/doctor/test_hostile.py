"""Files come from strangers: none keeps the doctor busy, and none is run or waited for."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from nbguard.doctor import every_check, examine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.doctor.conftest import Place

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40))

FILES = {
    "Dockerfile": "FROM x\nRUN " + "curl " * 150_000 + "\n",
    "deep.json": '{"Statement": ' * 60_000,
    "policy.json": '{"Statement": ' + "[" * 500 + "]" * 500 + "}",
    "main.tf": "x = <<E\n" * 100_000 + "\n" * 100_000,
    "compose.yml": BOMB + "services: {a: {user: *a39, volumes: *a39, environment: {x: *a39}}}\n",
    "Containerfile": "FROM x\nRUN " + "curl|" * 150_000 + "\n",
    "requirements.txt": "=" * 100_000 + "\n" + "a" * 100_000 + " " * 100_000 + "==\n",
    "environment.yml": "dependencies: {a: b}\n",
    "jupyter_server_config.py": "(" * 5000 + "c.ServerApp.token = ''",
    "jupyter_server_config.json": '{"ServerApp": [], "x": {"token": {}}}',
    "a.ipynb": '{"cells": [{"cell_type": "code", "source": {"a": 1}}, 7]}',
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_looked_at_quickly_and_breaks_nothing(
    place: Place, folder: Path, name: str
) -> None:
    (folder / name).write_text(FILES[name])
    start = time.process_time()
    results = examine(place(), every_check())
    assert [result.said for result in results if result.bug] == []
    assert time.process_time() - start < 20


def test_a_pipe_is_not_waited_for(place: Place, folder: Path) -> None:
    os.mkfifo(folder / "jupyter_server_config.py")
    os.mkfifo(folder / "Dockerfile")
    assert not any(result.bug for result in examine(place(), every_check()))
