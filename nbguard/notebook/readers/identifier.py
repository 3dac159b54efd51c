"""Ids of cells, which nbformat holds to letters, digits, hyphens and underscores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook import readings
from nbguard.notebook.views import Decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.notebook.places import Place
    from nbguard.notebook.readings import Reading
    from nbguard.notebook.views import Piece, View

_FORBIDDEN = re.compile(r"[^A-Za-z0-9_-]")


def read(place: Place, view: View) -> Iterator[Reading]:
    """The id as it stands; what is written into it keeps to what an id may be."""
    return readings.whole(place, Decoded(view, _as_is, _encode))


def _as_is(text: str) -> Iterator[Piece]:
    yield 0, len(text), None


def _encode(new: str, _at: int) -> str:
    return _FORBIDDEN.sub("", new)
