"""Rows far out, and inputs that drift."""

from __future__ import annotations

import numpy as np
import pytest

import nbguard
from nbguard.models import guard_model, report_on
from nbguard.models.drift import Drift, stability
from nbguard.models.watch import Reference

DRAW = np.random.default_rng(20261126)
KNOWN = DRAW.normal(size=(2000, 4)) * [1, 10, 0.1, 1] + [0, 5, 0, 0]


def _like_known(rows: int) -> np.ndarray:
    return DRAW.normal(size=(rows, 4)) * [1, 10, 0.1, 1] + [0, 5, 0, 0]


def test_rows_like_the_reference_are_left_alone() -> None:
    assert len(Reference(KNOWN).outliers(_like_known(1000))) <= 10


def test_far_rows_are_found() -> None:
    rows = _like_known(10)
    rows[3, 2] += 2.0  # twenty deviations
    rows[7, 0] = np.inf
    assert set(Reference(KNOWN).outliers(rows)) >= {3, 7}


def test_rows_of_another_length_cannot_be_compared() -> None:
    assert Reference(KNOWN).rows(np.zeros((3, 2))) is None


def test_one_ordinary_row_after_another_is_no_alarm() -> None:
    reference = Reference(KNOWN)
    assert [reference.take(_like_known(1))[0] for _ in range(1000)].count(True) <= 1


def test_rows_that_are_a_little_far_again_and_again_are() -> None:
    reference = Reference(KNOWN)
    far = np.array([[4.3, 5, 0, 0]])
    assert reference.outliers(far) == [0]
    assert any(reference.take(far)[0] for _ in range(5))


def test_steady_input_does_not_drift() -> None:
    drift = Drift(KNOWN, window=500)
    assert [drift.take(_like_known(100)) for _ in range(30)] == [[]] * 30


def test_a_column_that_moves_drifts() -> None:
    (moved,) = Drift(KNOWN, window=200).take(_like_known(200) + np.array([0, 0, 0.1, 0]))
    assert moved.column == 2
    assert moved.psi > 0.2


def test_stability_is_nothing_for_the_same_and_much_for_another() -> None:
    assert stability(KNOWN[:, 0], KNOWN[:, 0]) == pytest.approx(0)
    assert stability(KNOWN[:, 0], KNOWN[:, 0] + 5) > 1


def test_few_rows_are_no_reference() -> None:
    with pytest.raises(nbguard.NbguardError, match="at least 50 rows"):
        Reference(np.zeros((10, 2)))


def test_a_far_row_can_be_refused() -> None:
    model = guard_model(lambda rows: rows, reference=KNOWN, outliers="refuse")
    model(KNOWN[:5])
    with pytest.raises(nbguard.InvalidInput, match="1 of 1 rows lie far outside"):
        model([[50.0, 5, 0, 0]])
    assert report_on(model)["alerts"] == {"outliers": 1}
