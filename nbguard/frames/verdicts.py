"""The verdicts on all columns of a table: a sample first, then, where it shows nothing, all."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nbguard.detect import headers
from nbguard.detect.columns import CELLS, Judge, Verdict
from nbguard.detect.evidence import text_of
from nbguard.detect.sweep import Sweep
from nbguard.errors import TableError
from nbguard.tables import Column, Kind, Table

if TYPE_CHECKING:
    from nbguard.policy import Policy

_SOME = 200


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
    if column.size == 0:
        return Verdict()
    try:
        verdict = judge.judge(column.label, column.kind, column.sample(CELLS))
    except TableError as error:
        raise TableError(f"column {column.label!r}: {error}") from None
    if verdict.entity is None and column.kind is Kind.TEXT and column.size > CELLS:
        return _rare(column, judge, sweep)._replace(quasi=verdict.quasi)
    return verdict


def _rare(column: Column, judge: Judge, sweep: Sweep) -> Verdict:
    """What a sample missed: a value among a million others that look alike."""
    texts = list(map(text_of, column.distinct().values))
    found = sweep.suspects(texts, headers.read(column.label).context) if texts else []
    if not found:
        return Verdict()
    suspects = [texts[i] for i in found]
    verdict = judge.within(column.label, suspects[:: -(-len(suspects) // _SOME)])
    return verdict._replace(share=round(verdict.share * len(found) / column.size, 9))
