"""The harness itself: a cell runs, and the file is saved, in both front ends."""

import pytest

from tests.browser.driver import APPS


@pytest.mark.parametrize("app", APPS)
def test_a_cell_runs_and_is_saved(notebook, app):
    opened = notebook(["print(6 * 7)", ""], app=app)
    assert opened.run(0).inner_text().strip() == "42"
    assert opened.run(1, "print(1 + 1)\nprint(3)").inner_text().split() == ["2", "3"]
    assert opened.sources() == ["print(6 * 7)", "print(1 + 1)\nprint(3)"]
    status, saved = opened.save()
    assert status == 200
    assert saved["cells"][0]["outputs"][0]["text"] == ["42\n"]
