"""What is measured: nbguard through its public doors, and peers in environments of their own.

A detector takes texts and gives, for each, what it found. Peers run as a subprocess (see
``peers/``) that reads JSON texts from standard input, because their dependencies quarrel.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from benchmarks.quality.score import Found

Detector: TypeAlias = Callable[[Sequence[str]], list[list[Found]]]

_PEERS = Path(__file__).parent / "peers"
# The Python each peer is installed in: Presidio came with nbguard, scrubadub needs its own.
_PYTHONS = {
    "presidio": os.environ.get("PRESIDIO_PYTHON", sys.executable),
    "scrubadub": os.environ.get("SCRUBADUB_PYTHON", sys.executable),
}


def nbguard(texts: Sequence[str]) -> list[list[Found]]:
    """nbguard's default policy on bare texts: its detection, without the reading of documents."""
    from nbguard.detect import detector
    from nbguard.policy import Policy

    matches = detector(Policy()).detect(texts, None)
    return [[_found(m.start, m.end, m.entity) for m in found] for found in matches]


def in_notebooks(texts: Sequence[str]) -> list[list[Found]]:
    """The same, each text printed by a notebook's cell: tables, JSON and CSV read as such."""
    return [_scanned(text) for text in texts]


def _scanned(text: str) -> list[Found]:
    from nbguard.guard import Guard
    from nbguard.notebook import open_document

    output = {"output_type": "stream", "name": "stdout", "text": text}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": ""}
    notebook = {"cells": [{**cell, "outputs": [output]}], "metadata": {}, "nbformat": 4}
    data = json.dumps({**notebook, "nbformat_minor": 4}).encode()
    report = Guard().scan_document(open_document("printed.ipynb", data))
    return [_found(f.start, f.end, f.entity) for f in report.findings]


def _found(start: int, end: int, entity: str) -> Found:
    from nbguard.entities import kind_of

    return Found(start, end, entity, kind_of(entity) == "secret")


def peer(name: str, texts: Sequence[str]) -> list[list[Found]]:
    """What the peer ``name`` finds at its defaults."""
    done = subprocess.run(
        [_PYTHONS[name], str(_PEERS / f"{name}_peer.py")],
        input=json.dumps(list(texts)),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [[Found(*f) for f in found] for found in json.loads(done.stdout)]
