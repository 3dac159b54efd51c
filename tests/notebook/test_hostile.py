"""No text makes reading slow: four times as long takes about four times as much time."""

from __future__ import annotations

import gc
import json
from time import process_time
from typing import TYPE_CHECKING

import pytest

from nbguard.notebook import open_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNITS = {
    "less-than signs": "<",
    "ampersands": "&",
    "backslashes": "\\",
    "escape characters": "\x1b",
    "double quotes": '"',
    "escaped quotes": '\\"',
    "apostrophes": "'",
    "tags never closed": "<a ",
    "attributes never closed": '<a b="',
    "comments never closed": "<!--",
    "scripts never closed": "<script>",
    "tags in tags": "<td<",
    "entities in entities": "&amp;amp",
    "percent signs, encoded": "%25",
    "unicode escapes of backslashes": "\\u005c",
    "colour codes never ended": "\x1b[",
    "control strings never ended": "\x1b]",
    "backspaces": "a\x08",
    "data URIs": "data:a/b;base64,",
    "table cells": "<td>",
    "wide table cells": '<td colspan="100" rowspan="999">',
    "tables": "<table>",
    "blanks": "  ",
    "pipes": "|\n|",
    "boxes": "│ a\n",
    "columns": "a  b\n",
    "indented lines": "  a\n",
    "series": "a  b\ndtype: x\n",
    "f-strings": 'f"{',
    "triple quotes": "'''\n",
    "brackets": "(",
    "JSON in JSON": '{"a": "',
    "marks": "# nbguard: allow[",
    "shell lines": "!\n",
    "Base64": "QUFB",
}


@pytest.fixture(autouse=True)
def _without_collections() -> Iterator[None]:
    """The collector walks the objects of all tests before: their number is not what is measured."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(unit: str, length: int, mime: str) -> float:
    """The time to open, read, change and write a notebook that holds ``length`` characters."""
    text = (unit * (length // len(unit) + 1))[:length]
    cell = {"source": "", "outputs": [{"output_type": "display_data", "data": {mime: text}}]}
    if mime == "code":
        cell = {"cell_type": "code", "source": text, "outputs": []}
    data = json.dumps({"cells": [cell]}).encode()
    start = process_time()
    document = open_document("a.ipynb", data)
    readings = [reading for place in document.places for reading in place.readings]
    for reading in readings[-1:]:
        reading.replace(0, max(len(reading.text) - 1, 1), "[PERSON_1]")
    document.render()
    return process_time() - start


@pytest.mark.parametrize("mime", ["text/plain", "text/html", "code"])
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_linear(unit: str, mime: str) -> None:
    short, long = 8_000, 64_000
    small = min(seconds(unit, short, mime) for _ in range(2))
    # Quadratic time would take 64 times as long; the sum forgives what a busy machine adds.
    assert min(seconds(unit, long, mime) for _ in range(2)) < 24 * small + 0.3


def seconds_of_asking(cell: dict[str, object]) -> float:
    """The time to ask each place for its name, and for what its marks allow all along it."""
    document = open_document("a.ipynb", json.dumps({"cells": [cell]}).encode())
    start = process_time()
    for place in document.places:
        assert place.where
        for at in range(0, len(place.text), 24):
            place.allows(at, at + 5, "PERSON")
    return process_time() - start


CELLS = {
    "keys": lambda count: {"metadata": {f"the key {i}": "x" for i in range(count)}},
    "marks": lambda count: {"cell_type": "code", "source": "x = 1  # nbguard: allow\n" * count},
}


@pytest.mark.parametrize("cell_of", CELLS.values(), ids=CELLS)
def test_many_keys_and_many_marks(cell_of: Callable[[int], dict[str, object]]) -> None:
    sizes = (2_000, 16_000)
    small, large = (min(seconds_of_asking(cell_of(n)) for _ in range(2)) for n in sizes)
    assert large < 24 * small + 0.3


def seconds_of_dropping(count: int) -> float:
    """The time to take every output out of as many cells, and half of them out of one stream."""
    stream = [{"output_type": "stream", "name": "stdout", "text": "abcde\n"} for _ in range(count)]
    one = {"outputs": [{"output_type": "display_data", "data": {"text/plain": "x"}}]}
    data = json.dumps({"cells": [{"outputs": stream}, *[one] * count]}).encode()
    document = open_document("a.ipynb", data)
    start = process_time()
    spans = [(p, at, at + 5) for p in document.places for at in range(0, len(p.text), 12)]
    left = json.loads(document.without(document.outputs_at(spans)))["cells"]
    assert [len(cell["outputs"]) for cell in left] == [count // 2, *[0] * count]
    return process_time() - start


def test_many_outputs_that_go() -> None:
    small, large = (min(seconds_of_dropping(n) for _ in range(2)) for n in (500, 4_000))
    assert large < 24 * small + 0.3
