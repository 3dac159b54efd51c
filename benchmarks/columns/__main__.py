"""How well columns are judged, and where not.

    python -m benchmarks.columns [--only generated|published] [--worst 40] [--seed 20] [--unseen]

Generated: F1 by column. Published: of the harmless columns the share that is flagged, of the
columns of people's names the share that is found, as read by eye (``people.txt``).
The lists behind the values are new to the detector; its thresholds, though, were set with an eye
on both, so the figures flatter it.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.columns import generated, published
from nbguard import frames
from nbguard.detect.columns import Judge
from nbguard.policy import Policy
from nbguard.tables import Kind, open_table

LABELS = Path(__file__).parent / "people.txt"


def judge_generated(
    columns: Iterable[generated.Labelled], policy: Policy
) -> tuple[Counter[str], list[Any]]:
    """Hits, false alarms and misses, and the columns that were judged wrongly."""
    judge, count, wrong = Judge(policy), Counter[str](), []
    for column in columns:
        found = judge.judge(column.header, Kind.TEXT, column.values).entity
        if found == column.entity:
            count["hit"] += found is not None
            continue
        count["false"] += found is not None
        count["missed"] += column.entity is not None
        wrong.append((*column[:5], found, column.values[:3]))
    return count, wrong


def f1(count: Counter[str]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * count["hit"] / max(1, 2 * count["hit"] + count["false"] + count["missed"])


def print_generated(worst: int, headers: Mapping[str, Sequence[str]], seed: int) -> None:
    count, wrong = judge_generated(generated.columns(headers, seed), Policy())
    print(f"Generated, {len(headers)} locales: F1 by column {f1(count):.3f}  {dict(count)}")
    for style in ("plain", "abbreviated", "foreign", "misleading"):
        bad = sum(row[1] == style for row in wrong)
        print(f"  {style}: {bad} wrong")
    kinds = Counter((row[3], row[4], row[5]) for row in wrong)
    for (what, wanted, found), times in kinds.most_common(worst):
        example = next(row for row in wrong if row[3:6] == (what, wanted, found))
        print(f"  {times:4} {what}: {wanted} judged {found}, as {example[:3]} {example[6]}")


def labels() -> tuple[set[str], set[str]]:
    """The columns of people's names, and those that are right whichever way."""
    lines = [line for line in LABELS.read_text(encoding="utf-8").splitlines() if line]
    either = {line[2:] for line in lines if line.startswith("? ")}
    return {line for line in lines if line[0] not in "#?"}, either


def print_published(worst: int) -> None:
    people, either = labels()
    judged: Counter[str] = Counter()
    wrong = []
    for name, frame in published.columns():
        verdict = next(iter(frames.scan(frame, Policy()).columns.values()))
        if name in people:
            hit = verdict is not None and verdict.entity == "PERSON"
            judged.update(people=1, found=int(hit))
            wrong += [] if hit else [f"missed {name}"]
        elif name not in either:
            text = open_table(frame).columns[0].kind is Kind.TEXT
            judged.update(harmless=1, texts=int(text), flagged=int(verdict is not None))
            wrong += [f"flagged {name}: {verdict}"] if verdict else []
    print(f"Published; packages not installed: {', '.join(published.missing()) or 'none'}")
    print(f"  harmless columns flagged: {_share(judged, 'flagged', 'harmless')}")
    print(f"  the same among columns of text alone: {_share(judged, 'flagged', 'texts')}")
    print(f"  columns of people's names found: {_share(judged, 'found', 'people')}")
    for line in wrong[:worst]:
        print(f"    {line}")


def _share(count: Counter[str], some: str, all_: str) -> str:
    return f"{count[some]:,} of {count[all_]:,} ({count[some] / max(1, count[all_]):.2%})"


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("generated", "published"))
    parser.add_argument("--worst", type=int, default=40, help="mistakes shown; 0 to see none")
    parser.add_argument("--seed", type=int, default=generated.SEED, help="of the generated values")
    parser.add_argument("--unseen", action="store_true", help="the locales that nobody tunes on")
    options = parser.parse_args()
    if options.only != "published":
        headers = generated.UNSEEN if options.unseen else generated.FOREIGN
        print_generated(options.worst, headers, options.seed)
    if options.only != "generated":
        print_published(options.worst)


if __name__ == "__main__":
    main()
