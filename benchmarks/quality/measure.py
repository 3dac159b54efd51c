"""The figures that have a target, in one place: what the README quotes and CI holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.quality import score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.quality.markup import Document
    from benchmarks.quality.quiet import Noise
    from benchmarks.quality.score import Found, Outcome


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


def headline(outcomes: Sequence[Outcome], noise: Noise, alarms: float) -> list[tuple[str, str]]:
    """Each target of the issue beside what was measured."""

    def of(family: str | None, *kinds: str) -> score.Figures:
        return score.figures(
            o
            for o in outcomes
            if (family is None or o.family == family) and (not kinds or o.kind in kinds)
        )

    rows = {
        "PERSON F2, mixed sentences (>= .88)": of("PERSON", "mixed").f(2),
        "PERSON F1, news (>= .85)": of("PERSON", "news").f(1),
        "PERSON recall, court (>= .88)": of("PERSON", "court").recall,
        "PERSON recall, logs (>= .98)": of("PERSON", "logs").recall,
        "STREET_ADDRESS recall (>= .85)": of("STREET_ADDRESS").recall,
        "all entities, micro F2 (>= .90)": of(None).f(2),
        "secrets recall (>= .85)": of("SECRET", "secrets").recall,
        "secrets false alarms (<= .10)": alarms,
        "false names per 1,000 cells (<= 20)": noise.per_thousand(names=True),
        "other false findings per 1,000 cells (<= 10)": noise.per_thousand(names=False),
    }
    return [(name, f"{value:.3f}") for name, value in rows.items()]
