"""Pictures that hold nothing, remembered like documents: under a keyed hash, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.findings import Report

if TYPE_CHECKING:
    from nbguard.policy import Policy
    from nbguard.scanner.cache import Cache

_NAME = "picture"


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
