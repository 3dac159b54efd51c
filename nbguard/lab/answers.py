"""The end points' work, done in the worker process: a request in, an answer out."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from nbguard.lab import allowing, asked, redacting
from nbguard.lab.cells import without_cells
from nbguard.lab.cleaning import Cleaner, Verdict
from nbguard.lab.excerpts import shown
from nbguard.lab.rules import rules
from nbguard.lab.wire import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.guard import Guard
    from nbguard.lab.asked import Asked
    from nbguard.lab.bench import Bench
    from nbguard.lab.cells import Row, Seen

_TOLD = ("entity", "kind", "score", "place", "start", "end", "line", "fingerprint")


def warm(bench: Bench, request: Message) -> Message:
    """Load the engine under the policy of the server's own folder."""
    bench.warm_up(rules(request.head["root"], "").policy)
    return Message({})


def scan(bench: Bench, request: Message) -> Message:
    """Findings by cell; ``more`` counts those of a cell that are too many to be told."""
    began = time.monotonic()
    ask = asked.read(request.body)
    held = rules(request.head["root"], ask.path)
    guard = bench.guard(held.policy)
    ids, cells = list(ask.cells), list(ask.cells.values())
    seen = bench.scan(guard, cells, ask.metadata)
    beside = _beside(bench, guard, ask)
    bench.numbering(ask.path, seen)
    numbers = _Numbers()
    answer = {
        "cells": {
            name: [numbers.told(row, name) for row in _as_on_screen(one.rows)]
            for name, one in zip(ids, seen, strict=True)
        },
        "notebook": [numbers.told(row, None) for one in beside for row in one.rows],
        "unscanned": {n: one.unscanned for n, one in zip(ids, seen, strict=True) if one.unscanned},
        "more": _more(ids, seen),
        "seconds": round(time.monotonic() - began, 3),
    }
    return _answer(ask.path, answer)


def redact(bench: Bench, request: Message) -> Message:
    """The cells that change when what was asked for is replaced."""
    ask = asked.read(request.body)
    held = rules(request.head["root"], ask.path)
    guard = bench.guard(held.policy)
    seen = bench.scan(guard, list(ask.cells.values()), ask.metadata)
    numbering = bench.numbering(ask.path, seen)
    done = redacting.redact(guard, ask, numbering)
    return _answer(ask.path, done.answer(), entities=done.entities)


def allow(_: Bench, request: Message) -> Message:
    """The cell with its mark or tag, or the policy file with one value more."""
    ask = asked.read(request.body)
    held = rules(request.head["root"], ask.path)
    entity, answer = allowing.allow(held, ask)
    return _answer(ask.path, answer, entities={entity: 1} if entity else {})


def clean(bench: Bench, request: Message) -> Message:
    """The verdict on what is about to be written, and what makes it clean."""
    head = request.head
    held = rules(head["root"], head["path"])
    cleaner = Cleaner(bench, bench.guard(held.policy), head["path"])
    if head["form"] == "bytes":
        verdict, data = cleaner.of_bytes(request.body, change=head["change"])
        return _verdict(verdict, data if data != request.body else None)
    verdict = cleaner.of_tree(json.loads(request.body), change=head["change"])
    changes = json.dumps(verdict.changes).encode() if verdict.changes else None
    return _verdict(verdict, changes)


def _verdict(verdict: Verdict, body: bytes | None) -> Message:
    head = {"found": verdict.found, "left": verdict.left, "changed": bool(body)}
    return Message(head, body or b"")


def _answer(path: str, answer: dict[str, Any], **head: Any) -> Message:
    return Message({"path": path, **head}, json.dumps(answer).encode())


def _beside(bench: Bench, guard: Guard, ask: Asked) -> list[Seen]:
    """What the notebook's metadata hold, where they were sent."""
    if ask.metadata is None:
        return []
    return bench.cells.scan(guard, [without_cells({"metadata": ask.metadata})])


def _as_on_screen(rows: Sequence[Row]) -> list[Row]:
    """The source first: a cell as Lab sends it has its keys, and so its places, by the alphabet."""
    return sorted(rows, key=lambda row: row.finding.place != "source")


def _more(ids: Sequence[str], seen: Sequence[Seen]) -> dict[str, int]:
    """How many findings of a cell are not told because there are too many."""
    totals = {n: sum(one.found.values()) - len(one.rows) for n, one in zip(ids, seen, strict=True)}
    return {name: total for name, total in totals.items() if total}


class _Numbers:
    """The numbers of the placeholders in one answer: one for each value."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}

    def told(self, row: Row, cell_id: str | None) -> dict[str, Any]:
        """A finding as the front end reads it."""
        finding = row.finding
        known = self._known.setdefault(finding.entity, {})
        number = known.setdefault(finding.fingerprint, len(known) + 1)
        return {
            **{name: getattr(finding, name) for name in _TOLD},
            "cell_id": cell_id,
            "replaceable": row.replaceable,
            "context": shown(row.excerpt, f"[{finding.entity}_{number}]"),
        }
