"""What a model knows, as a measure for what it is given."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from nbguard.errors import NbguardError
from nbguard.models.arrays import rows_of
from nbguard.models.drift import Drift
from nbguard.models.needs import scipy_stats
from nbguard.models.outliers import Outliers

if TYPE_CHECKING:
    from nbguard.models.arrays import Array
    from nbguard.models.drift import Moved

LEAST = 50
"""Rows without which nothing can be said."""


class Reference:
    """The rows that a model was trained on, or has met in good times.

    ``rows`` is anything with numbers in rows and columns; rows with missing values are left out.
    Raises NbguardError where scipy is missing or there are too few rows.
    """

    def __init__(self, rows: Any, *, window: int = 500, tolerance: float = 0.005) -> None:
        scipy_stats()
        known = rows_of(rows)
        known = None if known is None else known[np.isfinite(known).all(axis=1)]
        if known is None or len(known) < LEAST:
            raise NbguardError(f"a reference needs numbers in at least {LEAST} rows")
        self._width = known.shape[1]
        self._outliers = Outliers(known, tolerance=tolerance, window=window)
        self._drift = Drift(known, window=window)
        self._lock = Lock()

    def rows(self, x: Any) -> Array | None:
        """The rows of ``x`` that can be compared; None where there are none."""
        rows = rows_of(x)
        return rows if rows is not None and len(rows) and rows.shape[1] == self._width else None

    def outliers(self, rows: Array) -> list[int]:
        """See Outliers.find."""
        return self._outliers.find(rows)

    def take(self, rows: Array) -> tuple[bool, list[Moved]]:
        """Take rows in: whether too many of late are far out, and the columns that moved."""
        with self._lock:
            return self._outliers.is_alarming(rows), self._drift.take(rows)
