"""Lines with boxes as one text: rows from top to bottom, columns kept apart as in print."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbguard.images.engine import Line, Quad


_LEVEL = 0.05


class Spot(NamedTuple):
    """A stretch of the text, and the box that shows it; None: it is not among the pixels."""

    start: int
    end: int
    quad: Quad | None


def text_of(lines: Sequence[Line]) -> tuple[str, list[Spot]]:
    """The text that the lines make, and where each stretch of it is seen."""
    text = ""
    spots: list[Spot] = []
    unit = _width(lines)
    for row in _rows(lines):
        start = len(text)
        for line in row:
            if len(text) > start:
                column = start + round(_left(line.quad) / unit)
                text += " " * max(2, column - len(text))
            spots += _spots(line, len(text))
            text += line.text
        text += "\n"
    return text, spots


def _spots(line: Line, at: int) -> Iterator[Spot]:
    """The line's words, each as wide as half the gaps beside it; one line, if not level, whole.

    The engine only guesses where in a line a word stands, and never whether it is the last.
    """
    words = line.words if _is_level(line.quad) else ()
    cuts = [(_right(words[i].quad) + _left(words[i + 1].quad)) / 2 for i in range(len(words) - 1)]
    edges = [_left(line.quad), *cuts, _right(line.quad)]
    top, bottom = _span(line.quad)
    done = 0
    for word, left, right in zip(words, edges, edges[1:], strict=False):
        box = ((left, top), (right, top), (right, bottom), (left, bottom))
        if line.text[done : word.start].strip():
            yield Spot(at + done, at + word.start, line.quad)
        yield Spot(at + word.start, at + word.end, box)
        done = word.end
    if line.text[done:].strip():
        yield Spot(at + done, at + len(line.text), line.quad)


def _is_level(quad: Quad) -> bool:
    (ax, ay), (bx, by) = quad[:2]
    top, bottom = _span(quad)
    return abs(by - ay) < _LEVEL * (bx - ax) and _right(quad) - _left(quad) > bottom - top


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand beside each other, from left to right."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: _middle(line.quad)):
        if row and not _beside(row, line):
            yield sorted(row, key=lambda line: _left(line.quad))
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: _left(line.quad))


def _beside(row: Iterable[Line], line: Line) -> bool:
    """Whether the line stands beside every line of the row, and not over or under one."""
    top, bottom = _span(line.quad)
    spans = [_span(other.quad) for other in row]
    return all(
        2 * (min(b, bottom) - max(a, top)) > min(b - a, bottom - top) for a, b in spans
    ) and all(
        _left(line.quad) >= _right(other.quad) or _right(line.quad) <= _left(other.quad)
        for other in row
    )


def _width(lines: Sequence[Line]) -> float:
    """How wide a character is, in most lines."""
    widths = [(_right(line.quad) - _left(line.quad)) / max(1, len(line.text)) for line in lines]
    return max(1.0, median(widths)) if widths else 1.0


def _left(quad: Quad) -> float:
    return min(x for x, _ in quad)


def _right(quad: Quad) -> float:
    return max(x for x, _ in quad)


def _span(quad: Quad) -> tuple[float, float]:
    heights = [y for _, y in quad]
    return min(heights), max(heights)


def _middle(quad: Quad) -> float:
    return sum(_span(quad)) / 2
