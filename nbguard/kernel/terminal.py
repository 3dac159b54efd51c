"""IPython in a plain terminal: there is no channel, only two text streams."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from nbguard.kernel.flow import Flow
from nbguard.kernel.shield import Withheld

if TYPE_CHECKING:
    from nbguard.kernel.shield import Shield

LIMITS = (
    "nbguard: in a plain terminal only what Python prints is guarded. What !commands and other "
    "programs write goes to the terminal directly."
)


class GuardedText:
    """A text stream whose writes are checked; everything else is the stream's own."""

    def __init__(self, stream: Any, shield: Shield) -> None:
        self.stream = stream
        self._shield = shield
        self._flow = Flow(shield)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write what of ``text`` may be shown now; the rest follows with the next flush."""
        self._pass(text, final=False)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write each line."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Write what was held back, too."""
        self._pass("", final=True)
        self.stream.flush()

    def _pass(self, text: str, *, final: bool) -> None:
        if self._shield.mode == "off" or self._shield.is_busy_here():
            self.stream.write(text)
            return
        try:
            segment = self._flow.feed(text, final=final)
        except Withheld as reason:
            self.stream.write(f"[nbguard: output withheld: {reason}]\n")
            return
        self._shield.note(segment.found)
        self.stream.write(self._as_wanted(segment.raw, segment.safe, bool(segment.found)))

    def _as_wanted(self, raw: str, safe: str, found: bool) -> str:
        if found and self._shield.mode == "block":
            return "[nbguard: output withheld]\n"
        return raw if self._shield.mode == "warn" else safe


class Terminal:
    """Puts guarded streams in the place of ``sys.stdout`` and ``sys.stderr``."""

    def __init__(self, shield: Shield) -> None:
        self._shield = shield

    def install(self) -> None:
        """Guard both streams, and say what that leaves open."""
        self._stdout = GuardedText(sys.stdout, self._shield)
        self._stderr = GuardedText(sys.stderr, self._shield)
        sys.stdout, sys.stderr = self._stdout, self._stderr
        self._stderr.stream.write(LIMITS + "\n")

    def remove(self) -> None:
        """Put the streams back, unless somebody else put others there."""
        for name, guarded in (("stdout", self._stdout), ("stderr", self._stderr)):
            guarded.flush()
            if getattr(sys, name) is guarded:
                setattr(sys, name, guarded.stream)

    def show(self, request: str) -> None:
        """Nothing: a terminal has no requests; the session's mode changes for a cell."""

    def flush(self) -> None:
        """Write what is held back."""
        self._stdout.flush()
        self._stderr.flush()
