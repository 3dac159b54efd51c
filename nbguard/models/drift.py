"""Inputs that no longer look like those a model was made for."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nbguard.models.needs import scipy_stats

if TYPE_CHECKING:
    from nbguard.models.arrays import Array

_BINS = 10
_PSI = 0.2  # the usual mark between a moderate and a large shift of a population
_SIGNIFICANCE = 0.01


class Moved(NamedTuple):
    """How far a column has moved: population stability, and the p of a Kolmogorov-Smirnov test."""

    column: int
    psi: float
    p: float


class Drift:
    """Compares the last ``window`` rows with the known ones.

    A column has moved when both say so: its population stability index is above 0.2, and a
    Kolmogorov-Smirnov test, corrected for the number of columns, has p below 0.01.
    """

    def __init__(self, known: Array, *, window: int = 500) -> None:
        self._known = known
        self._window = window
        self._recent: deque[Array] = deque(maxlen=window)
        self._unseen = 0

    def take(self, rows: Array) -> list[Moved]:
        """Take rows in; once there are enough, every half window, the columns that moved."""
        self._recent.extend(rows)
        self._unseen += len(rows)
        if len(self._recent) < self._window or self._unseen < self._window // 2:
            return []
        self._unseen = 0
        recent = np.array(self._recent)
        limit = _SIGNIFICANCE / recent.shape[1]
        pairs = enumerate(zip(self._known.T, recent.T, strict=True))
        compared = [_compared(i, old, new[np.isfinite(new)]) for i, (old, new) in pairs]
        return [moved for moved in compared if moved.psi > _PSI and moved.p < limit]


def _compared(column: int, old: Array, new: Array) -> Moved:
    if not len(new):  # nothing but missing values
        return Moved(column, np.inf, 0.0)
    p = float(scipy_stats().ks_2samp(old, new).pvalue)
    return Moved(column, round(stability(old, new), 3), p)


def stability(old: Array, new: Array) -> float:
    """The population stability index of two samples, over tenths of the old one.

    >>> round(stability(np.arange(100), np.arange(100)), 6)
    0.0
    """
    edges = np.unique(np.quantile(old, np.linspace(0, 1, _BINS + 1)[1:-1]))
    expected, actual = (
        np.bincount(np.searchsorted(edges, x, side="right"), minlength=len(edges) + 1) / len(x)
        for x in (old, new)
    )
    expected, actual = np.maximum(expected, 1e-4), np.maximum(actual, 1e-4)
    return float(np.sum((actual - expected) * np.log(actual / expected)))
