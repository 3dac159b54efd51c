"""The examples of the pages on logs and models run."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", ["logs.md", "models.md"])
def test_the_examples_run(name: str) -> None:
    tried = doctest.testfile(str(DOCS / name), module_relative=False)
    assert tried.attempted > 3
    assert tried.failed == 0
