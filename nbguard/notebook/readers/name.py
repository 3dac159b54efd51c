"""Keys, which may be names of files: ``jane@x.org.txt`` is an address and a suffix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View

_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,4}\Z")


def read(place: Place, view: View) -> Iterator[Reading]:
    """The whole key, and the key without its suffix."""
    yield from readings.plain(place, [view])
    suffix = _SUFFIX.search(view.text)
    if suffix:
        yield readings.Reading(place, view, (0, suffix.start()), place.context)
