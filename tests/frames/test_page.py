import doctest
from pathlib import Path


def test_the_examples_of_the_page_on_tables_run():
    page = Path(__file__).parents[2] / "docs" / "tables.md"
    tried = doctest.testfile(str(page), module_relative=False)
    assert tried.attempted > 5
    assert tried.failed == 0
