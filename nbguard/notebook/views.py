"""A text decoded from another text, and the way back.

A place's text is the root. Each layer (colour codes, tags and entities, escapes ...) makes a
view of the text below it: a row of pieces, each either copied or decoded from a span of the
source. A hit found in the top view is carried down span by span, and what replaces it is
encoded again on every level. Sources between pieces (tags, colour codes) are never touched.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

# Source start, source end, decoded text; None: the source span as it stands. An empty span with
# a text is something the source only implies, such as the line break that a block tag makes.
Piece = tuple[int, int, "str | None"]
Decode = Callable[[str], Iterable[Piece]]
Encode = Callable[[str, int], str]

_AT_A_TIME = 10_000


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


class View:
    """A text as it stands in a place: the root of every reading."""

    __slots__ = ("edits", "text")

    depth = 0

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[Edit] = []

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of the root's text that ``text[start:end]`` was decoded from."""
        return start, end

    def lineage(self) -> Iterator[View]:
        """The view and every one below it, down to the root."""
        yield self


class Decoded(View):
    """What ``decode`` makes of the text of ``source``.

    ``encode(new, at)`` writes a replacement in the form that the source has at offset ``at``;
    ``pieces`` spares the first decoding where they are known already.
    The map back is made when first asked for, by the same ``decode``: most texts hold nothing,
    and never pay for it.
    """

    __slots__ = ("_decode", "_encode", "_ends", "_starts", "_targets", "depth", "source")

    def __init__(
        self,
        source: View,
        decode: Decode,
        encode: Encode | None = None,
        pieces: Iterable[Piece] | None = None,
    ) -> None:
        made = decode(source.text) if pieces is None else pieces
        super().__init__(_joined(source.text, iter(made)))
        self.source = source
        self.depth = source.depth + 1
        self._decode = decode
        self._encode = encode or _as_is
        self._targets: array[int] | None = None

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of the root's text that ``text[start:end]`` was decoded from."""
        spans = [(a, b) for a, b, _, _ in self._spans(start, end)] or [self._point(start)]
        solid = [(a, b) for a, b in spans if a < b] or spans
        return self.source.locate(solid[0][0], solid[-1][1])

    def lineage(self) -> Iterator[View]:
        """The view and every one below it, down to the root."""
        yield self
        yield from self.source.lineage()

    def carried(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Edits of the decoded text as edits of its source."""
        for edit in apart(edits):
            yield from self._carried(edit)

    def _carried(self, edit: Edit) -> Iterator[Edit]:
        """One edit per stretch of source: the first takes the new text, the others vanish.

        Of a span that decodes to several characters and is only partly meant, the other
        characters are written again.
        """
        spans = [span for span in self._spans(edit.start, edit.end) if span[0] < span[1]]
        stretches = list(_stretches(spans))
        last = len(stretches) - 1
        for i, (start, end, before, after) in enumerate(stretches):
            new = before + (edit.new if i == 0 else "") + (after if i == last else "")
            yield Edit(start, end, self._encode(new, start) if new else "")

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Source spans of ``text[start:end]``, with what of a decoded piece lies outside it."""
        targets, starts, ends = self._map()
        for i in range(bisect_right(targets, start) - 1, len(targets) - 1):
            first, stop = targets[i], targets[i + 1]
            if first >= end:
                return
            left, right = max(start, first), min(end, stop)
            if ends[i] - starts[i] == stop - first:
                yield starts[i] + left - first, starts[i] + right - first, "", ""
            else:
                yield starts[i], ends[i], self.text[first:left], self.text[right:stop]

    def _point(self, at: int) -> tuple[int, int]:
        """Where an empty span lies."""
        targets, starts, ends = self._map()
        i = min(bisect_right(targets, at) - 1, len(starts) - 1)
        if i < 0:
            return 0, 0
        source = min(starts[i] + at - targets[i], ends[i])
        return source, source

    def _map(self) -> tuple[array[int], array[int], array[int]]:
        if self._targets is None:
            self._targets, self._starts, self._ends = _breakpoints(self._decode(self.source.text))
        return self._targets, self._starts, self._ends


def _joined(text: str, pieces: Iterator[Piece]) -> str:
    """The pieces as one text, by the thousand: each alone takes many times its letters."""
    done: list[str] = []
    while parts := [
        text[start:end] if new is None else new for start, end, new in islice(pieces, _AT_A_TIME)
    ]:
        done.append("".join(parts))
    return "".join(done)


def _breakpoints(pieces: Iterable[Piece]) -> tuple[array[int], array[int], array[int]]:
    """Per piece its offset in the decoded text and its span in the source; then the end."""
    targets, starts, ends = array("q"), array("q"), array("q")
    target = 0
    for start, end, new in pieces:
        length = end - start if new is None else len(new)
        if length:
            targets.append(target)
            starts.append(start)
            ends.append(end)
            target += length
    targets.append(target)
    return targets, starts, ends


def _stretches(
    spans: Iterable[tuple[int, int, str, str]],
) -> Iterator[tuple[int, int, str, str]]:
    """Spans that touch, joined."""
    joined: tuple[int, int, str, str] | None = None
    for start, end, before, after in spans:
        if joined is None:
            joined = start, end, before, after
        elif joined[1] == start and not joined[3] and not before:
            joined = joined[0], end, joined[2], after
        else:
            yield joined
            joined = start, end, before, after
    if joined:
        yield joined


def settle(touched: Iterable[View]) -> list[Edit]:
    """The edits of every view in ``touched``, carried down to the root's text."""
    views = {id(view): view for top in touched for view in top.lineage()}
    edits = {key: view.edits for key, view in views.items()}
    for key, view in sorted(views.items(), key=lambda item: -item[1].depth):
        if isinstance(view, Decoded):
            below = id(view.source)
            edits[below] = apart([*edits[below], *view.carried(edits[key])])
    return apart(edit for key, view in views.items() if not view.depth for edit in edits[key])


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits by position, without those that overlap one before them."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def splice(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits``, sorted and apart, carried out."""
    parts, at = [], 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _as_is(new: str, _at: int) -> str:
    return new


def substituting(
    pattern: re.Pattern[str], decoded: Callable[[re.Match[str]], str | None]
) -> Decode:
    """A ``Decode`` that turns each match into ``decoded(match)``; None leaves it as it stands."""

    def decode(text: str) -> Iterator[Piece]:
        at = 0
        for match in pattern.finditer(text):
            new = decoded(match)
            if new is not None:
                start, end = match.span()
                yield at, start, None
                yield start, end, new
                at = end
        yield at, len(text), None

    return decode
