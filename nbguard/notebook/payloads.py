"""What of a document is no text: pictures, where somebody reads them, and what nobody reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from nbguard.notebook import kinds


class Picture(Protocol):
    """A picture that was read: what it says, and how that is painted over."""

    text: str
    telling: bool

    def painted(self, data: bytes, spans: Iterable[tuple[int, int]]) -> bytes:
        """The bytes of the picture without the spans of ``text``."""
        ...


class Pictures(Protocol):
    """Reads pictures."""

    def read(self, data: bytes) -> Picture | None:
        """The picture in ``data``; None if it cannot be read."""
        ...

    def is_picture(self, data: bytes) -> bool:
        """Whether the bytes begin as those of a picture do."""
        ...

    def remember(self) -> None:
        """What was read has been looked at."""
        ...

    def warm_up(self) -> None:
        """Load what reads, so that nobody waits for it."""
        ...


class Payloads(Counter[str]):
    """Counts what cannot be read, by MIME type.

    ``pictures`` reads pictures, where the policy wants that. ``unread`` are the members (id of
    the owner, key) that hold pictures which it should have read and could not.
    """

    def __init__(self, pictures: Pictures | None = None) -> None:
        super().__init__()
        self.pictures = pictures
        self.unread: set[tuple[int, str | int]] = set()

    def read(self, mime: str, data: bytes) -> Picture | None:
        """The picture in ``data``; None, and counted, if it is none or cannot be read."""
        picture = self.pictures.read(data) if self.pictures and kinds.is_image(mime) else None
        if picture is None:
            self[mime] += 1
        return picture
