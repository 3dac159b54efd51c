"""How much one user may ask of the server."""

from __future__ import annotations

import time
from collections import OrderedDict

LARGEST = 64 * 2**20
"""Bytes of one request."""

_MOST_USERS = 10_000


class Rate:
    """A bucket for each user: ``burst`` requests at once, and so many more per second."""

    def __init__(self, *, burst: int = 40, per_second: float = 10.0) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, user: str, now: float | None = None) -> bool:
        """Whether the user may make one request more, at ``now`` in seconds.

        >>> rate = Rate(burst=1, per_second=1.0)
        >>> rate.allows("jo", 0.0), rate.allows("jo", 0.1), rate.allows("jo", 1.1)
        (True, False, True)
        """
        now = time.monotonic() if now is None else now
        left, since = self._buckets.pop(user, (float(self._burst), now))
        left = min(left + (now - since) * self._per_second, self._burst)
        self._buckets[user] = (left - 1 if left >= 1 else left, now)
        while len(self._buckets) > _MOST_USERS:
            self._buckets.popitem(last=False)
        return left >= 1
