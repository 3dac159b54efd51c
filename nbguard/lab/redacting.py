"""Redaction of an open notebook's cells: one finding, some, those of an entity, or all."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.fingerprints import fingerprinter
from nbguard.lab.asked import BadRequest
from nbguard.lab.cells import NAME
from nbguard.operators import Redactor

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.guard import Guard, Hit
    from nbguard.lab.asked import Asked
    from nbguard.operators import Placeholders

_MOST_PASSES = 4
_SPOT = ("cell_id", "place", "start", "end")


class Redacted(NamedTuple):
    """What redaction came to."""

    cells: dict[str, Any]
    metadata: Any
    entities: dict[str, int]
    left: int

    def answer(self) -> dict[str, Any]:
        """As the front end reads it."""
        redacted = sum(self.entities.values())
        fields = {"cells": self.cells, "metadata": self.metadata}
        return {**fields, "redacted": redacted, "left": self.left}


def redact(guard: Guard, ask: Asked, numbering: Placeholders) -> Redacted:
    """Replace what ``only`` names; None means everything. Raises BadRequest."""
    only = ask.rest.get("only")
    wanted = _wanted(only, list(ask.cells))
    once = isinstance(only, dict) and "cell_id" in only
    old = {"cells": list(ask.cells.values()), "metadata": ask.metadata or {}, "nbformat": 4}
    redactor, counts, left = Redactor(guard.policy, numbering), Counter[str](), 0
    new = old
    for turn in range(1 if once else _MOST_PASSES):
        document = guard.open(NAME, json.dumps(new).encode())
        found = guard.find(document.places, everywhere=turn > 1)
        hits = [hit for hit in found if wanted(hit)]
        ready = [hit for hit in hits if hit.place.replaceable(hit.start, hit.end)]
        left = len(hits) - len(ready)
        if not ready or not guard.replace(document.places, ready, redactor):
            break
        counts.update(hit.match.entity for hit in ready)
        new = json.loads(document.render())
    return _redacted(ask, old, new, dict(counts), left)


def _redacted(ask: Asked, old: Any, new: Any, counts: dict[str, int], left: int) -> Redacted:
    trios = zip(ask.cells, old["cells"], new["cells"], strict=True)
    cells = {name: after for name, before, after in trios if before != after}
    metadata = new["metadata"] if ask.metadata is not None else None
    return Redacted(cells, metadata, counts, left)


def _wanted(only: Any, ids: list[str]) -> Callable[[Hit], bool]:
    """The test that tells which findings are meant."""
    if only is None:
        return lambda _: True
    if isinstance(only, dict) and isinstance(only.get("entity"), str):
        return lambda hit: hit.match.entity == only["entity"]
    if isinstance(only, dict) and isinstance(only.get("fingerprints"), list):
        keyed = fingerprinter()
        return lambda hit: keyed(hit.match.entity, hit.value) in only["fingerprints"]
    if isinstance(only, dict) and all(key in only for key in _SPOT):
        spot = [only[key] for key in _SPOT]
        return lambda hit: [_id(hit, ids), hit.place.where, hit.start, hit.end] == spot
    raise BadRequest('"only" must be null, {"entity"}, {"fingerprints"} or one finding\'s spot')


def _id(hit: Hit, ids: list[str]) -> str | None:
    return None if hit.place.cell is None else ids[hit.place.cell]
