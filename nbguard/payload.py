"""Payloads: a log record's fields, the messages of a chat. Nested values, made safe in one batch.

Texts are read with the name of the field they stand in, as a column's cells are with its header.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.guard import Guard
from nbguard.operators import Placeholders, Redactor
from nbguard.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.policy import Policy

MOST_VALUES = 100_000
"""Values that one numbering remembers, where nobody ends it, before it forgets them all."""
_LISTS = (list, tuple, set, frozenset)


class Cleaned(NamedTuple):
    """A payload made safe, how much of each entity it held, and what its placeholders hide."""

    value: Any
    found: Counter[str]
    hidden: dict[str, str]


class Cleaner:
    """Makes payloads safe under one policy, with one numbering for all of them.

    >>> from nbguard.policy import Policy
    >>> Cleaner(Policy()).clean({"to": ["jane.roe@acme-corp.com", 3]}).value
    {'to': ['[EMAIL_ADDRESS_1]', 3]}

    Raises DetectionError where a recognizer breaks. May be shared by threads.
    """

    def __init__(self, policy: Policy) -> None:
        self._guard = Guard(policy)
        self._placeholders = Placeholders()
        self._redactor = Redactor(policy, self._placeholders)
        self._lock = Lock()

    def clean(self, value: Any) -> Cleaned:
        """A copy of ``value`` without what is sensitive; ``value`` itself if nothing is."""
        leaves = list(dict.fromkeys(_leaves(value, "")))
        found = self._guard.read([text for text, _ in leaves], [_context(key) for _, key in leaves])
        counts: Counter[str] = Counter(match.entity for matches in found for match in matches)
        if not counts:
            return Cleaned(value, counts, {})
        new: dict[tuple[str, str], str] = {}
        hidden: dict[str, str] = {}
        with self._lock:
            for text, _ in leaves:
                self._redactor.reserve(text)
            for leaf, matches in zip(leaves, found, strict=True):
                new[leaf] = self._redactor.splice(leaf[0], matches)
                for match in matches:
                    original = leaf[0][match.start : match.end]
                    token = self._redactor.apply(match.entity, original)
                    if PLACEHOLDER.fullmatch(token):
                        hidden.setdefault(token, original)
            if self._placeholders.size > MOST_VALUES:
                self._placeholders.forget()
        return Cleaned(_rebuilt(value, "", new), counts, hidden)


def _context(key: str) -> list[str]:
    return [key] if key else []


def _text(leaf: object) -> str | None:
    """What detection reads of a leaf: a number may be a card's, a path may name its owner."""
    if isinstance(leaf, str):
        return leaf
    if isinstance(leaf, (int, float, PurePath)) and not isinstance(leaf, bool):
        return str(leaf)
    return None


def _leaves(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(name, "")
            yield from _leaves(item, str(name))
    elif isinstance(value, _LISTS):
        for item in value:
            yield from _leaves(item, key)
    elif text := _text(value):
        yield text, key


def _rebuilt(value: Any, key: str, new: dict[tuple[str, str], str]) -> Any:
    if isinstance(value, dict):
        return {
            _rebuilt(name, "", new): _rebuilt(item, str(name), new) for name, item in value.items()
        }
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_rebuilt(item, key, new) for item in value))
    if isinstance(value, _LISTS):
        return type(value)(_rebuilt(item, key, new) for item in value)
    text = _text(value)
    safe = new.get((text, key), text) if text else text
    return value if safe == text else safe
