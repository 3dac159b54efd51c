"""Every example notebook runs, in a real kernel."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
import pandas
import pytest

FOLDER = Path(__file__).parents[1] / "example_notebooks"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the kernel's and the client's own
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_example_runs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(FOLDER)}}).execute()
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_the_tour_holds_no_value_of_the_table_it_shows() -> None:
    people = pandas.read_csv(FOLDER / "data" / "customers.csv")
    kept = (FOLDER / "tour.ipynb").read_text(encoding="utf-8")
    values = [str(value) for name in ("name", "email", "phone", "street") for value in people[name]]
    assert [value for value in values if value in kept] == []
