"""Every text in the arguments or the answer of a model, whatever the client library wraps it in."""

from __future__ import annotations

import copy
import dataclasses
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ATOMS = (str, bytes, int, float, complex, bool, type(None))
_MARKS = ("__dataclass_fields__", "__pydantic_fields__", "__fields__", "__attrs_attrs__")


def mapped(value: Any, change: Callable[[str, str], str], path: str = "") -> Any:
    """A copy of ``value`` with every text changed; ``change`` gets a text's path and the text.

    Walks dicts, lists, tuples and objects that declare fields (dataclasses, pydantic and attrs
    classes); whatever else it meets stays the same object.

    >>> mapped({"to": ["a", 1]}, lambda path, text: f"{path}={text}")
    {'to': ['.to[0]=a', 1]}
    """
    if isinstance(value, str):
        return change(path, value)
    if isinstance(value, dict):
        return {key: mapped(item, change, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [mapped(item, change, f"{path}[{i}]") for i, item in enumerate(value)]
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    fields = _fields(value)
    new = {name: mapped(item, change, f"{path}.{name}") for name, item in fields.items()}
    return _with(value, new) if new else value


def _fields(value: Any) -> dict[str, Any]:
    declared = isinstance(value, SimpleNamespace) or any(hasattr(type(value), m) for m in _MARKS)
    if not declared or isinstance(value, type):
        return {}
    if hasattr(value, "__dict__"):
        return {**vars(value), **(getattr(value, "__pydantic_extra__", None) or {})}
    return {name: getattr(value, name) for name in type(value).__dataclass_fields__}


def _with(value: Any, fields: dict[str, Any]) -> Any:
    """A copy with other fields, beside any validation: they keep their types."""
    if not hasattr(value, "__dict__"):  # a dataclass with slots
        return dataclasses.replace(value, **fields)
    new = copy.copy(value)
    extra = getattr(new, "__pydantic_extra__", None) or {}
    extra.update({name: item for name, item in fields.items() if name in extra})
    vars(new).update({name: item for name, item in fields.items() if name not in extra})
    return new
