"""Pictures that hold nothing, remembered like documents: under a keyed hash, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.findings import Report
from nbguard.scanner import lasting

if TYPE_CHECKING:
    from nbguard.images import Known
    from nbguard.policy import Policy
    from nbguard.scanner.cache import Cache

_NAME = "picture"


def known(policy: Policy, cache: Cache | None = None) -> Known | None:
    """What is remembered under ``policy``; None where pictures are not read, or no cache can be.

    Without ``cache``, in the user's own.
    """
    if policy.images != "ocr" or not lasting(policy):
        return None
    from nbguard.scanner.cache import open_cache

    cache = cache or open_cache()
    return CachedPictures(cache, policy) if cache else None


class CachedPictures:
    """The pictures in which nothing was found under one policy."""

    def __init__(self, cache: Cache, policy: Policy) -> None:
        self._cache = cache
        self._policy = policy

    def holds_nothing(self, data: bytes) -> bool:
        """Whether the picture was looked at before, and nothing was in it."""
        return self._cache.get(self._entry(data), _NAME) is not None

    def remember(self, data: bytes) -> None:
        """Nothing is in this picture."""
        self._cache.put(self._entry(data), Report())

    def _entry(self, data: bytes) -> str:
        return self._cache.entry(_NAME, _NAME.encode() + data, self._policy)
