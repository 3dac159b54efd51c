"""Secrets are found through the detector, as a scan finds them; every example is made up anew."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from nbguard.detect import detector
from nbguard.entities import CATALOGUE
from nbguard.policy import Policy

_SAMPLES = Path(__file__).parents[3] / "benchmarks" / "samples.py"
_SECRETS = [name for name, entity in CATALOGUE.items() if entity.kind == "secret"]


@pytest.fixture(scope="session")
def fill() -> Callable[[str], str]:
    """An example with its markers replaced, always in the same way."""
    expand = runpy.run_path(str(_SAMPLES))["fill"]
    return lambda example: expand(example, Random(example))


@pytest.fixture(scope="session")
def find() -> Callable[..., list[tuple[str, str]]]:
    """The secrets of a text, as pairs of entity and value, under an outer context if any."""
    secrets = detector(Policy(entities=_SECRETS))

    def found(text: str, context: Sequence[str] = ()) -> list[tuple[str, str]]:
        [matches] = secrets.detect([text], [context])
        return [(match.entity, text[match.start : match.end]) for match in matches]

    return found
