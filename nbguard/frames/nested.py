"""Lists, dicts and arrays inside cells: their texts, and copies of them with other texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def texts(cells: Iterable[Any]) -> Iterator[str]:
    """Every text in the cells, however deep; keys of dicts are names of fields, not values."""
    for cell in cells:
        if isinstance(cell, str):
            yield cell
        elif isinstance(cell, bytes):
            yield cell.decode("utf-8", "surrogateescape")
        elif isinstance(cell, dict):
            yield from texts(cell.values())
        elif isinstance(cell, (list, tuple, set)):
            yield from texts(cell)
        elif hasattr(cell, "tolist"):
            yield from texts([cell.tolist()])


def replaced(cell: Any, new: Mapping[str, str]) -> Any:
    """A copy of ``cell`` with each text that ``new`` knows replaced.

    >>> replaced({"to": ["a", 1]}, {"a": "b"})
    {'to': ['b', 1]}
    """
    if isinstance(cell, str):
        return new.get(cell, cell)
    if isinstance(cell, bytes):
        text = cell.decode("utf-8", "surrogateescape")
        return new.get(text, text).encode("utf-8", "surrogateescape")
    if isinstance(cell, dict):
        return {key: replaced(value, new) for key, value in cell.items()}
    if isinstance(cell, (list, tuple, set)):
        return type(cell)(replaced(item, new) for item in cell)
    return replaced(cell.tolist(), new) if hasattr(cell, "tolist") else cell
