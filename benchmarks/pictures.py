"""What reading pictures finds, what it raises for nothing, and what it costs.

    python -m benchmarks.pictures [ROUNDS]

Plots are drawn by matplotlib with its own defaults, in the styles and at the densities below: an
address in the title, names at an axis (level, slanted, upright), a table. As many hold nothing
but numbers and plain words. One process with one thread; seconds are of processor time, so that
other programs do not count. A value is found if it is part of a finding, and gone if the picture,
painted over and read again, no longer says it.
"""

from __future__ import annotations

import io
import os
import random
import resource
import sys
import time
from collections import Counter

os.environ["OMP_NUM_THREADS"] = "1"

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nbguard.guard import Guard
from nbguard.images import Picture
from nbguard.notebook.kinds import PICTURE
from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place

_FIRST = ("Anna", "Thomas", "Maria", "Peter", "Laura", "David", "Sofia", "Daniel", "Julia", "Mark")
_LAST = ("Miller", "Garcia", "Schmidt", "Johnson", "Rossi", "Novak", "Brown", "Martin", "Lopez")
_PLAIN = ("train", "valid", "test", "north", "south", "batch 1", "batch 2", "Q1", "Q2", "Q3")
_DPI = (72, 100, 150)
_STYLES = ("default", "ggplot", "bmh")


def _draw(figure: Figure, dpi: int) -> bytes:
    out = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.tight_layout()
    figure.savefig(out, format="png", dpi=dpi)
    return out.getvalue()


def _picture(rng: random.Random, kind: str, labels: list[str], dpi: int) -> bytes:
    """A picture of one kind that shows the labels."""
    figure = Figure(figsize=(6.4, 4.8))
    axes = figure.subplots()
    if kind == "table":
        axes.axis("off")
        rows = [[label, f"{rng.random():.2f}", str(rng.randrange(90))] for label in labels]
        axes.table(cellText=rows, colLabels=["entry", "share", "count"], loc="center")
    elif kind == "title":
        axes.plot([rng.random() for _ in range(20)])
        axes.set_title(f"Orders of {labels[0]} in 2024")
    else:
        axes.bar(labels, [rng.random() for _ in labels])
        axes.tick_params(axis="x", rotation={"level": 0, "slanted": 45, "upright": 90}[kind])
    return _draw(figure, dpi)


def _place(picture: Picture) -> Place:
    return Place(Home(Payloads()), "picture", picture.text, kind=PICTURE)


def _people(rng: random.Random, kind: str) -> list[str]:
    names = [f"{rng.choice(_FIRST)} {rng.choice(_LAST)}" for _ in range(3)]
    mails = [f"{name.lower().replace(' ', '.')}@acme-corp.com" for name in names]
    return {"title": mails[:1], "table": [*mails[:2], names[2]]}.get(kind, sorted(set(names)))


def main(rounds: int) -> None:
    """Draw, read, count, print."""
    rng, guard = random.Random(7), Guard()
    tally: Counter[tuple[str, str]] = Counter()
    seconds = 0.0
    pictures = 0
    for i in range(rounds):
        for kind in ("title", "level", "slanted", "upright", "table"):
            for values in (_people(rng, kind), []):
                with matplotlib.style.context(_STYLES[i % len(_STYLES)]):
                    labels = values or rng.sample(_PLAIN, 4)
                    data = _picture(rng, kind, labels, _DPI[i // len(_STYLES) % len(_DPI)])
                start = time.process_time()
                picture = Picture.read(data)
                seconds += time.process_time() - start
                pictures += 1
                assert picture
                hits = list(guard.find([_place(picture)]))
                found = [hit.value for hit in hits]
                tally[kind, "false alarms"] += 0 if values else len(found)
                tally[kind, "values"] += len(values)
                tally[kind, "found"] += sum(any(v in f for f in found) for v in values)
                if values and found:
                    again = Picture.read(picture.painted(data, [(h.start, h.end) for h in hits]))
                    tally[kind, "left"] += sum(v in again.text for v in values) if again else 0
    for kind in ("title", "level", "slanted", "upright", "table"):
        print(
            f"{kind:8}  {tally[kind, 'found']} of {tally[kind, 'values']} found, "
            f"{tally[kind, 'left']} still readable, {tally[kind, 'false alarms']} false alarms"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pictures} pictures, {seconds / pictures:.2f} s each on one core, {peak:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
