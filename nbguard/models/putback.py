"""The way back: in a model's answer, placeholders become the values that were masked on the way in.

Only placeholders of the very call are put back: an answer cannot ask for another user's value.
"""

from __future__ import annotations

import inspect
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from nbguard.models.walk import ATOMS, mapped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping


class Hidden:
    """What one call's placeholders stand for, and whoever wants to see the answer first."""

    def __init__(self, values: Mapping[str, str], seen: Callable[[str], None]) -> None:
        self._values = values
        self._seen = seen
        forms = "|".join(re.escape(token) for token in values) or r"(?!)"
        self._tokens = re.compile(forms)
        self._longest = max(map(len, values), default=0)

    def look(self, text: str) -> None:
        """Show a piece of the answer, as the model gave it, to whoever watches answers."""
        self._seen(text)

    def text(self, text: str) -> str:
        r"""``text`` with the values put back; inside JSON, as JSON has them.

        >>> Hidden({"[PERSON_1]": 'Jo "J" Roe'}, str).text('{"to": "[PERSON_1]"}')
        '{"to": "Jo \\"J\\" Roe"}'
        """
        if not self._tokens.search(text):
            return text
        in_json = text.lstrip()[:1] in ("{", "[") and _is_json(text)
        return self._tokens.sub(
            lambda m: json.dumps(self._values[m[0]])[1:-1] if in_json else self._values[m[0]], text
        )

    def unfinished(self, text: str) -> int:
        """Where the beginning of a placeholder starts at the end of ``text``; else its length."""
        start = text.rfind("[", max(0, len(text) - self._longest))
        tail = text[start:]
        if start >= 0 and any(t.startswith(tail) and t != tail for t in self._values):
            return start
        return len(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def put_back(value: Any, hidden: Hidden) -> Any:
    """A copy of an answer with its texts put back; streams and promises later, as they come."""
    if isinstance(value, str):
        hidden.look(value)
        return hidden.text(value)
    if inspect.isawaitable(value):
        return _later(value, hidden)
    if inspect.isgenerator(value):
        return stream(value, hidden)
    if inspect.isasyncgen(value):
        return async_stream(value, hidden)
    if _is_live(value):
        return Answer(value, hidden)
    return mapped(value, lambda _path, text: put_back(text, hidden))


async def _later(value: Any, hidden: Hidden) -> Any:
    return put_back(await value, hidden)


def _is_live(value: Any) -> bool:
    """Whether it is a stream or a context that gives its texts only when it is used."""
    if isinstance(value, (*ATOMS, dict, list, tuple, set, frozenset)):
        return False
    names = ("__next__", "__anext__", "__enter__", "__aenter__", "__aiter__")
    return any(hasattr(type(value), name) for name in names)


class _Carry:
    """Puts values back whose placeholders are split over the pieces of a stream."""

    def __init__(self, hidden: Hidden) -> None:
        self._hidden = hidden
        self._kept: dict[str, str] = {}
        self._last: dict[str, Any] = {}
        self._told: dict[str, list[str]] = {}

    def piece(self, piece: Any) -> Any:
        """The piece with what is finished put back; the beginning of a placeholder waits."""
        touched: list[str] = []
        new = mapped(piece, lambda path, text: self._text(path, text, touched))
        self._last.update(dict.fromkeys(touched, piece))
        return new

    def _text(self, path: str, text: str, touched: list[str]) -> str:
        touched.append(path)
        self._told.setdefault(path, []).append(text)
        whole = self._kept.pop(path, "") + text
        cut = self._hidden.unfinished(whole)
        if cut < len(whole):
            self._kept[path] = whole[cut:]
        return self._hidden.text(whole[:cut])

    def rest(self) -> Iterator[Any]:
        """What still waited when the stream ended, in a piece like the last with such a text."""
        for pieces in self._told.values():
            self._hidden.look("".join(pieces))
        for at, kept in self._kept.items():
            yield mapped(self._last[at], partial(_only, at, kept))


def _only(at: str, kept: str, path: str, _text: str) -> str:
    return kept if path == at else ""


def stream(pieces: Iterator[Any], hidden: Hidden) -> Iterator[Any]:
    """The pieces of an answer as they come, with the values put back."""
    carry = _Carry(hidden)
    for piece in pieces:
        yield carry.piece(piece)
    yield from carry.rest()


async def async_stream(pieces: AsyncIterator[Any], hidden: Hidden) -> AsyncIterator[Any]:
    """The same for ``async for``."""
    carry = _Carry(hidden)
    async for piece in pieces:
        yield carry.piece(piece)
    for piece in carry.rest():
        yield piece


class Answer:
    """A stream or context of a client library; everything that comes out of it is put back."""

    def __init__(self, live: Any, hidden: Hidden) -> None:
        self._live = live
        self._hidden = hidden
        self._pieces: Any = None

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._live, name)
        if not callable(value):
            return put_back(value, self._hidden)
        return lambda *args, **kwargs: put_back(value(*args, **kwargs), self._hidden)

    def __iter__(self) -> Iterator[Any]:
        return stream(iter(self._live), self._hidden)

    def __next__(self) -> Any:
        self._pieces = self._pieces or stream(self._live, self._hidden)
        return next(self._pieces)

    def __aiter__(self) -> AsyncIterator[Any]:
        return async_stream(self._live.__aiter__(), self._hidden)

    async def __anext__(self) -> Any:
        self._pieces = self._pieces or async_stream(self._live, self._hidden)
        return await anext(self._pieces)

    def __enter__(self) -> Any:
        return put_back(self._live.__enter__(), self._hidden)

    def __exit__(self, *raised: Any) -> Any:
        return self._live.__exit__(*raised)

    async def __aenter__(self) -> Any:
        return put_back(await self._live.__aenter__(), self._hidden)

    async def __aexit__(self, *raised: Any) -> Any:
        return await self._live.__aexit__(*raised)
