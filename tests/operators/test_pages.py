"""Every operator has a page, and every example on it runs."""

import doctest
from pathlib import Path

import pytest

from nbguard.policy.checks import OPERATORS

FOLDER = Path(__file__).parents[2] / "docs" / "operators"


@pytest.mark.parametrize("name", [*OPERATORS, "drop"])
def test_the_examples_of_its_page_run(name):
    tried = doctest.testfile(str(FOLDER / f"{name}.md"), module_relative=False, verbose=False)
    assert tried.attempted > 0
    assert tried.failed == 0


def test_no_page_is_of_an_operator_that_is_not_there():
    assert {page.stem for page in FOLDER.glob("*.md")} == {*OPERATORS, "drop"}
