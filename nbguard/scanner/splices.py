"""What cleaning did to a file, kept as positions and placeholders: nothing of the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLACEHOLDER = rb"\[[A-Z][A-Z0-9_]{0,60}_\d{1,9}\]"

# old[start:end] becomes the placeholder; positions count bytes.
Splice = tuple[int, int, str]


def between(old: bytes, new: bytes) -> list[Splice] | None:
    """The splices that turn ``old`` into ``new``; None where placeholders are not all it takes.

    >>> between(b"to: ann, bob", b"to: [PERSON_1], [PERSON_2]")
    [(4, 7, '[PERSON_1]'), (9, 12, '[PERSON_2]')]
    >>> between(b"to: ann", b"to: ***")
    """
    # What stands between the placeholders is matched from left to right, as a glob would be:
    # if there is any way to lay it onto ``old``, this finds one.
    kept = re.split(_PLACEHOLDER, new)
    starts = [0]
    for text in kept[1:-1]:
        starts.append(old.find(text, starts[-1] + len(kept[len(starts) - 1])))
        if starts[-1] < 0:
            return None
    starts.append(len(old) - len(kept[-1]))
    ends = [start + len(text) for start, text in zip(starts, kept, strict=False)]
    holes = zip(ends, starts[1:], re.findall(_PLACEHOLDER, new), strict=False)
    splices = [(start, end, placeholder.decode()) for start, end, placeholder in holes]
    fits = all(start <= end for start, end, _ in splices)
    return splices if fits and apply(old, splices) == new else None


def apply(old: bytes, splices: Iterable[Splice]) -> bytes:
    """The version that ``splices`` make of ``old``.

    >>> apply(b"to: ann", [(4, 7, "[PERSON_1]")])
    b'to: [PERSON_1]'
    """
    pieces, at = [], 0
    for start, end, new in splices:
        pieces += [old[at:start], new.encode()]
        at = end
    return b"".join([*pieces, old[at:]])
