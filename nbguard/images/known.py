"""Pictures read once: by this process, and, where they hold nothing, by any of the user's."""

from __future__ import annotations

import os
from collections import OrderedDict
from hashlib import blake2b
from typing import Protocol

from nbguard.images.picture import Picture, is_picture

_KEY = os.urandom(32)
_MOST_KEPT = 512
_read: OrderedDict[bytes, Picture | None] = OrderedDict()


class Known(Protocol):
    """Remembers, under keyed hashes and for one policy, which pictures hold nothing."""

    def holds_nothing(self, data: bytes) -> bool:
        """Whether the picture was looked at before, and nothing was in it."""
        ...

    def remember(self, data: bytes) -> None:
        """Nothing is in this picture."""
        ...


class Pictures:
    """The pictures of one document: read when asked for, none twice."""

    def __init__(self, known: Known | None = None) -> None:
        self._known = known
        self._mine: dict[bytes, Picture] = {}

    def read(self, data: bytes) -> Picture | None:
        """The picture in ``data``; None if it cannot be read. Raises DetectionError."""
        if data in self._mine:
            return self._mine[data]
        if self._known and self._known.holds_nothing(data):
            return Picture()
        picture = _remembered(data)
        if picture:
            self._mine[data] = picture
        return picture

    def is_picture(self, data: bytes) -> bool:
        """Whether the bytes begin as those of a picture that can be read do."""
        return is_picture(data)

    def warm_up(self) -> None:
        """Load the engine, so that nobody waits for it."""
        from PIL import Image, ImageDraw

        from nbguard.images import engine

        sample = Image.new("RGB", (200, 40), "white")
        ImageDraw.Draw(sample).text((10, 10), "nbguard", fill="black")
        engine.lines(sample)

    def remember(self) -> None:
        """Those in which nothing was found need not be read again."""
        for data, picture in self._mine.items():
            if self._known and not picture.telling:
                self._known.remember(data)


def _remembered(data: bytes) -> Picture | None:
    """What the picture says, from memory where this process read it; none of it leaves that."""
    mark = blake2b(data, key=_KEY, digest_size=20).digest()
    if mark not in _read:
        _read[mark] = Picture.read(data)
        while len(_read) > _MOST_KEPT:
            _read.popitem(last=False)
    _read.move_to_end(mark)
    return _read[mark]
