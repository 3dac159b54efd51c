"""Which texts detection reads of a place: decoded, tags removed, table cells one by one.

What is certain (colour codes in a stream, tags in HTML, escapes inside quotes) replaces the text
it was decoded from. What is a guess (an entity in plain text, a stray escape, percent-encoding)
is read besides it, and only around the spots that look encoded: most texts have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from nbguard.notebook import kinds
from nbguard.notebook.guesses import guesses
from nbguard.notebook.layers import ansi, base64text, escapes, html
from nbguard.notebook.tables import csv, plain
from nbguard.notebook.tables import html as table_markup
from nbguard.notebook.views import Decoded, Edit, View

if TYPE_CHECKING:
    from nbguard.notebook.places import Place
    from nbguard.notebook.tables import Cell, Span
    from nbguard.notebook.views import Piece

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]")
_LONG = 512


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
    return list(_READERS.get(place.kind, _text)(place, View(place.text)))


def _text(place: Place, view: View) -> Iterator[Reading]:
    """Plain text: without control codes and payloads; tables cell by cell."""
    unscanned = place.home.unscanned
    if place.kind == kinds.BASE64 or (len(view.text) >= _LONG and " " not in view.text):
        payloads = base64text.blob(view, unscanned)
        if payloads is not None:
            yield from _plain(place, payloads)
            return
    seen, *said = ansi.views(view) or [view]
    bare, *payloads = base64text.views(seen, unscanned) or [seen]
    found = plain.tables(bare.text)
    for _, cells in found:
        yield from _cells(place, bare, cells)
    rest = _outside(bare, [span for span, _ in found]) if found else bare
    yield from _whole(place, escapes.in_quotes(rest))
    yield from _guessed(place, escapes.in_quotes(bare))
    yield from _plain(place, [*said, *payloads])


def _plain(place: Place, views: list[View]) -> Iterator[Reading]:
    for view in views:
        yield from _whole(place, view)
        yield from _guessed(place, view)


def _whole(place: Place, view: View) -> Iterator[Reading]:
    if view.text and not view.text.isspace():
        yield Reading(place, view, context=place.context)


def _guessed(place: Place, view: View) -> Iterator[Reading]:
    for guess in guesses(view, place.home.unscanned):
        yield from _whole(place, guess)


def _markup(place: Place, view: View) -> Iterator[Reading]:
    """Markup: table cells, the other text, attributes, scripts and comments."""
    bare, *payloads = base64text.views(view, place.home.unscanned) or [view]
    tokens = list(html.tokenize(bare.text))
    shown = html.shown(bare, tokens)
    cells = table_markup.cells(tokens, bare.text, shown.text)
    yield from _cells(place, shown, cells)
    yield from _whole(place, _outside(shown, sorted(cell.spans[0] for cell in cells)))
    yield from _guessed(place, shown)
    yield from _plain(place, [*html.hidden(bare, tokens), *payloads])


def _code(place: Place, view: View) -> Iterator[Reading]:
    """Code, with the escapes of its strings decoded; what is written there is escaped again."""
    return _plain(place, [Decoded(view, place.literals.decode, place.literals.encode)])


def _csv(place: Place, view: View) -> Iterator[Reading]:
    cells = csv.cells(view.text)
    if not cells:
        yield from _text(place, view)
        return
    yield from _cells(place, view, cells)
    yield from _guessed(place, view)


def _identifier(place: Place, view: View) -> Iterator[Reading]:
    """The id of a cell, which nbformat holds to letters, digits, hyphens and underscores."""
    return _whole(place, Decoded(view, _all, lambda new, _: _NOT_IN_ID.sub("", new)))


def _cells(place: Place, view: View, cells: list[Cell]) -> Iterator[Reading]:
    for spans, headers, glue in cells:
        context = (*place.context, *headers)
        if len(spans) == 1:
            yield Reading(place, view, spans[0], context)
        else:
            yield Reading(place, Decoded(view, partial(_joined, spans, glue)), None, context)


def _outside(view: View, spans: list[Span]) -> View:
    """The text around ``spans``."""
    return Decoded(view, partial(_around, spans)) if spans else view


def _around(spans: list[Span], text: str) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        yield at, max(at, start), None
        yield start, start, "\n"
        at = max(at, end)
    yield at, len(text), None


def _joined(spans: tuple[Span, ...], glue: str, _text: str) -> Iterator[Piece]:
    for start, end in spans:
        yield start, end, None
        yield end, end, glue


def _all(text: str) -> Iterator[Piece]:
    yield 0, len(text), None


_READERS: dict[str, Callable[[Place, View], Iterator[Reading]]] = {
    kinds.CODE: _code,
    kinds.CSV: _csv,
    kinds.IDENTIFIER: _identifier,
    kinds.MARKUP: _markup,
}
