"""What may be taken out of a notebook whole: outputs, and payloads that cannot be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from nbguard.notebook import kinds
from nbguard.notebook.trees import V3_MIMES

if TYPE_CHECKING:
    from nbguard.notebook.jsontext import Path
    from nbguard.notebook.places import Place

Member = tuple[int, "str | int"]
"""A member by the id of its owner, and its key."""


def outputs_at(tree: dict[str, Any], spans: Iterable[tuple[Place, int, int]]) -> Iterator[Path]:
    """The paths of the outputs that ``place.text[start:end]`` lies in; none outside outputs.

    Streams that follow each other are one place: only the pieces that a span touches count.
    """
    cells = [path for path, _ in _cells(tree)]
    for place, group in groupby(spans, key=itemgetter(0)):
        head, bracket, rest = place.where.partition("[")
        if place.cell is None or head != "outputs" or not bracket:
            continue
        path, first = (*cells[place.cell], "outputs"), int(rest.partition("]")[0])
        starts = list(accumulate(_lengths(place), initial=0))[:-1]
        for _, start, end in group:
            touched = range(bisect_right(starts, start) - 1, bisect_left(starts, end))
            yield from ((*path, first + i) for i in touched)


def _lengths(place: Place) -> list[int]:
    """Of the pieces that a place was joined from."""
    if len(place.parts) == 1:
        return [len(place.text)]
    return [sum(map(len, owner[key])) for owner, key in place.parts]


def binaries(tree: dict[str, Any], among: Container[Member] | None = None) -> Iterator[Path]:
    """The paths of every image and other payload that cannot be read, or of those ``among`` them.

    An output that holds nothing else goes whole.
    """
    for path, cell in _cells(tree):
        for i, output in enumerate(_listed(cell, "outputs")):
            yield from _in_output((*path, "outputs", i), output, among)
        for name, bundle in _dict(cell, "attachments").items():
            yield from _in_bundle((*path, "attachments", name), bundle, among)


def _in_output(path: Path, output: Any, among: Container[Member] | None) -> Iterator[Path]:
    if not isinstance(output, dict):
        return
    bundle = _dict(output, "data")
    doomed = list(_in_bundle((*path, "data"), bundle, among))
    yield from [path] if doomed and len(doomed) == len(bundle) else doomed
    for key in output.keys() & V3_MIMES.keys():
        if _goes(output, key, V3_MIMES[key], among):
            yield (*path, key)


def _in_bundle(path: Path, bundle: Any, among: Container[Member] | None) -> Iterator[Path]:
    for mime in bundle if isinstance(bundle, dict) else ():
        if _goes(bundle, mime, mime, among):
            yield (*path, mime)


def _goes(owner: Any, key: str, mime: str, among: Container[Member] | None) -> bool:
    return kinds.of_mime(mime) == kinds.BINARY and (among is None or (id(owner), key) in among)


def _cells(tree: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every cell with its path, numbered as places number them."""
    for key in tree:
        if key == "cells":
            for i, cell in enumerate(_listed(tree, key)):
                yield (key, i), cell
        elif key == "worksheets":
            for i, sheet in enumerate(_listed(tree, key)):
                for path, cell in _cells(sheet) if isinstance(sheet, dict) else ():
                    yield (key, i, *path), cell


def _listed(owner: Any, key: str) -> list[Any]:
    value = owner.get(key) if isinstance(owner, dict) else None
    return value if isinstance(value, list) else []


def _dict(owner: Any, key: str) -> dict[str, Any]:
    value = owner.get(key) if isinstance(owner, dict) else None
    return value if isinstance(value, dict) else {}
