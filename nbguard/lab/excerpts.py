"""What stands around a finding, with everything sensitive in it masked, on one short line."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from nbguard.notebook.kinds import MARKUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.findings import Match
    from nbguard.guard import Guard, Hit

LONGEST = 80
OWN = "\0"
"""Stands for the finding's own placeholder, whose number depends on the notebook."""

_REACH = 200
_TAG = re.compile(r"<[^<>]{0,400}>")
_CUT_TAG = re.compile(r"^[^<>]{0,400}>|<[^<>]{0,400}$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f]")


def excerpts(guard: Guard, groups: Sequence[Sequence[Hit]]) -> list[str]:
    """One line for each hit; a group holds the hits of one place, sorted and apart.

    What tags and entities hid is looked at once more when they are gone.
    """
    spots = [(*_sides(group, i), _token(hit)) for group in groups for i, hit in enumerate(group)]
    found = guard.match(["".join((left, token, right)) for left, right, token in spots])
    return [_settled(*spot, matches) for spot, matches in zip(spots, found, strict=True)]


def _settled(left: str, right: str, token: str, matches: Sequence[Match]) -> str:
    """The line with what came to light in it masked too."""
    end, start = len(left), len(left) + len(token)
    before = [m._replace(end=min(m.end, end)) for m in matches if m.start < end]
    after = [
        m._replace(start=max(m.start - start, 0), end=m.end - start)
        for m in matches
        if m.end > start
    ]
    return _masked(left, before) + OWN + _masked(right, after)


def shown(line: str, placeholder: str) -> str:
    """The line with its own placeholder in it, at most ``LONGEST`` characters.

    >>> shown("write to " + OWN + " soon", "[EMAIL_ADDRESS_1]")
    'write to [EMAIL_ADDRESS_1] soon'
    """
    left, _, right = line.partition(OWN)
    room = max(LONGEST - len(placeholder), 0)
    before = min(len(left), max(room // 2, room - len(right)))
    after = min(len(right), room - before)
    return left[len(left) - before :] + placeholder + right[:after]


def _token(hit: Hit) -> str:
    return f"[{hit.match.entity}_1]"


def _sides(hits: Sequence[Hit], i: int) -> tuple[str, str]:
    """The text before and after hit ``i``; other hits in it by their entity."""
    place = hits[i].place
    plain = _unmarked if place.kind == MARKUP else _plain
    return plain(_before(place.text, hits, i)), plain(_after(place.text, hits, i))


def _before(text: str, hits: Sequence[Hit], i: int) -> str:
    pieces, at = [], hits[i].start
    floor = max(at - _REACH, 0)
    for j in range(i - 1, -1, -1):
        hit = hits[j]
        if hit.end <= floor:
            break
        pieces += [text[hit.end : at], f"[{hit.match.entity}]"]
        at = hit.start
    return "".join(reversed([*pieces, text[floor:at]]))


def _after(text: str, hits: Sequence[Hit], i: int) -> str:
    pieces, at = [], hits[i].end
    ceiling = at + _REACH
    for j in range(i + 1, len(hits)):
        hit = hits[j]
        if hit.start >= ceiling:
            break
        pieces += [text[at : hit.start], f"[{hit.match.entity}]"]
        at = hit.end
    return "".join([*pieces, text[at:ceiling]])


def _unmarked(text: str) -> str:
    return _plain(html.unescape(_TAG.sub(" ", _CUT_TAG.sub(" ", text))))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _COLOUR.sub("", text))


def _masked(text: str, matches: Sequence[Match]) -> str:
    pieces, at = [], 0
    for match in matches:
        pieces += [text[at : match.start], f"[{match.entity}]"]
        at = match.end
    return "".join([*pieces, text[at:]])
