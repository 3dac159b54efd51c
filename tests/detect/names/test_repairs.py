"""What a token's label owes to other tokens of its text."""

from __future__ import annotations

import numpy as np
import pytest

from nbguard.detect.names.network import LABELS
from nbguard.detect.names.repairs import repair
from nbguard.detect.names.tokens import tokens

B, I = LABELS.index("B-PERSON"), LABELS.index("I-PERSON")  # noqa: E741 (the labels' own letters)
PLACE = LABELS.index("I-LOCATION")


def repaired(text: str, known: dict[int, tuple[int, float]]) -> list[float]:
    """The PERSON probability of each token; ``known``: token -> label and its probability."""
    read = tokens(text)
    rows = np.zeros((len(read), len(LABELS)), np.float32)
    rows[:, 0] = 1
    for at, (label, sure) in known.items():
        rows[at, 0], rows[at, label] = 1 - sure, sure
    repair(read, rows)
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)
    return [float(x) for x in rows[:, B] + rows[:, I]]


def test_a_full_name_vouches_for_its_parts() -> None:
    person = repaired("Ada Quill left. Quill won.", {0: (B, 0.97), 1: (I, 0.97)})
    assert person[4] == pytest.approx(0.85 * 0.97, abs=0.01)


def test_a_lone_word_vouches_for_nothing() -> None:
    assert repaired("Quill left. Quill won.", {0: (B, 0.97)})[3] == 0


def test_an_unsure_name_vouches_for_nothing() -> None:
    assert repaired("Ada Quill left. Quill won.", {0: (B, 0.7), 1: (I, 0.7)})[4] == 0


def test_a_part_inside_a_place_stays_there() -> None:
    known = {0: (B, 0.97), 1: (I, 0.97), 4: (LABELS.index("B-LOCATION"), 0.9), 5: (PLACE, 0.9)}
    assert repaired("Ada Quill left. Quill Street won.", known)[4] == pytest.approx(0, abs=0.01)


def test_halves_of_a_hyphenated_name_go_together() -> None:
    person = repaired("said Hart-Cole today", {1: (B, 0.95), 3: (PLACE, 0.6)})
    assert person[1] == person[2] == person[3] == pytest.approx(0.475, abs=0.01)


def test_a_dash_between_spaces_joins_nothing() -> None:
    assert repaired("said Hart - Cole today", {1: (B, 0.95)})[3] == 0
