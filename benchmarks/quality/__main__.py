"""``python -m benchmarks.quality [--split dev|test] [--peers] [--show]``: prints the figures."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.quality import corpus, detectors, quiet, score
from benchmarks.quality.measure import exact_agreement, false_alarm_rate, headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.quality.detectors import Detector
    from benchmarks.quality.score import Figures, Outcome


def main() -> None:
    """Measure nbguard, and the peers beside it when asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--peers", action="store_true", help="Presidio and scrubadub, too (slow)")
    parser.add_argument("--show", action="store_true", help="the texts that went wrong (dev only)")
    options = parser.parse_args()
    if options.show and options.split == "test":
        parser.error("nobody tunes on the test split: its texts are not shown")
    report("nbguard", options.split, detectors.nbguard, options.show)
    for name in ("presidio", "scrubadub") if options.peers else ():
        report(name, options.split, partial(detectors.peer, name), show=False)


def report(name: str, split: str, detect: Detector, show: bool) -> None:
    """Print everything known of one detector."""
    documents = corpus.everything(split)
    found = detect([document.text for document in documents])
    outcomes = score.judge_all(documents, found)
    print(f"\n##### {name}, {split} split: {len(documents)} documents, overlap >= {score.IOU}")
    _entities(outcomes)
    _groups("PERSON recall by origin", _labelled(outcomes, "PERSON", "mixed", "logs"))
    _groups("STREET_ADDRESS recall by country", _labelled(outcomes, "STREET_ADDRESS", "addresses"))
    _groups("National identifiers, recall", _labelled(outcomes, "NATIONAL_ID"))
    _groups("Secrets, recall by vendor", _labelled(outcomes, "SECRET"))
    asked = corpus.examples(split)
    answers = detect([document.text for document in asked])
    _agreement(exact_agreement(asked, answers))
    noise = quiet.of_nbguard(split) if name == "nbguard" else quiet.of_peer(split, detect)
    _noise(noise, show)
    alarms = false_alarm_rate(documents, found)
    _table("Headline", ["figure", "value"], headline(outcomes, noise, alarms))
    if show:
        _mistakes(outcomes)


def _labelled(outcomes: Iterable[Outcome], family: str, *kinds: str) -> list[Outcome]:
    return [
        o
        for o in outcomes
        if o.family == family and o.verdict != "false" and (not kinds or o.kind in kinds)
    ]


def _entities(outcomes: Sequence[Outcome]) -> None:
    head = ["kind of text", "entity", "labels", "precision", "recall", "F1", "F2"]
    rows = [_row("all", "all", score.figures(outcomes))]
    for family, figures in score.by(outcomes, lambda o: o.family).items():
        rows.append(_row("all", family, figures))
    for kind in corpus.KINDS:
        part = [o for o in outcomes if o.kind == kind]
        rows.append(_row(kind, "all", score.figures(part)))
        rows += [_row(kind, f, g) for f, g in score.by(part, lambda o: o.family).items()]
    _table("By entity and kind of text", head, rows)


def _row(kind: str, entity: str, figures: Figures) -> list[str]:
    shown = (figures.precision, figures.recall, figures.f(1), figures.f(2))
    return [kind, entity, str(figures.hits + figures.missed), *(f"{value:.3f}" for value in shown)]


def _groups(title: str, outcomes: Sequence[Outcome]) -> None:
    rows = [
        [group, str(figures.hits + figures.missed), f"{figures.recall:.2f}"]
        for group, figures in score.by(outcomes, lambda o: o.group).items()
    ]
    _table(title, ["group", "labels", "recall"], sorted(rows, key=lambda row: float(row[2])))


def _agreement(rows: dict[str, tuple[int, int]]) -> None:
    shown = [[entity, f"{right}/{asked}"] for entity, (right, asked) in rows.items()]
    _table("Recognizer examples answered exactly", ["entity", "right"], shown)


def _noise(noise: quiet.Noise, show: bool) -> None:
    rates = [[entity, f"{rate:.1f}"] for entity, rate in noise.by_entity().items()]
    _table("Noise by entity, per 1,000 cells", ["entity", "findings"], rates)
    rows = [[entity, text.strip(), where, str(n)] for entity, text, where, n in noise.worst(show)]
    _table("Noise, worst offenders", ["entity", "text" if show else "shape", "where", "n"], rows)


def _mistakes(outcomes: Iterable[Outcome]) -> None:
    rows = [
        [o.verdict, o.family, o.document.name, repr(_around(o))]
        for o in outcomes
        if o.verdict != "hit"
    ]
    _table("Mistakes", ["verdict", "entity", "document", "text"], sorted(rows))


def _around(outcome: Outcome) -> str:
    text = outcome.document.text
    before = text[max(0, outcome.start - 30) : outcome.start]
    after = text[outcome.end : outcome.end + 20]
    return f"{before}⟦{text[outcome.start : outcome.end]}⟧{after}"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [list(head), *(list(row) for row in rows)]
    widths = [min(60, max(map(len, column))) for column in zip(*lines, strict=True)]
    print(f"\n## {title}")
    for line in lines:
        print("  ".join(map(str.ljust, line, widths)).rstrip())


if __name__ == "__main__":
    main()
