"""Plain text: streams, text/plain, Markdown, metadata, and whatever has no form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.layers import ansi, base64text
from nbguard.notebook.readers import base64text as payloads
from nbguard.notebook.tables import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.tables import Cell, Span
    from nbguard.notebook.views import View

_LONG = 512


def read(place: Place, view: View) -> Iterator[Reading]:
    """Without colour codes and payloads, and what Base64 in it says; tables cell by cell."""
    if len(view.text) >= _LONG and " " not in view.text and base64text.is_blob(view.text):
        yield from payloads.read(place, view)
        return
    seen, *said = ansi.views(view) or [view]
    bare, pictures = base64text.bare(seen, place)
    found = _tables(bare.text)
    for _, table in found:
        yield from readings.cells(place, bare, table)
    if found:
        rest = readings.outside(bare, [span for span, _ in found])
        yield from readings.whole(place, _unquoted(rest))
        yield from readings.guessed(place, bare)
    else:
        yield from readings.plain(place, [_unquoted(bare)])
    yield from readings.plain(place, [*said, *base64text.lone(bare)])
    yield from readings.pictures(place, pictures)


def _tables(text: str) -> list[tuple[Span, list[Cell]]]:
    if len(text) > MOST or "\n" not in text or not any(sign in text for sign in ("  ", "|", "│")):
        return []
    from nbguard.notebook.tables.plain import tables  # most texts hold none

    return tables(text)


def _unquoted(view: View) -> View:
    """With the escapes inside its quoted strings decoded."""
    if "\\" not in view.text:
        return view
    from nbguard.notebook.layers.escapes import in_quotes  # few texts hold a backslash

    return in_quotes(view)
