"""False findings on ordinary notebook output, per 1,000 output cells.

nbguard is asked as its users ask it: the stored cells become a notebook and a Guard scans it,
tables read as tables. Peers get the plain text of each output. Nothing in there is anybody's, so
every finding is false.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.quality import noise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.quality.score import Found

NAMES = "PERSON"
_NOTEBOOK = 25


class FalseAlarm(NamedTuple):
    """One false finding: what, in which script's output and which MIME type, and the text."""

    entity: str
    script: str
    mime: str
    text: str

    @property
    def shape(self) -> str:
        """The text with letters and digits made alike: ``Ab9`` for ``Model3``."""
        shape = re.sub(r"\d+", "9", self.text)
        shape = re.sub(r"[^\W\d_][a-zà-ÿ]+", "Aa", shape)
        return re.sub(r"[A-ZÀ-Þ]{2,}", "AA", shape)[:40]


class Noise(NamedTuple):
    """False alarms in ``cells`` output cells."""

    cells: int
    alarms: list[FalseAlarm]

    def per_thousand(self, names: bool) -> float:
        """False names, or false findings of everything else, per 1,000 output cells."""
        wanted = sum((alarm.entity == NAMES) == names for alarm in self.alarms)
        return 1000 * wanted / max(self.cells, 1)

    def by_entity(self) -> dict[str, float]:
        """False findings of each entity per 1,000 output cells, most first."""
        counts = Counter(alarm.entity for alarm in self.alarms)
        return {entity: 1000 * n / max(self.cells, 1) for entity, n in counts.most_common()}

    def worst(self, show: bool, most: int = 25) -> list[tuple[str, str, str, int]]:
        """(entity, text or its shape, script and MIME type, how often), most often first."""
        counts = Counter(
            (a.entity, a.text if show else a.shape, f"{a.script} {a.mime}") for a in self.alarms
        )
        return [(*row, n) for row, n in counts.most_common(most)]


def of_nbguard(split: str, every: int = 1) -> Noise:
    """What nbguard's default policy finds in the noise of ``split``, or in a part of it.

    The cells of a script become notebooks of a usual length: a name once found is looked up in
    the rest of its notebook, so length counts.
    """
    cells = noise.load(split)[::every]
    alarms = []
    for script, group in groupby(cells, key=lambda cell: cell["script"]):
        rows = list(group)
        for start in range(0, len(rows), _NOTEBOOK):
            alarms += _alarms(script, rows[start : start + _NOTEBOOK])
    return Noise(len(cells), alarms)


def _alarms(script: str, cells: list[dict[str, Any]]) -> list[FalseAlarm]:
    from nbguard.guard import Guard
    from nbguard.notebook import open_document

    data = json.dumps({"cells": [_cell(c) for c in cells], **_FORMAT}).encode()
    document = open_document("noise.ipynb", data)
    texts = {(place.cell, place.where): place.text for place in document.places}
    return [
        FalseAlarm(
            finding.entity,
            script,
            finding.place.partition(".")[2] or "stream",
            texts[finding.cell, finding.place][finding.start : finding.end],
        )
        for finding in Guard().scan_document(document, "noise.ipynb").findings
    ]


def of_peer(split: str, detect: Callable[[Sequence[str]], list[list[Found]]]) -> Noise:
    """What a peer finds in the text of the same cells."""
    cells = noise.load(split)
    rows = [(c["script"], mime, text) for c in cells for mime, text in _texts(c)]
    found = detect([text for *_, text in rows])
    alarms = [
        FalseAlarm(f.entity, script, mime, text[f.start : f.end])
        for (script, mime, text), hits in zip(rows, found, strict=True)
        for f in hits
    ]
    return Noise(len(cells), alarms)


_FORMAT = {"metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def _cell(stored: dict[str, Any]) -> dict[str, Any]:
    # The source is left out: what is measured is output.
    rest: dict[str, Any] = {"execution_count": None, "metadata": {}, "source": ""}
    return {"cell_type": "code", **rest, "outputs": stored["outputs"]}


def _texts(stored: dict[str, Any]) -> list[tuple[str, str]]:
    rows = []
    for output in stored["outputs"]:
        if output["output_type"] == "stream":
            rows.append(("stream", output["text"]))
        elif output["output_type"] == "error":
            rows.append(("traceback", re.sub(r"\x1b\[[\d;]*m", "", "\n".join(output["traceback"]))))
        else:
            data = output["data"]
            # Peers read no markup: they get the plain text where there is one.
            data = {"text/plain": data["text/plain"]} if "text/plain" in data else data
            rows += [(m, v if isinstance(v, str) else json.dumps(v)) for m, v in data.items()]
    return rows
