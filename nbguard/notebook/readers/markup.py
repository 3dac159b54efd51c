"""HTML, SVG and XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.layers import base64text, html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View


def read(place: Place, view: View) -> Iterator[Reading]:
    """Table cells, the other text, then attributes, comments and scripts."""
    bare, pictures = base64text.bare(view, place)
    markup = html.Markup(bare.text)
    shown = rest = html.shown(bare, markup)
    if markup.tags:
        from nbguard.notebook.tables.html import tables  # much markup holds none

        found, spans = tables(markup.tags, shown.text)
        yield from readings.cells(place, shown, found)
        rest = readings.outside(shown, spans)
    yield from readings.whole(place, rest)
    yield from readings.guessed(place, shown)
    yield from readings.plain(place, html.hidden(bare, markup))
    yield from readings.pictures(place, pictures)
