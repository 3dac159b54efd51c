"""What stands around a finding, with everything sensitive in it masked, on one short line."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from nbguard.notebook.kinds import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbguard.findings import Match
    from nbguard.guard import Guard, Hit

LONGEST = 80
OWN = "\0"
"""Stands for the finding's own placeholder, whose number depends on the notebook."""

_REACH = 200
_MOST = 3_000
"""Characters of a place in which hits share a window: each by itself would be read many times."""

_TAG = re.compile(r"<[^<>]{0,400}>")
_REST_OF_TAG = re.compile(r"^[^<>]{0,400}(?:>|$)")
_CUT_TAG = re.compile(r"<[^<>]{0,400}$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f]")


def excerpts(guard: Guard, groups: Sequence[Sequence[Hit]]) -> list[str]:
    """One line for each hit; a group holds the hits of one place, sorted and apart.

    What tags and entities hid is looked at once more when they are gone.
    """
    windows = [window for group in groups for window in _windows(group)]
    found = guard.match([window.text for window in windows])
    return [
        line
        for window, matches in zip(windows, found, strict=True)
        for line in window.lines(matches)
    ]


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


class _Window(NamedTuple):
    """Hits that stand close, by their entities, and what stands before, between and after them.

    Lines are wanted for the hits ``first`` up to ``stop``; the others are near those.
    """

    entities: list[str]
    stretches: list[str]
    first: int
    stop: int

    @property
    def text(self) -> str:
        """The window as detection reads it: each hit is a placeholder already."""
        return self._woven("[{}_1]")

    def lines(self, matches: Sequence[Match]) -> Iterator[str]:
        """The line of each hit, with what came to light in the window masked too."""
        window = self._replace(stretches=list(self._masked(matches)))
        for i in range(self.first, self.stop):
            left = window._replace(entities=self.entities[:i], stretches=window.stretches[: i + 1])
            right = window._replace(
                entities=self.entities[i + 1 :], stretches=window.stretches[i + 1 :]
            )
            yield left._end() + OWN + right._beginning()

    def _woven(self, form: str) -> str:
        pieces = [self.stretches[0]]
        for entity, stretch in zip(self.entities, self.stretches[1:], strict=True):
            pieces += [form.format(entity), stretch]
        return "".join(pieces)

    def _end(self) -> str:
        """The last characters, as many as a line may have."""
        pieces, room = [self.stretches[-1]], LONGEST - len(self.stretches[-1])
        for i in range(len(self.entities) - 1, -1, -1):
            if room <= 0:
                break
            pieces += [f"[{self.entities[i]}]", self.stretches[i]]
            room -= len(pieces[-1]) + len(pieces[-2])
        return "".join(reversed(pieces))[-LONGEST:]

    def _beginning(self) -> str:
        """The first characters, as many as a line may have."""
        pieces, room = [self.stretches[0]], LONGEST - len(self.stretches[0])
        for entity, stretch in zip(self.entities, self.stretches[1:], strict=True):
            if room <= 0:
                break
            pieces += [f"[{entity}]", stretch]
            room -= len(pieces[-1]) + len(pieces[-2])
        return "".join(pieces)[:LONGEST]

    def _masked(self, matches: Sequence[Match]) -> Iterator[str]:
        """The stretches with the matches in them masked."""
        at, first = 0, 0
        for i, stretch in enumerate(self.stretches):
            end = at + len(stretch)
            while first < len(matches) and matches[first].end <= at:
                first += 1
            yield _masked(stretch, at, matches[first:], end) if first < len(matches) else stretch
            at = end + (len(f"[{self.entities[i]}_1]") if i < len(self.entities) else 0)


def _masked(stretch: str, at: int, matches: Iterable[Match], end: int) -> str:
    """A stretch that stands at ``at``, with what of the matches lies in it masked."""
    pieces, done = [], 0
    for match in matches:
        if match.start >= end:
            break
        pieces += [stretch[done : max(match.start - at, 0)], f"[{match.entity}]"]
        done = min(match.end, end) - at
    return "".join([*pieces, stretch[done:]])


def _windows(hits: Sequence[Hit]) -> Iterator[_Window]:
    """The hits of one place, those that stand close together."""
    start = 0
    for i in range(1, len(hits) + 1):
        if i == len(hits) or _is_far(hits, start, i):
            yield _window(hits, start, i)
            start = i


def _is_far(hits: Sequence[Hit], first: int, i: int) -> bool:
    apart = hits[i].start - hits[i - 1].end > 2 * _REACH
    return apart or hits[i].end - hits[first].start > _MOST


def _window(hits: Sequence[Hit], first: int, stop: int) -> _Window:
    """A window for some hits, with whatever else is in reach of them."""
    place, low, high = hits[first].place, first, stop
    floor, ceiling = max(hits[first].start - _REACH, 0), hits[stop - 1].end + _REACH
    while low and hits[low - 1].end > floor:
        low -= 1
    while high < len(hits) and hits[high].start < ceiling:
        high += 1
    near = hits[low:high]
    edges = [floor, *(edge for hit in near for edge in (hit.start, hit.end)), ceiling]
    raw = [place.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    stretches = _unmarked(raw) if place.kind == MARKUP else raw
    entities = [hit.match.entity for hit in near]
    return _Window(entities, list(map(_plain, stretches)), first - low, stop - low)


def _unmarked(stretches: Sequence[str]) -> Iterator[str]:
    """The stretches without tags, entities decoded; a hit may lie in a tag."""
    inside = ">" in (head := stretches[0]) and not 0 <= head.find("<") < head.find(">")
    for stretch in stretches:
        text = _REST_OF_TAG.sub(" ", stretch) if inside else stretch
        inside = stretch.rfind("<") > stretch.rfind(">") or (inside and ">" not in stretch)
        yield html.unescape(_TAG.sub(" ", _CUT_TAG.sub(" ", text)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", _COLOUR.sub("", text))
