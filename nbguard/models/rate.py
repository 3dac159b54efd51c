"""How often a model may be asked: ``"60/min"`` is sixty calls in any one minute."""

from __future__ import annotations

import re
import time
from collections import deque
from threading import Lock

from nbguard.errors import RateLimited

_SECONDS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hour": 3600, "day": 86400}
_FORM = re.compile(rf"(\d+)/({'|'.join(_SECONDS)})")


class RateLimit:
    """Counts calls; the one too many raises RateLimited and is not counted.

    >>> limit = RateLimit("1/h")
    >>> limit.take()
    >>> limit.take()
    Traceback (most recent call last):
    nbguard.errors.RateLimited: more than 1/h: try again in 3600 s
    """

    def __init__(self, rate: str) -> None:
        form = _FORM.fullmatch(rate)
        if not form or not int(form[1]):
            raise ValueError(f"max_calls: {rate!r} is not like '60/min' ({', '.join(_SECONDS)})")
        self._rate = rate
        self._period = _SECONDS[form[2]]
        self._calls: deque[float] = deque(maxlen=int(form[1]))
        self._lock = Lock()

    def take(self) -> None:
        """Count a call that is about to be made."""
        with self._lock:
            now = time.monotonic()
            full = len(self._calls) == self._calls.maxlen
            wait = self._calls[0] + self._period - now if full else 0
            if wait > 0:
                raise RateLimited(f"more than {self._rate}: try again in {wait:.0f} s")
            self._calls.append(now)
