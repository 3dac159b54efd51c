"""Label probabilities to spans: where an entity begins and ends, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LEAST = (0.15, 0.15, 0.3, 0.3)  # a token below this belongs to no entity of that kind


class Run(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) are one entity, with that probability."""

    first: int
    last: int
    entity: int
    score: float


def runs(probabilities: NDArray[np.float32]) -> list[Run]:
    """The entities of a stream of tokens, from (tokens, labels) probabilities.

    The labels are O, then B and I of each entity in the order of ``ENTITIES``.
    """
    begins, insides = probabilities[:, 1::2], probabilities[:, 2::2]
    held = begins + insides
    kinds = held.argmax(axis=1)
    best = held[np.arange(len(held)), kinds]
    kinds[best < np.take(LEAST, kinds)] = -1
    return list(_grouped(kinds, best, begins, insides))


def _grouped(
    kinds: NDArray[np.int64],
    best: NDArray[np.float32],
    begins: NDArray[np.float32],
    insides: NDArray[np.float32],
) -> Iterator[Run]:
    live = np.flatnonzero(kinds >= 0)
    start = previous = -1
    for at in live.tolist():
        kind = kinds[at]
        joined = previous == at - 1 >= 0 and kind == kinds[previous]
        if not (joined and insides[at, kind] >= begins[at, kind]):
            if start >= 0:
                yield _run(start, previous, kinds, best)
            start = at
        previous = at
    if start >= 0:
        yield _run(start, previous, kinds, best)


def _run(start: int, end: int, kinds: NDArray[np.int64], best: NDArray[np.float32]) -> Run:
    """An entity is as sure as its tokens are on average."""
    return Run(start, end, int(kinds[start]), float(best[start : end + 1].mean()))


def calibrated(score: float, points: Sequence[tuple[float, float]]) -> float:
    """Piecewise linear: what share of such scores was right."""
    xs, ys = zip(*points, strict=True)
    return float(np.interp(score, xs, ys))
