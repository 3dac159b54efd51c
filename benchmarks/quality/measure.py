"""The figures that have a target, in one place: what the README quotes and CI holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.quality import corpus, score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.quality.detectors import Detector
    from benchmarks.quality.markup import Document
    from benchmarks.quality.quiet import Noise
    from benchmarks.quality.score import Found, Outcome


class Measured(NamedTuple):
    """All that is known of one detector on one split.

    ``agreement`` counts (right, asked) of each recognizer's examples; ``false_secrets`` is the
    share of innocent snippets in which a secret was found.
    """

    outcomes: list[Outcome]
    agreement: dict[str, tuple[int, int]]
    false_secrets: float
    noise: Noise


def measure(split: str, detect: Detector, quiet: Callable[[], Noise], every: int = 1) -> Measured:
    """Run ``detect`` over ``split``, or over every so many of its documents."""
    documents = corpus.everything(split)[::every]
    found = detect([document.text for document in documents])
    asked = corpus.examples(split)
    answers = detect([document.text for document in asked])
    return Measured(
        score.judge_all(documents, found),
        exact_agreement(asked, answers),
        false_alarm_rate(documents, found),
        quiet(),
    )


def exact_agreement(
    documents: Sequence[Document], found: Sequence[Sequence[Found]]
) -> dict[str, tuple[int, int]]:
    """By entity, how many of its examples were answered exactly: all found, and nothing else."""
    rows: dict[str, tuple[int, int]] = {}
    for document, hits in zip(documents, found, strict=True):
        asked = [f for f in hits if f.entity == document.kind]
        right = all(o.verdict == "hit" for o in score.judge(document, asked))
        done, total = rows.get(document.kind, (0, 0))
        rows[document.kind] = (done + right, total + 1)
    return rows


def false_alarm_rate(documents: Sequence[Document], found: Sequence[Sequence[Found]]) -> float:
    """The share of snippets without a secret in which a secret was found."""
    innocent = [
        any(f.secret for f in hits)
        for document, hits in zip(documents, found, strict=True)
        if document.kind == "secrets" and not document.labels
    ]
    return sum(innocent) / len(innocent)


class Target(NamedTuple):
    """A figure's goal; ``below`` when it must not be passed rather than reached."""

    goal: float
    below: bool = False

    def __str__(self) -> str:
        return f"{'<=' if self.below else '>='} {self.goal:g}"


TARGETS = {
    "PERSON F2, mixed sentences": Target(0.88),
    "PERSON F1, news": Target(0.85),
    "PERSON recall, court judgments": Target(0.88),
    "PERSON recall, logs and key-value text": Target(0.98),
    "STREET_ADDRESS recall": Target(0.85),
    "all entities, micro F2": Target(0.90),
    "secrets, recall": Target(0.85),
    "secrets, false alarms": Target(0.10, below=True),
    "recognizer examples answered exactly": Target(0.97),
    "false names per 1,000 cells": Target(20, below=True),
    "other false findings per 1,000 cells": Target(10, below=True),
}


def headline(measured: Measured) -> dict[str, float]:
    """The figure of each target."""

    def of(family: str | None, *kinds: str) -> score.Figures:
        return score.figures(
            outcome
            for outcome in measured.outcomes
            if (family is None or outcome.family == family) and (not kinds or outcome.kind in kinds)
        )

    right, asked = map(sum, zip(*measured.agreement.values(), strict=True))
    values = (
        of("PERSON", "mixed").f(2),
        of("PERSON", "news").f(1),
        of("PERSON", "court").recall,
        of("PERSON", "logs").recall,
        of("STREET_ADDRESS").recall,
        of(None).f(2),
        of("SECRET", "secrets").recall,
        measured.false_secrets,
        right / asked,
        measured.noise.per_thousand(names=True),
        measured.noise.per_thousand(names=False),
    )
    return dict(zip(TARGETS, values, strict=True))
