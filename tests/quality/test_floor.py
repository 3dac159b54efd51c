"""No figure may fall by more than a point below what was recorded."""

from __future__ import annotations

import pytest

from benchmarks.quality import floors

FLOORS = {"PERSON F1, news": 0.9, "secrets, false alarms": 0.02, "false names per 1,000 cells": 8.0}


def test_no_figure_fell_by_more_than_a_point() -> None:
    assert floors.fallen(floors.measured(), floors.recorded()) == {}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"PERSON F1, news": 0.88}, id="a share two points down"),
        pytest.param({"secrets, false alarms": 0.04}, id="a rate of false alarms two points up"),
        pytest.param({"false names per 1,000 cells": 9.5}, id="more noise"),
    ],
)
def test_a_fall_is_seen(change: dict[str, float]) -> None:
    assert set(floors.fallen(FLOORS | change, FLOORS)) == set(change)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({}, id="nothing changed"),
        pytest.param({"PERSON F1, news": 0.89}, id="a point down is allowed"),
        pytest.param({"PERSON F1, news": 0.99}, id="a share up"),
        pytest.param({"secrets, false alarms": 0.0}, id="fewer false alarms"),
        pytest.param({"false names per 1,000 cells": 1.0}, id="less noise"),
    ],
)
def test_no_fall_is_seen_where_there_is_none(change: dict[str, float]) -> None:
    assert floors.fallen(FLOORS | change, FLOORS) == {}
