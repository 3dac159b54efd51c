"""What the worker remembers so as not to do it twice, within bounds, and under a key of its own."""

from __future__ import annotations

import os
from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Generic, TypeVar

from nbguard.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.findings import Match
    from nbguard.images import Known
    from nbguard.policy import Policy

T = TypeVar("T")

_KEY = os.urandom(32)
_LONG = 64
_MOST_TEXTS = 50_000


def mark(*parts: str | bytes) -> bytes:
    """A keyed hash of the parts; the key is made anew with each process."""
    total = blake2b(key=_KEY, digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.digest()


class Kept(Generic[T]):
    """Values by their mark, those not asked for longest forgotten first.

    >>> kept = Kept[int](most=1)
    >>> kept.put(b"a", 1); kept.put(b"b", 2)
    >>> kept.get(b"a"), kept.get(b"b")
    (None, 2)
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._size = 0
        self._values: OrderedDict[bytes, tuple[T, int]] = OrderedDict()

    def get(self, key: bytes) -> T | None:
        """What was put under ``key``, or None."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: bytes, value: T, size: int = 1) -> None:
        """Keep a value that takes so much of the room."""
        self._size += size - self._values.pop(key, (None, 0))[1]
        self._values[key] = (value, size)
        while self._size > self._most and len(self._values) > 1:
            _, (_, freed) = self._values.popitem(last=False)
            self._size -= freed


class RememberingGuard(Guard):
    """A guard that knows again the long texts it has looked at; it keeps spans, never a text."""

    def __init__(self, policy: Policy, known: Known | None = None) -> None:
        super().__init__(policy, known)
        self._seen = Kept[list["Match"]](most=_MOST_TEXTS)

    def match(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        """As ``Guard.match``."""
        labels = [()] * len(texts) if contexts is None else contexts
        marks = [
            mark(text, *label) if len(text) > _LONG else None
            for text, label in zip(texts, labels, strict=True)
        ]
        found = [self._seen.get(key) if key else None for key in marks]
        new = [i for i, known in enumerate(found) if known is None]
        fresh = super().match([texts[i] for i in new], [labels[i] for i in new])
        for i, matches in zip(new, fresh, strict=True):
            found[i] = matches
            key = marks[i]
            if key:
                self._seen.put(key, matches)
        return [known or [] for known in found]
