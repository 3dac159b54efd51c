"""What is held back of the kernel's streams, and the clock that sees it is not held for long."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from nbguard.kernel.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.kernel.flow import Segment
    from nbguard.kernel.messages import Envelope
    from nbguard.kernel.shield import Shield

_LIVE = 0.2
"""Seconds after which an unfinished line is shown; ipykernel's own buffer adds 0.2."""
_PATIENT = 2.0
"""Seconds after which even what looks like the beginning of a value is shown."""
_TICK = 0.05

Key = tuple[str, str]


class _Held(NamedTuple):
    """A flow that holds something back: whose, and since when."""

    flow: Flow
    envelope: Envelope
    since: float


class Streams:
    """The flows of a kernel, one per stream and request.

    ``deliver`` is called with what leaves and the message it came in, or with the Withheld that
    took its place. In a forked child nothing is held: there is no clock to let it go.
    """

    def __init__(
        self, shield: Shield, deliver: Callable[[Envelope, Callable[[], Segment]], None]
    ) -> None:
        self._shield = shield
        self._deliver = deliver
        self._lock = threading.RLock()
        self._flows: dict[Key, Flow] = {}
        self._held: dict[Key, _Held] = {}
        self._wake = threading.Event()
        self._open = True
        self._clock: threading.Thread | None = None

    def start(self) -> None:
        """Start the clock."""
        self._clock = threading.Thread(target=self._tick, name="nbguard-clock", daemon=True)
        self._clock.start()

    def close(self) -> None:
        """Let everything go and stop the clock."""
        self.release()
        self._open = False
        self._wake.set()

    def feed(self, envelope: Envelope, *, hold: bool = True) -> None:
        """Deliver what of a stream message may leave now."""
        key = envelope.message["content"].get("name", ""), envelope.parent_id
        text = envelope.message["content"].get("text", "")
        with self._lock:
            flow = self._flow(key)
            since = self._held[key].since if key in self._held else time.monotonic()
            self._deliver(envelope, lambda: flow.feed(text, final=not hold or self._clock is None))
            self._note(key, _Held(flow, envelope, since))

    def release(self) -> None:
        """Deliver everything that is held."""
        if self._held:
            with self._lock:
                for key, held in list(self._held.items()):
                    self._let_go(key, held, final=True)

    def _flow(self, key: Key) -> Flow:
        """The flow of one stream of one request; those of older requests are forgotten."""
        if key not in self._flows:
            self.release()
            self._flows = {k: flow for k, flow in self._flows.items() if k[1] == key[1]}
            self._flows[key] = Flow(self._shield)
        return self._flows[key]

    def _let_go(self, key: Key, held: _Held, *, final: bool) -> None:
        self._deliver(held.envelope, lambda: held.flow.release(final=final))
        self._note(key, held)

    def _note(self, key: Key, held: _Held) -> None:
        if not held.flow.held:
            self._held.pop(key, None)
            return
        self._held[key] = held
        self._wake.set()

    def _tick(self) -> None:
        while self._open:
            self._wake.wait()
            self._wake.clear()
            while self._held and self._open:
                time.sleep(_TICK)
                self._release_due()

    def _release_due(self) -> None:
        with self._lock:
            now = time.monotonic()
            for key, held in list(self._held.items()):
                if now - held.since >= _LIVE:
                    self._let_go(key, held, final=now - held.since >= _PATIENT)
