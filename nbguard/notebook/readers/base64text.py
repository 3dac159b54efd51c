"""Buffers of widgets, and other text that is Base64 from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.layers import base64text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import View


def read(place: Place, view: View) -> Iterator[Reading]:
    """The text in it, or what it says as a picture; what is neither is counted as not scanned."""
    if not base64text.is_blob(view.text):
        return readings.plain(place, [view])
    return readings.plain(place, base64text.blob(view, place))
