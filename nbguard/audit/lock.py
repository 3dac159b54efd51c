"""One writer at a time, among threads and processes: a lock on a file of its own."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 10.0
_PAUSES = (0.0005, 0.001, 0.002, 0.005, 0.01)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock; the system lets go of it when the process dies.

    Raises OSError, TimeoutError after ten seconds: a stopped process must not stop others.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    give_up = time.monotonic() + _PATIENCE
    pauses = iter(_PAUSES)
    pause = _PAUSES[-1]
    while not _taken(handle):
        if time.monotonic() > give_up:
            raise TimeoutError(None, "another process holds its lock")
        time.sleep(pause := next(pauses, pause))


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
