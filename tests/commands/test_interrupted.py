from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIL = "wilhelmina.quist@canary-post.com"


def _workers(group: int) -> list[str]:
    """The processes still alive in a process group."""
    listed = subprocess.run(
        ["ps", "-eo", "pgid=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=1) for line in listed.stdout.splitlines()]
    return [words for number, words in lines if int(number) == group and "defunct" not in words]


@pytest.mark.slow
def test_ctrl_c_ends_everything_at_once_and_quietly(
    here: Path, program: str, write_notebook: Callable[..., Path]
) -> None:
    for i in range(8):
        lines = (f"to {i}.{n}.{MAIL}\n" for n in range(120_000))  # enough work to be interrupted
        write_notebook(here / f"{i}.ipynb", "".join(lines))
    with subprocess.Popen(
        [program, "scan", "--no-cache", "--jobs", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        deadline = time.monotonic() + 30
        while len(_workers(process.pid)) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read().decode()
        assert process.wait(30) == 130
    assert said == "nbguard: interrupted\n"
    time.sleep(0.5)
    assert _workers(process.pid) == []
