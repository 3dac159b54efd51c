"""Rows unlike all that a model knows."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from nbguard.models.needs import scipy_stats

if TYPE_CHECKING:
    from nbguard.models.arrays import Array

_FOLDS = 5
_RIDGE = 1e-3  # of the mean variance: what never varies in the reference counts much, not all
_SURPRISE = 1e-3
_BEYOND_DOUBT = 2.0  # times as far as any row of the reference


class Distance:
    """Mahalanobis distance, squared, from what is known."""

    def __init__(self, known: Array) -> None:
        self._mean = known.mean(axis=0)
        covariance = np.atleast_2d(np.cov(known, rowvar=False))
        ridge = _RIDGE * (np.trace(covariance) / len(covariance) or 1.0)
        self._precision = np.linalg.inv(covariance + ridge * np.eye(len(covariance)))

    def __call__(self, rows: Array) -> Array:
        """The distance of each row."""
        off = rows - self._mean
        squared: Array = np.einsum("ij,jk,ik->i", off, self._precision, off)
        return squared


class Outliers:
    """Tells rows that lie farther out than nearly all of the known ones.

    ``tolerance`` is the share of ordinary rows that may be told as well. The limit comes from
    parts of the known rows, each measured by the rest: a row is nearer to what it helped to fit.
    """

    def __init__(self, known: Array, *, tolerance: float = 0.005, window: int = 500) -> None:
        parts = np.random.default_rng(0).permutation(len(known)) % _FOLDS
        apart = [Distance(known[parts != i])(known[parts == i]) for i in range(_FOLDS)]
        distances = np.concatenate(apart)
        self._distance = Distance(known)
        self._limit = float(np.quantile(distances, 1 - tolerance))
        self._doubtless = float(distances.max()) * _BEYOND_DOUBT
        self._tolerance = tolerance
        self._recent: deque[bool] = deque(maxlen=window)

    def find(self, rows: Array) -> list[int]:
        """The far rows, by number; infinite and missing values are far."""
        return [int(i) for i in np.flatnonzero(self._distances(rows) > self._limit)]

    def is_alarming(self, rows: Array) -> bool:
        """Whether these rows, or all of late, hold more far ones than chance would bring."""
        distances = self._distances(rows)
        self._recent.extend((distances > self._limit).tolist())
        if (distances > self._doubtless).any():
            return True
        chance = scipy_stats().binom.sf(sum(self._recent) - 1, len(self._recent), self._tolerance)
        if alarming := bool(chance < _SURPRISE and self._recent[-1]):
            self._recent.clear()
        return alarming

    def _distances(self, rows: Array) -> Array:
        finite = np.all(np.isfinite(rows), axis=1)
        return np.where(finite, self._distance(np.where(finite[:, None], rows, 0.0)), np.inf)
