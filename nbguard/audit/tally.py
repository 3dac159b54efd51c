"""What happens all the time is summed in memory and written every few seconds.

The thread that does so is there only while there is something to write. A forked child starts
with nothing to write: its parent writes what the parent did.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Write = Callable[[str, Mapping[str, int]], object]

SECONDS = 5.0


class Tally:
    """Counts by entity, per place; ``write(where, counts)`` gets each sum.

    >>> written = []
    >>> tally = Tally(lambda where, counts: written.append((where, dict(counts))))
    >>> tally.add("kernel", {"PERSON": 1}); tally.add("kernel", {"PERSON": 2})
    >>> tally.flush(); written
    [('kernel', {'PERSON': 3})]
    """

    def __init__(self, write: Write, seconds: float = SECONDS) -> None:
        self._write = write
        self._seconds = seconds
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._sums: dict[str, Counter[str]] = {}
        self._thread: threading.Thread | None = None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._reset)

    def add(self, where: str, counts: Mapping[str, int]) -> None:
        """Count; cheap, and safe in any thread."""
        with self._lock:
            self._sums.setdefault(where, Counter()).update(counts)
            if self._thread is None:
                self._wake.clear()
                self._thread = threading.Thread(
                    target=self._serve, args=(self._wake,), name="nbguard-audit", daemon=True
                )
                with suppress(RuntimeError):  # the interpreter is ending, and flushes
                    self._thread.start()

    def flush(self) -> None:
        """Write what there is, and let the thread end."""
        with self._lock:
            sums, self._sums = self._sums, {}
            self._wake.set()
            self._thread = None
            self._wake = threading.Event()
        for where, counts in sums.items():
            self._write(where, counts)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._sums = {}
        self._thread = None

    def _serve(self, wake: threading.Event) -> None:
        if not wake.wait(self._seconds):
            self.flush()
