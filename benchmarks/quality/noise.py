"""Ordinary notebook output that holds nobody's data, made by really running the libraries.

``python -m benchmarks.quality.noise PYTHON`` runs every script of ``noise_scripts/`` as a
notebook in the environment PYTHON belongs to (numpy, pandas, scikit-learn, scipy, statsmodels,
polars, keras on jax, xgboost, plotly ... and nbclient, ipykernel) and stores what came out in
``data/<split>/noise.json.xz``. The splits share neither scripts nor, mostly, libraries.
"""

from __future__ import annotations

import json
import lzma
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.quality.names import DATA

SCRIPTS = Path(__file__).parent / "noise_scripts"
_MARK = re.compile(r"^# %%(?: @(\w)=(.*))?\s*$", re.MULTILINE)
# Real people's names and addresses do stand in some help texts and dumps: they would be findings.
_REAL = re.compile(
    r"\bet al\b|[Aa]uthors?\b.{0,80}:|maintainer|@[\w.-]+\.(?:com|org|edu)\b|Copyright"
    r"|\bby [A-Z]\. [A-Z]"
)
_IMAGES = ("image/png", "image/jpeg", "application/pdf")
_RUNNER = """
import json, sys, nbclient, nbformat
notebook = nbformat.v4.new_notebook()
notebook.cells = [nbformat.v4.new_code_cell(source) for source in json.load(sys.stdin)]
nbclient.NotebookClient(notebook, allow_errors=True, timeout=600).execute()
json.dump([dict(source=c.source, outputs=c.outputs) for c in notebook.cells], sys.stdout)
"""


def cells(script: str) -> list[str]:
    """The cells of a script; ``# %% @d=a,b`` repeats a cell with ``$d`` set to a, then to b.

    A semicolon in such a value stands for a comma.

    >>> cells("# %% @x=1,2\\nprint($x)")
    ['print(1)', 'print(2)']
    """
    marks = [*_MARK.finditer(script)]
    ends = [mark.start() for mark in marks[1:]] + [len(script)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        body = script[mark.end() : end].strip("\n")
        choices = [v.replace(";", ",") for v in mark[2].split(",")] if mark[2] else [None]
        found += [body if v is None else body.replace(f"${mark[1]}", v) for v in choices]
    return found


def run(python: str, script: Path) -> list[dict[str, Any]]:
    """What the cells of ``script`` print, cell by cell, images and real names left out."""
    done = subprocess.run(
        [python, "-c", _RUNNER],
        input=json.dumps(cells(script.read_text(encoding="utf-8"))),
        capture_output=True,
        text=True,
        check=True,
    )
    made = json.loads(_neutral(done.stdout, python))
    kept = [{"script": script.stem, **_textual(cell)} for cell in made]
    return [cell for cell in kept if cell["outputs"] and not _REAL.search(json.dumps(cell))]


def _neutral(text: str, python: str) -> str:
    """``text`` without the paths and package indexes of the machine it was made on."""
    text = text.replace(str(Path(python).parent.parent), "/opt/env")
    text = text.replace(str(Path(python).resolve().parent.parent), "/opt/python")
    text = text.replace(str(Path.home()), "/srv")
    return re.sub(r"Looking in (?:indexes|links): .*?(?:\\r)?\\n", "", text)


def _textual(cell: dict[str, Any]) -> dict[str, Any]:
    for output in cell["outputs"]:
        for mime in _IMAGES:
            output.get("data", {}).pop(mime, None)
    cell["outputs"] = [
        o for o in cell["outputs"] if o["output_type"] != "display_data" or o["data"]
    ]
    return cell


def load(split: str) -> list[dict[str, Any]]:
    """The stored cells of ``split``: ``script``, ``source`` and notebook ``outputs``."""
    stored = lzma.decompress((DATA / split / "noise.json.xz").read_bytes())
    cells: list[dict[str, Any]] = json.loads(stored)
    return cells


def main() -> None:
    """Run every script of both splits, or of the one named, and store what came out."""
    python, *splits = sys.argv[1:]
    for split in splits or ["dev", "test"]:
        made: list[dict[str, Any]] = []
        for script in sorted((SCRIPTS / split).glob("*.cells")):
            made += run(python, script)
            print(split, script.stem, len(made))
        packed = lzma.compress(json.dumps(made, ensure_ascii=False).encode(), preset=9)
        (DATA / split / "noise.json.xz").write_bytes(packed)
        print(split, len(made), "cells,", len(packed), "bytes")


if __name__ == "__main__":
    main()
