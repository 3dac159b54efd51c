"""Plain text: streams, text/plain, Markdown, metadata, and whatever has no form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.layers import ansi, base64text
from nbguard.notebook.readers import base64text as payloads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View

_LONG = 512


def read(place: Place, view: View) -> Iterator[Reading]:
    """Without colour codes and payloads; tables cell by cell."""
    if len(view.text) >= _LONG and " " not in view.text and base64text.is_blob(view.text):
        yield from payloads.read(place, view)
        return
    seen, *said = ansi.views(view) or [view]
    bare, *hidden = base64text.views(seen, place.home.unscanned) or [seen]
    rest = bare
    if "\n" in bare.text and any(sign in bare.text for sign in ("  ", "|", "│")):
        from nbguard.notebook.tables.plain import tables  # most texts hold none

        found = tables(bare.text)
        for _, table in found:
            yield from readings.cells(place, bare, table)
        rest = readings.outside(bare, [span for span, _ in found])
    yield from readings.whole(place, _unquoted(rest))
    yield from readings.guessed(place, _unquoted(bare))
    yield from readings.plain(place, [*said, *hidden])


def _unquoted(view: View) -> View:
    """With the escapes inside its quoted strings decoded."""
    if "\\" not in view.text:
        return view
    from nbguard.notebook.layers.escapes import in_quotes  # few texts hold a backslash

    return in_quotes(view)
