"""Found, missed, false: spans against spans, equal when they overlap by half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from nbguard.detect.names.training.templates import Example
from nbguard.findings import Match


class Tally(NamedTuple):
    """Counts of one entity over some texts."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / max(1, self.right + self.missed)

    def f(self, beta: float) -> float:
        """The F measure that holds recall ``beta`` times as dear as precision."""
        weight = beta * beta
        below = (1 + weight) * self.right + weight * self.missed + self.false
        return (1 + weight) * self.right / max(1, below)


def overlap(a: Sequence[Any], b: Sequence[Any]) -> float:
    """Intersection over union of two spans."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / (a[1] - a[0] + b[1] - b[0] - common) if common else 0.0


def tally(example: Example, matches: Iterable[Match], entity: str, least: float) -> Tally:
    """Count one text: each true span takes the best match left that overlaps it by half."""
    true = [s for s in example.spans if s[2] == entity]
    found = [m for m in matches if m.entity == entity and m.score >= least]
    right = 0
    for span in true:
        best = max(found, key=lambda m: overlap(span, m[:2]), default=None)
        if best is not None and overlap(span, best[:2]) >= 0.5:
            found.remove(best)
            right += 1
    return Tally(right, len(true) - right, len(found))


def total(
    examples: Sequence[Example], found: Sequence[Sequence[Match]], entity: str, least: float
) -> Tally:
    """Count many texts."""
    result = Tally()
    for example, matches in zip(examples, found, strict=True):
        result = result.plus(tally(example, matches, entity, least))
    return result
