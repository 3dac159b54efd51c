"""Columns whose values come from lists that the detector has not seen: a floor of the benchmark."""

import pytest

from benchmarks.columns import generated
from benchmarks.columns.__main__ import f1, judge_generated
from nbguard.policy import Policy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def judged():
    return judge_generated(generated.columns(), Policy(names="off"))


def test_f1_by_column_in_twenty_locales(judged):
    count, wrong = judged
    assert f1(count) >= 0.97, (count, [row[:6] for row in wrong])


def test_harmless_columns_are_left_alone(judged):
    flagged = [row[:6] for row in judged[1] if row[4] is None]
    assert len(flagged) <= 10, flagged
