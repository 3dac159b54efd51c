"""Cells scanned one by one and remembered, so that only what changed is looked at again.

What is remembered of a cell is found by a keyed hash over it and its policy, and holds findings
and masked excerpts, never a value. The key is made anew with each worker process.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.guard import findings
from nbguard.lab.excerpts import excerpts
from nbguard.lab.memory import Kept, mark
from nbguard.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nbguard.findings import Finding
    from nbguard.guard import Guard, Hit
    from nbguard.notebook import Document

_MOST_KEPT = 20_000
_MOST_TOLD = 2_000
NAME = "cells.ipynb"


class Row(NamedTuple):
    """A finding, whether it can be replaced, and the masked line it stands in."""

    finding: Finding
    replaceable: bool
    excerpt: str


class Seen(NamedTuple):
    """What scanning one cell came to; ``found`` counts findings by entity.

    ``mark`` is the keyed hash of cell and policy. ``rows`` tells at most 2,000 findings.
    ``placeholders`` are those the cell holds already.
    """

    mark: bytes
    rows: tuple[Row, ...]
    found: dict[str, int]
    left: int
    unscanned: dict[str, int]
    placeholders: str


class Cells:
    """Scans cells, and knows again those it has scanned."""

    def __init__(self) -> None:
        self._seen = Kept[Seen](most=_MOST_KEPT)

    def scan(self, guard: Guard, notebooks: Sequence[bytes]) -> list[Seen]:
        """What each little notebook (``alone``, ``without_cells``) holds, in one batch."""
        policy = guard.policy.fingerprint()
        marks = [mark(policy, notebook) for notebook in notebooks]
        known = {key: seen for key in marks if (seen := self._seen.get(key))}
        new = {m: n for m, n in zip(marks, notebooks, strict=True) if m not in known}
        for key, seen in zip(new, _scanned(guard, new), strict=True):
            known[key] = seen
            self._seen.put(key, seen)
        return [known[key] for key in marks]


def alone(cell: Any, metadata: Any) -> bytes:
    """A notebook of one cell, in the language that the notebook's metadata name."""
    return _json({"cells": [cell], "metadata": _language(metadata), "nbformat": 4})


def without_cells(notebook: dict[str, Any]) -> bytes:
    """The notebook with everything but its cells."""
    return _json({**notebook, "cells": []})


def _json(tree: Any) -> bytes:
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()


def _language(metadata: Any) -> dict[str, Any]:
    """Of the metadata, what decides how code is read."""
    metadata = metadata if isinstance(metadata, dict) else {}
    wanted = {"language_info": "name", "kernelspec": "language"}
    found = {key: metadata.get(key) for key in wanted}
    return {
        key: {wanted[key]: value[wanted[key]]}
        for key, value in found.items()
        if isinstance(value, dict) and isinstance(value.get(wanted[key]), str)
    }


def _scanned(guard: Guard, new: Mapping[bytes, bytes]) -> Iterator[Seen]:
    """What little notebooks hold, by their marks."""
    documents = [guard.open(NAME, notebook) for notebook in new.values()]
    mine = [list(_places(document)) for document in documents]
    hits = guard.find(chain.from_iterable(mine))
    by_place = {id(place): list(g) for place, g in groupby(hits, key=lambda hit: hit.place)}
    groups = [[by_place[id(p)] for p in places if id(p) in by_place] for places in mine]
    lines = iter(excerpts(guard, [group for one in groups for group in _told(one)]))
    for document, one, key in zip(documents, groups, new, strict=True):
        yield _seen(key, one, lines, dict(document.unscanned), new[key])


def _places(document: Document) -> Iterable[Any]:
    """The places to look at: of a cell alone, not those of the metadata that came with it."""
    if document.cells:
        return (place for place in document.places if place.cell is not None)
    return document.places


def _seen(
    key: bytes,
    groups: Sequence[list[Hit]],
    lines: Iterator[str],
    unscanned: dict[str, int],
    notebook: bytes,
) -> Seen:
    hits = list(chain.from_iterable(groups))
    found = Counter(hit.match.entity for hit in hits)
    firm = [not hit.place.replaceable(hit.start, hit.end) for hit in hits]
    told = findings(chain.from_iterable(_told(groups)))
    rows = [Row(finding, not firm[i], next(lines)) for i, finding in enumerate(told)]
    return Seen(key, tuple(rows), dict(found), sum(firm), unscanned, _placeholders(notebook))


def _told(groups: Sequence[list[Hit]]) -> Iterator[list[Hit]]:
    """The first groups, as far as so many findings are told."""
    room = _MOST_TOLD
    for group in groups:
        yield group[:room]
        room = max(room - len(group), 0)


def _placeholders(notebook: bytes) -> str:
    """The last placeholder of each entity in a notebook."""
    last: dict[str, int] = {}
    for entity, number in PLACEHOLDER.findall(notebook.decode()) if b"[" in notebook else ():
        last[entity] = max(last.get(entity, 0), int(number))
    return "".join(f"[{entity}_{number}]" for entity, number in last.items())
