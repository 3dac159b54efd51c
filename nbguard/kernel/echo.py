"""The kernel process's own stdout and stderr: what a server logs, and a terminal shows.

ipykernel copies everything that is written to the raw file descriptors there, past every
message; where it does not watch them, they lead there directly. A pipe of ours lies in between.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from nbguard.kernel.flow import Flow
from nbguard.kernel.shield import Withheld

if TYPE_CHECKING:
    from nbguard.kernel.shield import Shield

_PIECE = 65536
_FAREWELL = 2.0


class Echo:
    """Guards the descriptors that lead out of a kernel's process."""

    def __init__(self, shield: Shield) -> None:
        streams = {1: sys.stdout, 2: sys.stderr}
        copies = [
            getattr(stream, "_original_stdstream_copy", None) or number
            for number, stream in streams.items()
        ]
        self._pipes = [_Pipe(copy, shield) for copy in copies]

    def install(self) -> None:
        """Lay the pipes."""
        for pipe in self._pipes:
            pipe.install()
        atexit.register(self.remove)

    def remove(self) -> None:
        """Put the descriptors back, after what is on its way has arrived."""
        atexit.unregister(self.remove)
        for pipe in self._pipes:
            pipe.remove()


class _Pipe:
    """One descriptor, whose number stays what it was: others have written it down."""

    def __init__(self, number: int, shield: Shield) -> None:
        self._number = number
        self._shield = shield

    def install(self) -> None:
        self._real = os.dup(self._number)
        self._source, sink = os.pipe()
        os.dup2(sink, self._number)
        os.close(sink)
        self._reader = threading.Thread(target=self._read, name="nbguard-echo", daemon=True)
        self._reader.start()

    def remove(self) -> None:
        os.dup2(self._real, self._number)  # closes our end of the pipe, so the reader ends
        self._reader.join(_FAREWELL)

    def _read(self) -> None:
        flow = Flow(self._shield)
        text = getincrementaldecoder("utf-8")("replace")  # a piece may end within a character
        while data := os.read(self._source, _PIECE):
            self._write(self._safe(flow, text.decode(data)))
        self._write(self._safe(flow, text.decode(b"", final=True), final=True))
        os.close(self._source)
        os.close(self._real)

    def _safe(self, flow: Flow, text: str, *, final: bool = False) -> str:
        try:
            segment = flow.feed(text, final=final)
        except Withheld as reason:
            return f"[nbguard: output withheld: {reason}]\n"
        return segment.raw if self._shield.mode in ("off", "warn") else segment.safe

    def _write(self, text: str) -> None:
        data = text.encode(errors="replace")
        while data:
            data = data[os.write(self._real, data) :]
