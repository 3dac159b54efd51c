"""The verdicts on all columns of a table: a sample first, then, where it shows nothing, all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nbguard.detect import headers
from nbguard.detect.columns import CELLS, Judge, Verdict
from nbguard.detect.evidence import MOST_DISTINCT, text_of, thinned
from nbguard.detect.sweep import Sweep
from nbguard.errors import TableError
from nbguard.tables import Column, Kind, Table

if TYPE_CHECKING:
    from nbguard.policy import Policy

_READ = (Kind.TEXT, Kind.BYTES, Kind.NESTED, Kind.OTHER)
"""Columns in which anything can stand, so that a sample that shows nothing proves nothing."""
_MOST = 50_000
"""Distinct cells that are read in search of something rare; of more, as many, evenly spread."""


def verdicts(table: Table, policy: Policy) -> list[Verdict]:
    """One verdict per column of the table, in its order."""
    judge, sweep = _tools(policy)
    return [_verdict(column, judge, sweep) for column in table.columns]


def judge_of(policy: Policy) -> Judge:
    """The judge of columns under ``policy``."""
    return _tools(policy)[0]


@lru_cache(maxsize=8)
def _tools(policy: Policy) -> tuple[Judge, Sweep]:
    """Made once per policy: a kernel judges every table it shows."""
    return Judge(policy), Sweep(policy)


def _verdict(column: Column, judge: Judge, sweep: Sweep) -> Verdict:
    hidden = column.hidden
    if column.size == 0 and not hidden:
        return Verdict()
    try:
        sample = column.sample(CELLS) if column.size else []
        verdict = judge.judge(column.label, column.kind, [*sample, *thinned(hidden, CELLS)])
        many = column.size + len(hidden) > MOST_DISTINCT
        if verdict.entity is None and column.kind in _READ and many:
            return _rare(column, judge, sweep)._replace(quasi=verdict.quasi)
    except TableError as error:
        raise TableError(f"column {column.label!r}: {error}") from None
    return verdict


def _rare(column: Column, judge: Judge, sweep: Sweep) -> Verdict:
    """What a sample missed: a value among a million others, a name in one of many remarks."""
    cells = [*column.distinct().values, *column.hidden]
    if column.kind is Kind.NESTED:
        cells = [cell for cell in cells if not _is_vector(cell)]
    texts = cells if set(map(type, cells)) == {str} else list(map(text_of, cells))
    if not texts:
        return Verdict()
    found = set(sweep.suspects(texts, headers.read(column.label).context))
    found |= judge.mentioning(texts)
    suspects = [texts[i] for i in thinned(sorted(found), _MOST)]
    if not suspects:
        return Verdict()
    verdict = judge.within(column.label, suspects)
    return verdict._replace(share=round(verdict.share * len(found) / max(1, column.size), 9))


def _is_vector(cell: Any) -> bool:
    """Whether a cell is nothing but fractions, as embeddings and waveforms are."""
    if dtype := getattr(cell, "dtype", None):
        return getattr(dtype, "kind", "") == "f"
    return isinstance(cell, (list, tuple)) and all(type(item) is float for item in cell)
