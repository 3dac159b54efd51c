"""Code: its escapes are decoded as the language does, and written again as each string needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.views import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View


def read(place: Place, view: View) -> Iterator[Reading]:
    """The source with the escapes of its strings decoded."""
    source = Decoded(view, place.literals.decode, place.literals.encode)
    return readings.plain(place, [source])
