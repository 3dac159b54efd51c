"""The floors that CI holds: a part of the test split, measured in seconds.

``python -m benchmarks.quality --record`` writes them after a change for the better; the test
in ``tests/quality`` fails when a figure is worse than its floor by more than a point.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from benchmarks.quality import detectors, quiet
from benchmarks.quality.measure import TARGETS, headline, measure

FLOORS = Path(__file__).parent / "floors.json"
# A point is one hundredth; of noise, one finding in 1,000 cells.
_POINT, _NOISE_POINT = 0.01, 1.0
_DOCUMENTS, _CELLS = 3, 4  # every third document, every fourth cell


def measured() -> dict[str, float]:
    """The headline figures of the small version, rounded as they are recorded."""
    noise = partial(quiet.of_nbguard, "test", _CELLS)
    figures = headline(measure("test", detectors.nbguard, noise, _DOCUMENTS))
    return {name: round(value, 4) for name, value in figures.items()}


def recorded() -> dict[str, float]:
    """The figures as they were when last recorded."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def record() -> None:
    """Make today's figures the floors, and say what changed."""
    before, now = (recorded() if FLOORS.exists() else {}), measured()
    FLOORS.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    for name, value in now.items():
        print(f"{name:42} {before.get(name, value):8.3f} -> {value:8.3f}")


def fallen(now: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Figures worse than their floor by more than a point: (floor, now)."""
    return {name: (floors[name], now[name]) for name in floors if _worse(name, now, floors)}


def _worse(name: str, now: dict[str, float], floors: dict[str, float]) -> bool:
    loss = floors[name] - now[name]
    point = _NOISE_POINT if "per 1,000" in name else _POINT
    return (-loss if TARGETS[name].below else loss) > point + 1e-9
