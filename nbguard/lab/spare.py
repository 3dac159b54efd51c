"""A second worker, for scans that would wait while the first reads a large file.

Opening a notebook for the first time makes its checkpoint, which is judged as a whole: with 20 MB
that takes seconds, in which whoever opened it would see no finding.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from nbguard.lab.engine import Engine

if TYPE_CHECKING:
    from nbguard.lab.wire import Message

_IDLE = 60.0
"""Seconds after its last scan in which the second worker is kept."""


class Spare:
    """Scans by the first worker, or by a second while that is occupied with a large file."""

    def __init__(self, first: Engine) -> None:
        self._first = first
        self._second = Engine(first.root, seconds=first.seconds)
        self._end: threading.Timer | None = None

    def expect(self) -> None:
        """Start the second worker: a large file is about to be read."""
        self._second.submit("warm")
        self._rest_later()

    def close(self) -> None:
        """End the second worker for good."""
        self._second.close()

    async def scan(self, body: bytes) -> Message:
        """The answer to a scan, from whoever has the time. Raises EngineError."""
        if not self._first.occupied:
            return await self._first.ask("scan", body)
        # The first worker reads it all the same, when it can: it numbers the placeholders.
        self._first.submit("scan", body)
        try:
            return await self._second.ask("scan", body)
        finally:
            self._rest_later()

    def _rest_later(self) -> None:
        if self._end:
            self._end.cancel()
        self._end = threading.Timer(_IDLE, self._second.stop)
        self._end.daemon = True
        self._end.start()
