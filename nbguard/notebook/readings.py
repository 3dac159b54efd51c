"""Which texts detection reads of a place: decoded, tags removed, table cells one by one.

What is certain (colour codes in a stream, tags in HTML, escapes inside quotes) replaces the text
it was decoded from. What is a guess (an entity in plain text, a stray escape, percent-encoding)
is read besides it, and only around the spots that look encoded: most texts have none.
"""

from __future__ import annotations

import re
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING

from nbguard.notebook import kinds
from nbguard.notebook.views import Decoded, Edit, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nbguard.notebook.payloads import Picture
    from nbguard.notebook.places import Place
    from nbguard.notebook.tables import Cell, Span
    from nbguard.notebook.views import Piece

# One module for each kind of text, imported when the first such text is read.
_READERS = {
    kinds.BASE64: "base64text",
    kinds.CODE: "code",
    kinds.CSV: "csv",
    kinds.IDENTIFIER: "identifier",
    kinds.MARKUP: "markup",
    kinds.NAME: "name",
    kinds.PICTURE: "picture",
    kinds.TEXT: "text",
}
_SURROGATE = re.compile("[\ud800-\udfff]")

SIGNS = ("\\", "&", "%", "<", "\x1b", "\x9b", "\x08", ";base64,", "+")
"""A text without any of these is not encoded."""


class Reading:
    """A text that detection reads, with the way back to its place.

    ``context`` holds the words that describe the text from outside: a column's header, the
    keys of a JSON object.
    """

    __slots__ = ("_place", "_start", "_view", "context", "text")

    def __init__(
        self,
        place: Place,
        view: View,
        span: Span | None = None,
        context: tuple[str, ...] = (),
    ) -> None:
        self._place = place
        self._view = view
        self._start = span[0] if span else 0
        self.context = context
        self.text = _encodable(view.text[slice(*span)] if span else view.text)

    @property
    def picture(self) -> Picture | None:
        """The picture that says this text, if it is one."""
        views = (getattr(view, "picture", None) for view in self._view.lineage())
        return getattr(self._place, "picture", None) or next(filter(None, views), None)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of the place's text that ``text[start:end]`` was read from."""
        return self._view.locate(self._start + start, self._start + end)

    def replace(self, start: int, end: int, new: str) -> bool:
        """Write ``new`` instead of ``text[start:end]``, encoded as the place needs it.

        False, and nothing done, where another replacement lies already, and in code where
        ``new`` would not fit.
        """
        return self._place.edit(self._view, Edit(self._start + start, self._start + end, new))


def _encodable(text: str) -> str:
    """``text`` with lone surrogates as U+FFFD: no tagger or printer breaks on them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def of(place: Place) -> list[Reading]:
    """The readings of a place, the plainest first."""
    return list(_reader(place.kind)(place, View(place.text)))


@cache
def _reader(kind: str) -> Callable[[Place, View], Iterator[Reading]]:
    read: Callable[[Place, View], Iterator[Reading]] = import_module(
        f"nbguard.notebook.readers.{_READERS[kind]}"
    ).read
    return read


def whole(place: Place, view: View) -> Iterator[Reading]:
    """A view as one reading, unless it is blank."""
    if view.text and not view.text.isspace():
        yield Reading(place, view, context=place.context)


def guessed(place: Place, view: View) -> Iterator[Reading]:
    """What the view may mean besides, if some of it looks encoded."""
    if any(sign in view.text for sign in SIGNS):
        from nbguard.notebook.guesses import guesses  # few texts look encoded

        for guess in guesses(view, place):
            yield from whole(place, guess)


def plain(place: Place, views: Iterable[View]) -> Iterator[Reading]:
    """Each view whole, and what it may mean besides."""
    for view in views:
        yield from whole(place, view)
        yield from guessed(place, view)


def pictures(place: Place, views: Iterable[View]) -> Iterator[Reading]:
    """What each picture says."""
    for view in views:
        yield from _reader(kinds.PICTURE)(place, view)


def cells(place: Place, view: View, found: Iterable[Cell]) -> Iterator[Reading]:
    """Each cell of a table in the view, with its headers."""
    for spans, headers, glue in found:
        context = (*place.context, *headers)
        if len(spans) == 1:
            yield Reading(place, view, spans[0], context)
        else:
            yield Reading(place, Decoded(view, partial(_joined, spans, glue)), None, context)


def _joined(spans: tuple[Span, ...], glue: str, _text: str) -> Iterator[Piece]:
    for start, end in spans:
        if start != spans[0][0]:
            yield start, start, glue
        yield start, end, None


def outside(view: View, spans: list[Span]) -> View:
    """The text around ``spans``, which are sorted and apart."""
    return Decoded(view, partial(_around, spans)) if spans else view


def _around(spans: list[Span], text: str) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        yield at, start, None
        yield start, start, "\n"
        at = end
    yield at, len(text), None
