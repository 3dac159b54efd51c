"""What may be taken out of a notebook whole: outputs, and payloads that cannot be read."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any

from nbguard.notebook import kinds
from nbguard.notebook.trees import V3_MIMES

if TYPE_CHECKING:
    from nbguard.notebook.jsontext import Path
    from nbguard.notebook.places import Place

Member = tuple[int, "str | int"]
"""A member by the id of its owner, and its key."""


def outputs_at(tree: dict[str, Any], place: Place, start: int, end: int) -> Iterator[Path]:
    """The paths of the outputs that ``place.text[start:end]`` lies in; none outside outputs.

    Streams that follow each other are one place: only the pieces that the span touches count.
    """
    head, bracket, rest = place.where.partition("[")
    if place.cell is None or head != "outputs" or not bracket:
        return
    first = int(rest.partition("]")[0])
    path, _ = list(_cells(tree))[place.cell]
    at = 0
    for i, (owner, key) in enumerate(place.parts):
        length = len(place.text) if len(place.parts) == 1 else sum(map(len, owner[key]))
        if at < end and start < at + length:
            yield (*path, "outputs", first + i)
        at += length


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
