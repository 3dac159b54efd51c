"""``python -m benchmarks.quality [--split dev] [--peers] [--show] [--record]``: the figures."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.quality import corpus, detectors, floors, quiet, score
from benchmarks.quality.measure import TARGETS, Measured, headline, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.quality.score import Figures, Outcome


_COLUMNS = ["kind of text", "entity", "labels", "precision", "recall", "F1", "F2"]


def main() -> None:
    """Measure nbguard, and the peers beside it when asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--peers", action="store_true", help="Presidio and scrubadub, too (slow)")
    parser.add_argument("--show", action="store_true", help="the texts that went wrong (dev only)")
    parser.add_argument("--record", action="store_true", help="write the floors that CI holds")
    options = parser.parse_args()
    if options.show and options.split == "test":
        parser.error("nobody tunes on the test split: its texts are not shown")
    if options.record:
        floors.record()
        return
    noise = partial(quiet.of_nbguard, options.split)
    report("nbguard", options, measure(options.split, detectors.nbguard, noise))
    _printed(options.split)
    for name in ("presidio", "scrubadub") if options.peers else ():
        detect = partial(detectors.peer, name)
        noise = partial(quiet.of_peer, options.split, detect)
        report(name, options, measure(options.split, detect, noise))


def report(name: str, options: argparse.Namespace, measured: Measured) -> None:
    """Print everything known of one detector."""
    outcomes = measured.outcomes
    print(f"\n##### {name}, {options.split} split, overlap >= {score.IOU}")
    _headline(measured)
    _entities(outcomes)
    people = _labelled(outcomes, "PERSON")
    _groups("PERSON recall by origin", [o for o in people if o.group != "PERSON"])
    _groups("PERSON recall by words", people, _words)
    _groups("PERSON recall by case", people, _case)
    _groups("STREET_ADDRESS recall by country", _labelled(outcomes, "STREET_ADDRESS", "addresses"))
    _groups("National identifiers, recall", _labelled(outcomes, "NATIONAL_ID"))
    _groups("Secrets, recall by vendor", _labelled(outcomes, "SECRET"))
    _agreement(measured.agreement)
    _noise(measured.noise, options.show)
    if options.show:
        _mistakes(outcomes)


def _printed(split: str) -> None:
    """What changes when the texts of logs are printed by a cell: tables are read as tables."""
    documents = corpus.load(split, "logs")
    found = detectors.in_notebooks([document.text for document in documents])
    outcomes = score.judge_all(documents, found)
    rows = [_row("logs", f, g) for f, g in score.by(outcomes, lambda o: o.family).items()]
    _table("Logs and key-value text as notebook output", _COLUMNS, rows)


def _headline(measured: Measured) -> None:
    rows = [
        [name, f"{value:.3f}", str(TARGETS[name])] for name, value in headline(measured).items()
    ]
    _table("Headline", ["figure", "value", "target"], rows)


def _labelled(outcomes: Iterable[Outcome], family: str, *kinds: str) -> list[Outcome]:
    return [
        o
        for o in outcomes
        if o.family == family and o.verdict != "false" and (not kinds or o.kind in kinds)
    ]


def _entities(outcomes: Sequence[Outcome]) -> None:
    rows = [_row("all", "all", score.figures(outcomes))]
    for family, figures in score.by(outcomes, lambda o: o.family).items():
        rows.append(_row("all", family, figures))
    for kind in corpus.KINDS:
        part = [o for o in outcomes if o.kind == kind]
        rows.append(_row(kind, "all", score.figures(part)))
        rows += [_row(kind, f, g) for f, g in score.by(part, lambda o: o.family).items()]
    _table("By entity and kind of text", _COLUMNS, rows)


def _row(kind: str, entity: str, figures: Figures) -> list[str]:
    shown = (figures.precision, figures.recall, figures.f(1), figures.f(2))
    return [kind, entity, str(figures.hits + figures.missed), *(f"{value:.3f}" for value in shown)]


def _words(outcome: Outcome) -> str:
    words = outcome.text.count(" ") + 1
    return "4 or more" if words > 3 else str(words)


def _case(outcome: Outcome) -> str:
    if outcome.text.isupper():
        return "capitals"
    return "small letters" if outcome.text.islower() else "as usual"


def _groups(
    title: str, outcomes: Sequence[Outcome], key: Callable[[Outcome], str] = lambda o: o.group
) -> None:
    rows = [
        [group, str(figures.hits + figures.missed), f"{figures.recall:.2f}"]
        for group, figures in score.by(outcomes, key).items()
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
    return f"{before}⟦{outcome.text}⟧{after}"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [list(head), *(list(row) for row in rows)]
    widths = [min(60, max(map(len, column))) for column in zip(*lines, strict=True)]
    print(f"\n## {title}")
    for line in lines:
        print("  ".join(map(str.ljust, line, widths)).rstrip())


if __name__ == "__main__":
    main()
