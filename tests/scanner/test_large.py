"""Large files: what a scan holds in memory grows no faster than the file."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.memory import PEAK

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("resource", reason="not on Windows")

# In a process of its own: what the tests before this one held would count too.
SCAN = f"""{PEAK}
import contextlib, io, sys
from nbguard.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["scan", sys.argv[1]])
print(peak())
"""


def _megabytes(path: Path) -> int:
    environment = {**os.environ, "NBGUARD_HOME": str(path.parent / "home")}
    done = subprocess.run(
        [sys.executable, "-c", SCAN, path],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        cwd=path.parent,
    )
    return int(done.stdout)


def _log(size: int) -> str:
    lines = []
    for n in range(size // 70):
        who = "asked Maria Lopez about it" if n % 7 == 0 else "order sent and ticket closed"
        lines.append(f"2024-03-{n % 28 + 1:02} 12:{n % 60:02}:07 INFO {who} step {n:08}")
    return "\n".join(lines)


@pytest.mark.slow
def test_a_log_longer_than_is_read_at_once_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.log"
    path.write_text(_log(2_200_000))
    assert _megabytes(path) < 450


@pytest.mark.slow
def test_many_short_strings_take_little_memory(tmp_path: Path) -> None:
    row = '{{"id": {0}, "state": "open", "code": "A-{0}", "note": "sent and paid {0}"}}'
    path = tmp_path / "large.json"
    path.write_text("[" + ",".join(row.format(n) for n in range(20_000)) + "]")
    assert _megabytes(path) < 450
