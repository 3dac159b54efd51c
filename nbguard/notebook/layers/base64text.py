"""Base64: ``data:`` URIs and buffers. Text in it is read; anything else is only counted."""

from __future__ import annotations

import binascii
import re
from functools import partial
from typing import TYPE_CHECKING

from nbguard.notebook import kinds
from nbguard.notebook.views import Decoded, Edit, View, apart, splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nbguard.notebook.payloads import Picture
    from nbguard.notebook.places import Place
    from nbguard.notebook.views import Piece

_URI = re.compile(
    r"data:([\w.+-]{1,40}/[\w.+-]{1,80})?(?:;[\w-]{1,40}=[\w.-]{1,40}){0,4};base64,"
    r"([A-Za-z0-9+/_-]*={0,2})",
    re.ASCII | re.IGNORECASE,
)
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{4,}={0,2}", re.ASCII)
_WORD = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=-])", re.ASCII)
_LEAST = b"w" * 24
_LETTERS = bytes(ord("w") if chr(i).isalnum() or chr(i) in "+/" else ord(" ") for i in range(128))
_LETTERS += b" " * 128
_SAMPLE = 256
_SHORT = 64
_UNKNOWN = "application/octet-stream"
_IMAGE = "image/png"
_BLANK = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"  # a GIF of one clear pixel
_PICTURES = ("iVBORw0K", "/9j/", "R0lGOD", "UklGR")  # how PNG, JPEG, GIF, WebP begin


class Payload(Decoded):
    """The text in one stretch of Base64: whatever changes in it, all of it is written again."""

    __slots__ = ("_end", "_start")

    def __init__(self, source: View, start: int, end: int) -> None:
        self._start = start
        self._end = end
        super().__init__(source, self._pieces)

    def _pieces(self, text: str) -> Iterator[Piece]:
        yield self._start, self._end, octets(text[self._start : self._end]).decode()

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The characters that ``text[start:end]`` has a part in: three octets are four of them.

        Values with anything between them stay apart.
        """
        before = len(self.text[:start].encode())
        until = before + len(self.text[start:end].encode())
        last = min(self._start - (-until * 4 // 3), self._end)
        return self.source.locate(self._start + before * 4 // 3, last)

    def carried(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """All edits as one: Base64 of the whole changed text."""
        changes = apart(edits)
        if changes:
            old = self.source.text[self._start : self._end]
            text = splice(self.text, changes)
            new = _encoded(text.encode("utf-8", "surrogatepass"), like=old)
            yield Edit(self._start, self._end, new)


class Shown(Decoded):
    """What a picture in one stretch of Base64 says; to change that is to paint the picture over.

    A character of it is said to lie as far into the stretch as it lies into what the picture says.
    """

    __slots__ = ("_data", "_end", "_start", "picture")

    def __init__(self, source: View, start: int, end: int, data: bytes, picture: Picture) -> None:
        self._start = start
        self._end = end
        self._data = data
        self.picture = picture
        super().__init__(source, self._pieces)

    def _pieces(self, _text: str) -> Iterator[Piece]:
        yield self._start, self._end, self.picture.text

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` is said to lie: values that are apart stay so."""
        length = self._end - self._start
        first, last = (self._start + at * length // len(self.text) for at in (start, end))
        return self.source.locate(first, last)

    def carried(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """All edits as one: Base64 of the picture painted over."""
        spans = [(edit.start, edit.end) for edit in edits]
        if spans:
            old = self.source.text[self._start : self._end]
            new = self.picture.painted(self._data, spans)
            yield Edit(self._start, self._end, _encoded(new, like=old))


def bare(view: View, place: Place) -> tuple[View, list[View]]:
    """The text without the binary payloads of its ``data:`` URIs, and the pictures among them.

    Those that are not read are counted. A payload too short to be worth it, or cut short by
    something else, stays where it is.
    """
    if ";base64," not in view.text:
        return view, []
    binary = [match for match in _URI.finditer(view.text) if _is_binary(match)]
    shown = [_shown(view, place, match[1] or _UNKNOWN, match.span(2)) for match in binary]
    spans = [match.span(2) for match in binary]
    rest = Decoded(view, partial(_without, spans)) if binary else view
    return rest, [one for one in shown if one]


def _shown(view: View, place: Place, mime: str, span: tuple[int, int]) -> View | None:
    """What a picture says; None where that is nothing, or, and noted, where none is read."""
    payloads = place.home.unscanned
    data = octets(view.text[slice(*span)]) if payloads.pictures else b""
    picture = payloads.read(mime.lower(), data)
    if picture is None and (payloads.pictures is None or kinds.is_image(mime)):
        place.note_unread(view, Edit(*span, _BLANK if kinds.is_image(mime) else ""))
    return Shown(view, *span, data, picture) if picture and picture.text else None


def texts(view: View) -> list[View]:
    """The payloads of ``data:`` URIs that are text."""
    if ";base64," not in view.text:
        return []
    return [Payload(view, *m.span(2)) for m in _URI.finditer(view.text) if _is_text(m[2])]


def lone(view: View) -> list[View]:
    """The text in words that are Base64 and hold text; most texts have no word so long."""
    if _LEAST not in view.text.encode("ascii", "replace").translate(_LETTERS):
        return []  # ten times as fast as the expression
    words = (match.span() for match in _WORD.finditer(view.text))
    return [Payload(view, *span) for span in words if _is_text(view.text[slice(*span)])]


def is_blob(text: str) -> bool:
    """Whether a text is Base64 from end to end."""
    return _BLOB.fullmatch(text) is not None


def blob(view: View, place: Place) -> list[View]:
    """The text in a view that is Base64 from end to end, or what it says as a picture.

    Nothing, but counted, if it is neither.
    """
    if _is_text(view.text):
        return [Payload(view, 0, len(view.text))]
    if place.home.unscanned.pictures and view.text.startswith(_PICTURES):
        shown = _shown(view, place, _IMAGE, (0, len(view.text)))
        return [shown] if shown else []
    place.home.unscanned[_UNKNOWN] += 1
    return []


def _without(spans: list[tuple[int, int]], text: str) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        yield at, start, None
        at = end
    yield at, len(text), None


def _is_binary(match: re.Match[str]) -> bool:
    """Whether a ``data:`` URI holds, by its type or its first octets, what nobody can read."""
    if len(match[2]) < _SHORT:
        return False
    return kinds.of_mime(match[1] or "") == kinds.BINARY or _has_controls(match[2])


def _has_controls(payload: str) -> bool:
    sample = octets(payload[:_SAMPLE])
    return any(octet < 9 or 13 < octet < 27 for octet in sample)


def _is_text(payload: str) -> bool:
    """Whether the payload is text: no control codes at its start, and UTF-8 all through."""
    if _has_controls(payload):
        return False
    try:
        return bool(octets(payload).decode())
    except UnicodeDecodeError:
        return False


def octets(payload: str) -> bytes:
    """What the payload holds; empty if it is no Base64. Padding may be missing."""
    standard = payload.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return binascii.a2b_base64(standard + "=" * (-len(standard) % 4))
    except binascii.Error:
        return b""


def _encoded(data: bytes, *, like: str) -> str:
    """Base64 of ``data`` in the alphabet and with the padding of ``like``."""
    made = binascii.b2a_base64(data, newline=False).decode()
    if "-" in like or "_" in like:
        made = made.replace("+", "-").replace("/", "_")
    padded = like.endswith("=") or not len(like) % 4
    return made if padded else made.rstrip("=")
