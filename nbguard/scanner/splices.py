"""What cleaning did to a file, kept as positions and placeholders: nothing of the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_PLACEHOLDER = re.compile(rb"\[[A-Z][A-Z0-9_]{0,60}_\d{1,9}\]")


class Splice(NamedTuple):
    """``old[start:end]`` becomes ``new``, a placeholder; positions count bytes."""

    start: int
    end: int
    new: str


def between(old: bytes, new: bytes) -> list[Splice] | None:
    """The splices that turn ``old`` into ``new``; None where placeholders are not all it takes.

    >>> between(b"to: ann, bob", b"to: [PERSON_1], [PERSON_2]")
    [Splice(start=4, end=7, new='[PERSON_1]'), Splice(start=9, end=12, new='[PERSON_2]')]
    >>> between(b"to: ann", b"to: ***")
    """
    # What stands between the placeholders is matched from left to right, as a glob would be:
    # if there is any way to lay it onto ``old``, this finds one.
    kept = _PLACEHOLDER.split(new)
    starts = [0]
    for text in kept[1:-1]:
        starts.append(old.find(text, starts[-1] + len(kept[len(starts) - 1])))
        if starts[-1] < 0:
            return None
    starts.append(len(old) - len(kept[-1]))
    ends = [start + len(text) for start, text in zip(starts, kept, strict=False)]
    holes = zip(ends, starts[1:], _PLACEHOLDER.findall(new), strict=False)
    splices = [Splice(start, end, placeholder.decode()) for start, end, placeholder in holes]
    return splices if _fits(splices) and apply(old, splices) == new else None


def apply(old: bytes, splices: Iterable[Splice]) -> bytes:
    """The version that ``splices`` make of ``old``.

    >>> apply(b"to: ann", [Splice(4, 7, "[PERSON_1]")])
    b'to: [PERSON_1]'
    """
    pieces, at = [], 0
    for splice in splices:
        pieces += [old[at : splice.start], splice.new.encode()]
        at = splice.end
    return b"".join([*pieces, old[at:]])


def _fits(splices: list[Splice]) -> bool:
    return all(splice.start <= splice.end for splice in splices)
