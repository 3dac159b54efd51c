"""What the front end asks, as it came, with every part of it checked."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class BadRequest(Exception):
    """The request cannot be understood; the message says why, and quotes nothing."""


class Asked(NamedTuple):
    """The body of a request: the cells by the id that the front end gave them."""

    path: str
    cells: dict[str, dict[str, Any]]
    metadata: Any
    rest: dict[str, Any]


def read(body: bytes) -> Asked:
    """The request in a body of JSON. Raises BadRequest."""
    tree = _json(body)
    path, cells = tree.get("path", ""), tree.get("cells", [])
    if not isinstance(path, str):
        raise BadRequest('"path" must be a text')
    if not isinstance(cells, list) or not all(_is_cell(item) for item in cells):
        raise BadRequest('"cells" must be a list of {"id": text, "cell": object}')
    return Asked(path, {item["id"]: item["cell"] for item in cells}, tree.get("metadata"), tree)


def _json(body: bytes) -> dict[str, Any]:
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, dict):
        raise BadRequest("the body must be one JSON object")
    return tree


def _is_cell(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and isinstance(item.get("id"), str)
        and isinstance(item.get("cell"), dict)
    )


def whole_number(tree: dict[str, Any], key: str) -> int:
    """A member that must be a number from 0. Raises BadRequest."""
    value = tree.get(key)
    if type(value) is not int or value < 0:
        raise BadRequest(f'"{key}" must be a whole number from 0')
    return value


def text(tree: dict[str, Any], key: str) -> str:
    """A member that must be a text. Raises BadRequest."""
    value = tree.get(key)
    if not isinstance(value, str):
        raise BadRequest(f'"{key}" must be a text')
    return value
