"""Lab's server side on a large notebook: the first answer, one changed cell, and saves.

    python -m benchmarks.lab --megabytes 20

The worker process is a real one, asked over its pipes as the server asks it; the network between
browser and server is not in it. Times are medians of the wall clock.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.notebooks import notebook
from nbguard.lab.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--megabytes", type=int, default=20, help="size of the notebook")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    text = notebook(Random(7), arguments.megabytes * 10**6, dirty=True)
    book = json.loads(text)
    print(f"{len(text) / 1e6:.0f} MB, {len(book['cells'])} cells")
    rows = [_measured(book) for _ in range(arguments.runs)]
    for name in rows[0]:
        print(f"{name:<28}{statistics.median(row[name] for row in rows):8.3f} s")


def _measured(book: Any) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as root:
        engine = Engine(root)
        engine.ask_now("warm")
        changed = [{**book["cells"][2], "execution_count": 99}]
        steps: dict[str, Callable[[], Any]] = {
            "first scan of all cells": lambda: _scan(engine, book["cells"]),
            "one changed cell": lambda: _scan(engine, changed),
            "all cells, none changed": lambda: _scan(engine, book["cells"]),
            "first save": lambda: _save(engine, book),
            "next save": lambda: _save(engine, book),
        }
        times = {name: _timed(step) for name, step in steps.items()}
        engine.stop()
    return times


def _scan(engine: Engine, cells: list[Any]) -> None:
    rows = [{"id": str(i), "cell": cell} for i, cell in enumerate(cells)]
    body = {"path": "a.ipynb", "cells": rows, "metadata": {}}
    assert engine.ask_now("scan", json.dumps(body).encode()).body


def _save(engine: Engine, book: Any) -> None:
    body = json.dumps(book).encode()
    assert engine.ask_now("clean", body, path="a.ipynb", form="tree", change=True).body


def _timed(step: Callable[[], Any]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
