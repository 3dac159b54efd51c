"""Lists, dicts and arrays inside cells: their values as texts, and copies with other values."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect.evidence import is_present, text_of
from nbguard.tables.exact import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BYTES = (bytes, bytearray, memoryview)
_SETS = (set, frozenset)


class Leaf(NamedTuple):
    """A value as text, under the nearest key above it; ``kind`` is its type, empty for a text.

    Keys of dicts are leaves too, with ``is_key``: they are mostly names of fields, not values.
    """

    text: str
    key: str = ""
    kind: str = ""
    is_key: bool = False


def texts(cells: Iterable[Any]) -> Iterator[str]:
    """Every value in the cells as text, however deep; keys of dicts are left out."""
    return (leaf.text for leaf in leaves(cells) if not leaf.is_key)


def leaves(cells: Iterable[Any], key: str = "") -> Iterator[Leaf]:
    """Every leaf in the cells, however deep; what is null or only yes or no is none."""
    for cell in cells:
        if isinstance(cell, dict):
            for name, value in cell.items():
                if isinstance(name, str):
                    yield Leaf(name, is_key=True)
                yield from leaves([value], str(name))
        elif (items := _items(cell)) is not None:
            yield from leaves(items, key)
        elif leaf := _leaf(cell, key):
            yield leaf


def replaced(cell: Any, new: Mapping[Leaf, Any], key: str = "") -> Any:
    """A copy of ``cell`` with other values for the leaves that ``new`` knows.

    >>> replaced({"to": ["a", 1]}, {Leaf("a", "to"): "b"})
    {'to': ['b', 1]}
    """
    if isinstance(cell, dict):
        return _like_dict(
            cell,
            {
                new.get(Leaf(k, is_key=True), k) if isinstance(k, str) else k: replaced(
                    v, new, str(k)
                )
                for k, v in cell.items()
            },
        )
    if (items := _items(cell)) is not None:
        return _like(cell, [replaced(item, new, key) for item in items])
    leaf = _leaf(cell, key)
    if leaf is None or leaf not in new:
        return cell
    value = new[leaf]
    if isinstance(cell, _BYTES) and isinstance(value, str):
        return type(cell)(value.encode("utf-8", "surrogateescape"))
    return value


def _items(cell: Any) -> Any:
    """What a container holds; None for what is none."""
    if isinstance(cell, (str, *_BYTES)):
        return None
    if isinstance(cell, (list, tuple, *_SETS)) or type(cell).__name__ == "deque":
        return cell
    if hasattr(cell, "tolist"):  # an array, or a number of numpy's
        items = cell.tolist()
        return items if isinstance(items, list) else None
    return None


def _leaf(cell: Any, key: str) -> Leaf | None:
    if isinstance(cell, str):
        return Leaf(cell, key)
    if isinstance(cell, _BYTES):
        return Leaf(bytes(cell).decode("utf-8", "surrogateescape"), key)
    if isinstance(cell, bool) or type(cell).__name__ == "bool" or not is_present(cell):
        return None
    exact = pack(cell)
    return Leaf(text_of(cell), key, exact.kind if exact else "object")


def _like_dict(cell: dict[Any, Any], items: dict[Any, Any]) -> Any:
    if type(cell) is dict:
        return items
    made = copy.copy(cell)
    made.clear()
    made.update(items)
    return made


def _like(cell: Any, items: list[Any]) -> Any:
    """The items in a container like ``cell``; ``cell`` itself where they are the same."""
    if hasattr(cell, "_make"):
        return cell._make(items)
    if hasattr(cell, "maxlen"):
        return type(cell)(items, cell.maxlen)
    if isinstance(cell, (list, tuple, *_SETS)):
        return type(cell)(items)
    if items == cell.tolist():
        return cell
    if not hasattr(cell, "astype") or not hasattr(cell, "ndim") or cell.ndim != 1:
        return items
    array = cell.astype(object)
    array[:] = items
    return array
