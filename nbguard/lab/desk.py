"""What the server knows of its notebooks: the save mode of each, and what its last save came to."""

from __future__ import annotations

import time
from collections import OrderedDict
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import audit
from nbguard.lab.rules import Rules, rules
from nbguard.lab.spare import Spare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.lab.engine import Engine

_MOST_KEPT = 1_000
_within: ContextVar[bool] = ContextVar("within a write", default=False)
_EVENTS = {"redacted": "redacted", "refused": "refused", "warned": "alert"}

Found = list[tuple[str, "int | None", int]]


class Saved(NamedTuple):
    """What the last save of a notebook came to: "clean", "redacted", "warned" or "refused".

    ``entities`` counts what was found, ``left`` what could not be replaced.
    """

    outcome: str
    entities: dict[str, int]
    left: int
    at: float

    def as_object(self) -> dict[str, Any]:
        """As the front end reads it."""
        return self._asdict()


class Desk:
    """One server's rules, save modes and last saves; it holds no value."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.spare = Spare(engine)
        self.stopping = False
        """Whether the server was told to stop."""
        self.under_way = 0
        """How many writes the guard looks at right now."""
        self._modes: dict[str, str] = {}
        self._saved: OrderedDict[str, Saved] = OrderedDict()

    def refuses_new(self) -> bool:
        """Whether a write may not begin, since the server is stopping.

        One that is part of another (the checkpoint that a save makes) may even then.
        """
        return self.stopping and not _within.get()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While a write is looked at."""
        self.under_way += 1
        within = _within.set(True)
        try:
            yield
        finally:
            _within.reset(within)
            self.under_way -= 1

    def close(self) -> None:
        """Refuse what still waits for a verdict, and whatever comes: the server is stopping."""
        self.engine.close()
        self.spare.close()

    def rules(self, path: str) -> Rules:
        """The rules for a notebook, whose receivers the audit log tells. Raises PolicyError."""
        held = rules(self.engine.root, path)
        audit.configure(held.policy.audit)
        return held

    def mode(self, path: str, held: Rules) -> str:
        """The save mode of a notebook: what was chosen for it, for all, or the policy's.

        What was chosen and is forbidden by now, since the policy changed, no longer counts.
        """
        chosen = self._modes.get(path.strip("/"), self._modes.get("", ""))
        return chosen if chosen and held.may_save_as(chosen) else held.policy.save

    def choose(self, path: str, mode: str) -> None:
        """Set the mode of one notebook, or of all ("") that have none of their own."""
        self._modes[path.strip("/")] = mode
        event = "switched_off" if mode in ("off", "warn") else "alert"
        audit.record(event, where=_place(path), note=f"save mode {mode}")

    def follow(self, path: str) -> None:
        """Forget the mode that was chosen for a notebook, or for all."""
        if self._modes.pop(path.strip("/"), None):
            audit.record("alert", where=_place(path), note="save mode of the policy")

    def moved(self, old: str, new: str) -> None:
        """Let mode and last save follow a notebook that was renamed."""
        old, new = old.strip("/"), new.strip("/")
        if old and old in self._modes:
            self._modes[new] = self._modes.pop(old)
        if old in self._saved:
            self._saved[new] = self._saved.pop(old)

    def last_save(self, path: str) -> Saved | None:
        """What the last save came to, where there was one."""
        return self._saved.get(path.strip("/"))

    def note(self, path: str, outcome: str, found: Found, left: int) -> None:
        """Remember what a save came to, and tell the audit log when that is news."""
        path = path.strip("/")
        entities = counted(found)
        known = self._saved.get(path)
        self._saved[path] = Saved(outcome, entities, left, time.time())
        self._saved.move_to_end(path)
        while len(self._saved) > _MOST_KEPT:
            self._saved.popitem(last=False)
        news = known is None or (known.outcome, known.entities) != (outcome, entities)
        if outcome in _EVENTS and news:
            audit.record(_EVENTS[outcome], where=_place(path), entities=entities, note="save")


def counted(found: Found) -> dict[str, int]:
    """How many of each entity, most first."""
    counts: dict[str, int] = {}
    for entity, _, times in found:
        counts[entity] = counts.get(entity, 0) + times
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _place(path: str) -> str:
    return f"lab: {path}" if path else "lab"
