"""Members of a JSON text taken out whole, and not a byte else changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nbguard.notebook.jsontext import Path, scan_string
from nbguard.notebook.views import Edit, splice

Branches = dict["int | str | None", "Branches"]

_SPACE = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(r'["\[\]{}]')
_PLAIN = re.compile(r"[^\s,\]}]+")


class _Member(NamedTuple):
    """A list's item or an object's member: its index or key, and its span, key included."""

    name: int | str
    start: int
    value: int
    end: int


def without(text: str, doomed: Iterable[Path]) -> str:
    """``text`` without the members at the paths of ``doomed``; a path that is not there is none.

    >>> without('{"cells": [1, {"a": 2, "b": 3}, 4]}', [("cells", 0), ("cells", 1, "b")])
    '{"cells": [{"a": 2}, 4]}'
    """
    return splice(text, sorted(_edits(text, _after_space(text, 0), _branches(doomed))))


def _branches(doomed: Iterable[Path]) -> Branches:
    """The paths as a tree: what lies below each name; None is below one that goes."""
    root: Branches = {}
    for path in filter(None, doomed):
        below = root
        for name in path:
            below = below.setdefault(name, {})
        below[None] = {}
    return root


def _edits(text: str, at: int, doomed: Branches) -> Iterator[Edit]:
    """The cuts below the list or object that begins at ``at``; looks only where one is due."""
    members = list(_members(text, at))
    goes = [None in doomed.get(member.name, ()) for member in members]
    yield from _cuts(text, at, members, goes)
    for member, gone in zip(members, goes, strict=True):
        below = doomed.get(member.name)
        if below and not gone and text[member.value] in "[{":
            yield from _edits(text, member.value, below)


def _cuts(text: str, at: int, members: list[_Member], goes: list[bool]) -> Iterator[Edit]:
    """Each cut takes the comma before its member, or, before the first that stays, after it."""
    if all(goes):
        if members:
            yield Edit(at + 1, _after_space(text, members[-1].end), "")
        return
    stays = goes.index(False)
    for i, member in enumerate(members):
        if goes[i] and i < stays:
            yield Edit(member.start, members[i + 1].start, "")
        elif goes[i]:
            yield Edit(members[i - 1].end, member.end, "")


def _members(text: str, at: int) -> Iterator[_Member]:
    """The members of the list or object that begins at ``at``."""
    is_object = text[at] == "{"
    at = _after_space(text, at + 1)
    index = 0
    while text[at] not in "]}":
        start = value = at
        name: int | str = index
        if is_object:
            name, colon = scan_string(text, at + 1)
            value = _after_space(text, text.index(":", colon) + 1)
        end = _end(text, value)
        yield _Member(name, start, value, end)
        index += 1
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)


def _end(text: str, at: int) -> int:
    """Where the value that begins at ``at`` ends; depth is counted, so no recursion."""
    if text[at] not in '"[{':
        match = _PLAIN.match(text, at)
        return match.end() if match else at
    depth = 0
    while True:
        mark = _MARK.search(text, at)
        assert mark, "the text has been parsed as JSON"
        at = mark.end()
        if mark[0] == '"':
            at = scan_string(text, at)[1]
        else:
            depth += 1 if mark[0] in "[{" else -1
        if depth == 0:
            return at


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match
    return match.end()
