"""What was found, and where. Never the value itself.

These are plain tuples on purpose: they are made by the thousand, sorted and compared, and
``dataclasses`` alone would cost a fifth of the time of a warm ``nbguard scan``.
"""

from __future__ import annotations

from typing import NamedTuple


class Match(NamedTuple):
    """One hit of detection inside one text: ``text[start:end]`` is an ``entity``."""

    start: int
    end: int
    entity: str
    score: float


class Finding(NamedTuple):
    """One sensitive value in one place of a document; the value is not in it.

    ``start`` and ``end`` count characters of the place's own decoded text, from 0. ``cell``
    counts from 0 and is None outside cells; ``line`` counts from 1 inside the place.
    ``fingerprint`` is a keyed hash: the same value gives the same one, and without the key
    it says nothing. ``column`` and ``share`` are for tables.
    """

    entity: str
    kind: str
    score: float
    start: int
    end: int
    line: int
    place: str = ""
    path: str = ""
    cell: int | None = None
    cell_id: str | None = None
    column: str | None = None
    share: float | None = None
    fingerprint: str = ""
