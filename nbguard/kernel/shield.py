"""Shield: one session's guard, with one numbering, a time limit and a count of what it did.

Whatever goes wrong in here comes out as Withheld, whose text may be shown: no value in it.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from nbguard import audit
from nbguard.detect import lists
from nbguard.errors import DetectionError, KeyMissing
from nbguard.kernel.declared import DeclaredValues
from nbguard.kernel.memory import Memory
from nbguard.kernel.namespace import Namespace
from nbguard.kernel.reading import SessionGuard
from nbguard.kernel.tree import Tree, measure
from nbguard.kernel.worker import TimedOut, Worker
from nbguard.operators import Placeholders, Redactor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nbguard.guard import Guard
    from nbguard.policy import Policy

    Version = tuple[int, int, int]

T = TypeVar("T")

_MOST_PASSES = 4
_MOST_VOUCHED = 16
_MORE_PER_CHARACTER = 4e-6
_MORE_FOR_PICTURES = 6
_LOADING = 10.0
"""Seconds that an output waits for an engine that is still loading."""
_WARM_UP = ["Jane Roe, jane.roe@acme-corp.com, +1 212 555 0142"]


UNREAD = "it shows a picture that cannot be read"


class Withheld(Exception):
    """The text could not be checked, so it may not be shown; why, in words without any value."""


class Outcome(NamedTuple):
    """A tree made safe, and how many values of each entity were in it."""

    value: Any
    found: Counter[str]


class Shield:
    """What every surface of one session asks.

    ``mode`` is the policy's until somebody changes it. ``seconds`` is the time that detection
    has for a text of ordinary size; a long one gets as much again per 250,000 characters.
    ``variables`` are the session's own: what tables among them hold is known everywhere.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        seconds: float = 5.0,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        self.mode = policy.mode
        self.declared = DeclaredValues()
        self.memory = Memory()
        self.namespace = Namespace({} if variables is None else variables, self.memory)
        self.placeholders = Placeholders()
        self._epoch = 0
        self.adopt(policy)
        self.found: Counter[str] = Counter()
        self.withheld = 0
        self.seconds = seconds
        self._vouched: dict[str, Version] = {}
        self._worker = Worker()
        self._pid = os.getpid()
        self._ready = threading.Event()

    def adopt(self, policy: Policy) -> None:
        """Look for what ``policy`` asks for from now on; the mode stays what it is."""
        # On one's own screen a path stays readable, and what a role may see; files and saving
        # are guarded elsewhere.
        seen = {"USER_PATH", *(e for e in policy.entities if policy.may("see", e))}
        self.policy = policy.but(entities=[f"-{entity}" for entity in sorted(seen)])
        self.guard: Guard = SessionGuard(self.policy, self.declared, self.memory)
        self.files: Guard = SessionGuard(policy, self.declared, self.memory)
        self.redactor = Redactor(self.policy, self.placeholders)
        self._epoch += 1

    def version(self) -> Version:
        """What changes whenever the same text might be read differently."""
        return self._epoch, self.declared.version(), self.memory.version

    def note(self, found: Mapping[str, int]) -> None:
        """Count what was found by entity; the audit log is told of what is then masked."""
        self.found.update(found)
        if found and self.mode in ("mask", "block"):
            audit.record("masked", where="kernel", entities=found)

    def vouch(self, text: Any) -> None:
        """Take the word of whoever drew ``text`` from safe values for its being safe."""
        if isinstance(text, str):
            self._vouched[text] = self.version()
            while len(self._vouched) > _MOST_VOUCHED:
                self._vouched.pop(next(iter(self._vouched)), None)

    def is_vouched(self, text: Any) -> bool:
        """Whether ``text`` was vouched for, and nothing was declared sensitive since."""
        if not (self._vouched and isinstance(text, str)):
            return False
        return self._vouched.get(text) == self.version()

    def load(self) -> None:
        """Build the engine in the background."""
        threading.Thread(target=self._load, name="nbguard-load", daemon=True).start()

    def stop(self) -> None:
        """Let the session's thread end, and forget what tables held."""
        self._worker.stop()
        self.memory.forget()

    def is_busy_here(self) -> bool:
        """Whether the calling thread is detecting right now: its output cannot be checked."""
        return self._worker.is_current()

    def clean(self, tree: Any) -> Outcome:
        """``tree`` (dicts, lists, texts) without what is sensitive. Raises Withheld."""
        return self.run(lambda: self._clean(tree), measure(tree))

    def run(self, work: Callable[[], T], size: int) -> T:
        """The result of ``work``, done where a time limit holds. Raises Withheld."""
        if self._pid == os.getpid() and not self._ready.wait(_LOADING):
            raise Withheld("detection is still loading")
        seconds = self.seconds * (1 + size * _MORE_PER_CHARACTER)
        if self.policy.images == "ocr":
            seconds *= _MORE_FOR_PICTURES
        try:
            return self._worker.run(lambda: self._acquainted(work), seconds)
        except TimedOut:
            reason = f"detection took longer than {seconds:.0f} s"
        except (DetectionError, KeyMissing, Withheld) as error:  # others may name a header
            reason = str(error)
        except Exception as error:  # noqa: BLE001 its text may quote the value
            reason = f"detection failed ({type(error).__name__})"
        raise Withheld(reason)  # out here, so that the original is not its context

    def _acquainted(self, work: Callable[[], T]) -> T:
        """The result of ``work``, done once new tables are known."""
        self.namespace.look(self.policy)
        return work()

    def _load(self) -> None:
        try:
            self.guard.match(_WARM_UP)
            lists.names()  # for the first table
            if pictures := self.guard.pictures():
                pictures.warm_up()
        except Exception:  # noqa: BLE001 whoever asks next gets the error, and withholds
            return
        finally:
            self._ready.set()

    def _clean(self, value: Any) -> Outcome:
        found: Counter[str] | None = None
        is_known = self.memory.holds_number if self.memory.has_numbers else None
        for turn in range(_MOST_PASSES):
            tree = Tree(value, self.guard.pictures(), is_known)
            hits = list(self.guard.find(tree.places, everywhere=turn > 1))
            found = found or Counter(hit.match.entity for hit in hits)
            if tree.is_unread():
                raise DetectionError(UNREAD)
            if not hits or not self.guard.replace(tree.places, hits, self.redactor):
                return Outcome(value, found)
            value = tree.changed()
        raise Withheld("each pass leaves something new to replace")
