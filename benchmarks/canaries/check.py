"""One notebook per entity, its canary in every place; one of innocents. Cleaned and searched."""

from __future__ import annotations

import ast
import json
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.canaries.places import PLACES, code, shown, stream, widget_state
from benchmarks.canaries.search import haystack
from benchmarks.canaries.values import CANARIES, Canary, innocents

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMAT = {"nbformat": 4, "nbformat_minor": 4}
_ROUNDS = 3


class Result(NamedTuple):
    """``leaks`` are (place, entity), ``touched`` (kind, place) of innocents."""

    planted: int
    leaks: list[tuple[str, str]]
    innocents: int
    touched: list[tuple[str, str]]
    unstable: int
    broken: int


def run(seed: int = 0, entities: int | None = None) -> Result:
    """Everything of this seed; ``entities`` takes only the first so many kinds of canary."""
    results = [_canaries(make, seed) for make in CANARIES[:entities]]
    results.append(_innocents(Random(f"innocents/{seed}")))
    return Result(
        sum(r.planted for r in results),
        list(chain.from_iterable(r.leaks for r in results)),
        sum(r.innocents for r in results),
        list(chain.from_iterable(r.touched for r in results)),
        sum(r.unstable for r in results),
        sum(r.broken for r in results),
    )


def clean(notebook: dict[str, Any]) -> bytes:
    """What the default policy makes of ``notebook``."""
    from nbguard.guard import Guard
    from nbguard.notebook import open_document

    data = json.dumps(notebook, ensure_ascii=False).encode()
    return Guard().clean_document(open_document("planted.ipynb", data))[1]


def _canaries(make: Callable[[Random], Canary], seed: int) -> Result:
    canaries = {place: make(Random(f"{seed}/{place}")) for place in [*PLACES, *_OUTSIDE]}
    cells = [PLACES[place](canary) for place, canary in canaries.items() if place in PLACES]
    metadata = {
        "note": canaries["notebook metadata"].text,
        "widgets": widget_state(canaries["widget state"].text),
    }
    cleaned = clean({"cells": cells, "metadata": metadata, **_FORMAT})
    hay = haystack(cleaned)
    leaks = [
        (place, canary.entity)
        for place, canary in canaries.items()
        if any(needle in hay for needle in canary.needles)
    ]
    return Result(len(canaries), leaks, 0, [], _unstable(cleaned), _broken(cleaned))


_OUTSIDE = ("notebook metadata", "widget state")


def _innocents(rng: Random) -> Result:
    planted = [
        (kind, place, text)
        for _ in range(_ROUNDS)
        for place in _INNOCENT_PLACES
        for kind, text in innocents(rng)
    ]
    cells = [_INNOCENT_PLACES[place](text) for _, place, text in planted]
    cleaned = clean({"cells": cells, "metadata": {}, **_FORMAT})
    after = json.loads(cleaned)["cells"]
    touched = [
        (kind, place)
        for (kind, place, _), old, new in zip(planted, cells, after, strict=True)
        if old != new
    ]
    return Result(0, [], len(planted), touched, _unstable(cleaned), _broken(cleaned))


_INNOCENT_PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "stdout": lambda text: code(stream(f"{text}\n")),
    "text/plain": lambda text: code(shown("text/plain", text)),
    "text/html": lambda text: code(shown("text/html", f"<td>{text}</td>")),
    "application/json": lambda text: code(shown("application/json", {"value": text})),
    "metadata": lambda text: {**code(), "metadata": {"value": text}},
    "comment": lambda text: code(source=f"x = 1  # {text}"),
}


def _unstable(cleaned: bytes) -> int:
    return int(
        clean(json.loads(cleaned)) != json.dumps(json.loads(cleaned), ensure_ascii=False).encode()
    )


def _broken(cleaned: bytes) -> int:
    broken = 0
    for cell in json.loads(cleaned)["cells"]:
        if cell["cell_type"] == "code":
            try:
                ast.parse("".join(cell["source"]))
            except SyntaxError:
                broken += 1
    return broken
