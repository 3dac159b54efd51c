"""How fast tables are redacted, beside Presidio, presidio-structured, maskops and the floor.

    python -m benchmarks.tables [--rows 1000000] [--presidio-rows 400]

Peers are timed where they are installed (``pip install maskops presidio-structured``). All run in
one process, one after the other, on the same frame; every planted value must be gone afterwards.
Times are wall-clock; 'cpu' is what the process used of all cores.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd
import polars as pl
import pyarrow as pa
from presidio_anonymizer import BatchAnonymizerEngine

from nbguard import frames
from nbguard.policy import Policy

POLICY = Policy()
_ROUNDS = 5
"""Free text takes turns with Presidio; the round that took least of the processor counts."""
WORDS = (
    "the order was late and the box had a dent we sent a new one today please close this ticket "
    "after the refund went through nothing else to add from our side for now"
)
_WHO = ("The customer", "Our driver", "Maria Lopez", "John Smith", "Someone in Berlin")
_DID = ("called about", "asked for", "complained about", "returned", "wrote to us about")
_WHAT = ("the late delivery on Tuesday", "a broken lamp", "the new Lenovo laptop", "a second key")
FLOOR = re.compile(r"[\w.]+@[\w.]+|\(\d{3}\) \d{3}-\d{4}|\d{3}-\d{2}-\d{4}")


class Timed(NamedTuple):
    wall: float
    cpu: float
    result: Any


def timed(work: Callable[[], Any]) -> Timed:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Timed(time.perf_counter() - wall, time.process_time() - cpu, result)


def columns(rows: int) -> dict[str, list[Any]]:
    """A customers' export: eight structured columns, the values of which repeat as they do."""
    draw = random.Random(7)
    people = [
        (f"user{n}@acme{n % 90}.com", _phone(draw), _ssn(draw)) for n in range(max(1, rows // 4))
    ]
    chosen = [draw.choice(people) for _ in range(rows)]
    return {
        "order_id": list(range(rows)),
        "email": [person[0] for person in chosen],
        "phone": [person[1] for person in chosen],
        "ssn": [person[2] for person in chosen],
        "order": [f"ORD-{draw.randrange(10**9):09}" for _ in range(rows)],
        "city": [draw.choice(["Rome", "Oslo", "Bern", "Lima"]) for _ in range(rows)],
        "price": [round(draw.random() * 500, 2) for _ in range(rows)],
        "paid": [draw.random() < 0.9 for _ in range(rows)],
    }


def notes(rows: int) -> list[str]:
    """Free text: a dozen words, and in every fifth an address or a number among them."""
    draw = random.Random(8)
    return [" ".join([*draw.choices(WORDS.split(), k=12), *_planted(draw, n)]) for n in range(rows)]


def remarks(rows: int) -> list[str]:
    """Free text with capitals, where every word could be a name: the tagger reads all of it."""
    draw = random.Random(9)
    return [
        f"{draw.choice(_WHO)} {draw.choice(_DID)} {draw.choice(_WHAT)}. Mail user{n}@acme.com."
        for n in range(rows)
    ]


def _planted(draw: random.Random, n: int) -> list[str]:
    return [f"mail user{n}@acme.com or call {_phone(draw)}"] if n % 5 == 0 else []


def _phone(draw: random.Random) -> str:
    return f"({draw.randrange(201, 989)}) {draw.randrange(201, 999)}-{draw.randrange(10**4):04}"


def _ssn(draw: random.Random) -> str:
    return f"{draw.randrange(1, 665):03}-{draw.randrange(1, 99):02}-{draw.randrange(1, 9999):04}"


LIBRARIES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
}


def left(texts: Iterator[Any]) -> int:
    """How many cells still hold a planted value."""
    return sum(FLOOR.search(str(text)) is not None for text in texts)


@contextmanager
def section(title: str) -> Iterator[None]:
    print(f"\n{title}")
    yield


def line(name: str, cells: int, took: Timed, more: str = "") -> None:
    rate = f"{cells / took.wall / 1e6:10.4f} M cells/s"
    print(f"  {name:34}{rate}  {took.wall:7.2f} s  cpu {took.cpu:7.2f} s  {more}")


def structured(rows: int) -> float:
    """Whole frames by library, then one column after the other; gives the polars rate."""
    data = columns(rows)
    cells = rows * len(data)
    rates = {}
    with section(f"Structured columns, {rows:,} rows of {len(data)}"):
        for name, make in LIBRARIES.items():
            frame = make(data)
            frames.redact(make({k: v[:50] for k, v in data.items()}), None, POLICY)
            took = timed(lambda frame=frame: frames.redact(frame, None, POLICY))
            rates[name] = cells / took.wall
            line(f"nbguard redact, {name}", cells, took, f"values left: {_left_in(took.result)}")
            line(
                f"nbguard scan, {name}",
                cells,
                timed(lambda frame=frame: frames.scan(frame, POLICY)),
            )
        frame = pl.DataFrame(data)
        for label in data:
            one = frame.select(label)
            line(f"  only {label!r}", rows, timed(lambda one=one: frames.redact(one, None, POLICY)))
        for operator in ("hash", "mask", "encrypt", "fake", "generalize"):
            few = frame.select("email").head(rows // 5)
            took = timed(lambda o=operator, f=few: frames.redact(f, {"email": o}, POLICY))
            line(f"  'email' by {operator}", few.height, took)
    return rates["polars"]


def _left_in(frame: Any) -> int:
    frame = pl.DataFrame(frame)
    cells = (frame[label].unique().to_list() for label in ("email", "phone", "ssn"))
    return sum(left(iter(texts)) for texts in cells)


def floor(rows: int) -> None:
    texts = columns(rows)["email"]
    joined = "\n".join(texts)
    with section("The floor: one regular-expression pass over one column"):
        line("re.findall over joined text", rows, timed(lambda: FLOOR.findall(joined)))
        series = pl.Series(texts)
        line("polars str.contains", rows, timed(lambda: series.str.contains(FLOOR.pattern)))


def peers(rows: int, ours: float) -> None:
    with section(f"Peers, on the first {rows:,} rows of the same frame"):
        data = {k: v[:rows] for k, v in columns(max(rows, 4)).items()}
        _presidio(data, ours)
        _presidio_structured(data, ours)
        big = {k: v for k, v in columns(100_000).items() if isinstance(v[0], str)}
        _maskops(big)


def presidio_batch() -> Any:
    """Presidio with a blank pipeline and no network: the fastest it can be, finding no names."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    nlp.nlp = {"en": spacy.blank("en")}
    return BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=nlp))


def _presidio(data: dict[str, list[Any]], ours: float) -> None:

    analyzer = presidio_batch()
    texts = {key: [str(cell) for cell in cells] for key, cells in data.items()}

    def run() -> Any:
        found = list(analyzer.analyze_dict(texts, language="en"))
        return BatchAnonymizerEngine().anonymize_dict(found)

    took = timed(run)
    cells = sum(map(len, texts.values()))
    line("Presidio batch", cells, took, f"nbguard is {ours * took.wall / cells:,.0f} x")


def _presidio_structured(data: dict[str, list[Any]], ours: float) -> None:
    try:
        from presidio_structured import PandasAnalysisBuilder, StructuredEngine
    except ImportError:
        print("  presidio-structured is not installed")
        return
    frame = pd.DataFrame(data).astype(str)
    builder = PandasAnalysisBuilder(presidio_batch().analyzer_engine)

    def run() -> Any:
        return StructuredEngine().anonymize(frame.copy(), builder.generate_analysis(frame))

    took = timed(run)
    line(
        "presidio-structured",
        frame.size,
        took,
        f"nbguard is {ours * took.wall / frame.size:,.0f} x",
    )


def _maskops(data: dict[str, list[str]]) -> None:
    try:
        import maskops
    except ImportError:
        print("  maskops is not installed")
        return
    frame = pl.DataFrame(data)
    cells = frame.height * frame.width
    took = timed(lambda: frame.select([maskops.mask_pii(label) for label in frame.columns]))
    frames.redact(frame.head(50), None, POLICY)
    mine = timed(lambda: frames.redact(frame, None, POLICY))
    line("maskops, text columns", cells, took, f"values left: {_left_in(took.result)}")
    line("nbguard, the same frame", cells, mine, f"{took.wall / mine.wall:.1f} x maskops")


def free_text(texts: Sequence[str], presidio_rows: int, title: str) -> None:
    frame = pl.DataFrame({"note": texts})
    with section(f"{title}, {len(texts):,} distinct cells"):
        frames.redact(frame.head(50), None, POLICY)
        analyzer, anonymizer = presidio_batch(), BatchAnonymizerEngine()
        few = list(texts[:presidio_rows])

        def analyzed() -> list[Any]:
            return list(analyzer.analyze_iterator(few, language="en"))

        rounds = [
            (
                timed(lambda: frames.redact(frame, None, POLICY)),
                timed(lambda: len(analyzed())),
                timed(lambda: len(anonymizer.anonymize_list(few, analyzed()))),
            )
            for _ in range(_ROUNDS)
            if gc.collect() >= 0  # what one leaves behind is not counted against another
        ]
        best = (min(each, key=lambda one: one.cpu) for each in zip(*rounds, strict=True))
        took, *theirs = best
        line("nbguard redact", len(texts), took, f"values left: {left(iter(took.result['note']))}")
        for name, one in zip(("analysis alone", "analysis, anonymizer"), theirs, strict=True):
            ratio = (one.cpu / len(few)) / (took.cpu / len(texts))
            line(f"Presidio batch, {name}", len(few), one, f"nbguard is {ratio:.1f} x by cpu")


def growth(rows: int) -> None:
    with section("Growth and memory"):
        walls = []
        for size in (rows // 2, rows):
            frame = pl.DataFrame(columns(size))
            walls.append(timed(lambda frame=frame: frames.redact(frame, None, POLICY)).wall)
        print(f"  twice the rows cost {walls[1] / walls[0]:.2f} times")
        frame = pd.DataFrame(columns(rows // 4))
        size = frame.memory_usage(deep=True).sum()
        tracemalloc.start()
        frames.redact(frame, None, POLICY)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"  Python's peak memory is {peak / size:.2f} times the frame")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--presidio-rows", type=int, default=400)
    options = parser.parse_args()
    ours = structured(options.rows)
    floor(options.rows)
    peers(options.presidio_rows, ours)
    cells = max(1000, options.rows // 50)
    free_text(notes(cells), options.presidio_rows, "Free text")
    free_text(remarks(cells), options.presidio_rows, "Free text with names (Presidio finds none)")
    growth(options.rows)


if __name__ == "__main__":
    main()
