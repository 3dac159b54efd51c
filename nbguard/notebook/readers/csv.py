"""CSV files: field by field, or as text where the records do not match the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.readers import text
from nbguard.notebook.tables.csv import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View


def read(place: Place, view: View) -> Iterator[Reading]:
    """Each field with its header."""
    found = fields(view.text)
    if not found:
        yield from text.read(place, view)
        return
    yield from readings.cells(place, view, found)
    yield from readings.guessed(place, view)
