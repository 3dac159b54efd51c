"""Which of two overlapping matches wins: decided here, and nowhere else.

A secret goes before personal data (it does the most harm), then the form that says more (an
e-mail address before the URL or the name inside it), then the higher score, then the longer.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from nbguard.entities import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbguard.findings import Match

_BY_KIND = {"secret": 2, "pii": 1, "path": 0}
# What is read from a key or a loose form yields to what proves itself by its own form.
_LOOSE = {"URL": 3, "DATE_TIME": 3, "LOCATION": 2, "ORGANIZATION": 2, "PERSON": 1}


def resolve(matches: Iterable[Match]) -> list[Match]:
    """The winners among ``matches``: no two overlap, sorted by start.

    >>> from nbguard.findings import Match
    >>> resolve([Match(0, 14, "URL", 0.9), Match(0, 14, "EMAIL_ADDRESS", 0.9)])
    [Match(start=0, end=14, entity='EMAIL_ADDRESS', score=0.9)]
    """
    winners: list[Match] = []
    for cluster in _clusters(sorted(matches)):
        winners += _best(cluster) if len(cluster) > 1 else cluster
    return winners


def _clusters(matches: list[Match]) -> Iterable[list[Match]]:
    """Runs of matches of which each overlaps the ones before it."""
    cluster: list[Match] = []
    end = 0
    for match in matches:
        if match.start >= end and cluster:
            yield cluster
            cluster = []
        cluster.append(match)
        end = max(end, match.end)
    if cluster:
        yield cluster


def _best(cluster: list[Match]) -> list[Match]:
    """The highest ranked first, then whatever still fits between those taken."""
    taken: list[Match] = []
    for match in sorted(cluster, key=_rank, reverse=True):
        at = bisect_left(taken, match)
        before, after = taken[at - 1 : at], taken[at : at + 1]
        if all(m.end <= match.start for m in before) and all(m.start >= match.end for m in after):
            taken.insert(at, match)
    return taken


def _rank(match: Match) -> tuple[float, ...]:
    return (
        _BY_KIND[kind_of(match.entity)],
        -_LOOSE.get(match.entity, 0),
        round(match.score, 2),
        match.end - match.start,
        -match.start,
    )
