"""What a picture says: as print, and with what stands side by side in it as a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.readers import text
from nbguard.notebook.views import Decoded, substituting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View

_APART = re.compile(" {2,}")


def read(place: Place, view: View) -> Iterator[Reading]:
    """Its text, then its labels: those of an axis stand in a row, and are no sentence."""
    yield from text.read(place, view)
    if _APART.search(view.text):
        yield from readings.whole(place, Decoded(view, substituting(_APART, lambda _: ", ")))
