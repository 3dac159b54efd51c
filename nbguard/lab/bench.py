"""What the worker keeps between requests: scanned cells, and the numbering of each notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.guard import Guard
from nbguard.lab.cells import Cells, Seen, alone
from nbguard.lab.memory import Kept, RememberingGuard, mark
from nbguard.operators import Placeholders
from nbguard.scanner.pictures import known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.policy import Policy

_MOST_CLEANED = 128 * 2**20
_MOST_NOTEBOOKS = 64
_MOST_POLICIES = 8
_WARM_UP = "Jane Roe, jane.roe@acme-corp.com, +1 212 555 0142"


class Bench:
    """Guards by policy, cells seen and cells cleaned, and one numbering for each notebook.

    The numberings hold values, as those of a kernel's session do: in memory, and nowhere else.
    """

    def __init__(self) -> None:
        self.cells = Cells()
        self.cleaned = Kept[bytes](most=_MOST_CLEANED)
        self._guards = Kept[Guard](most=_MOST_POLICIES)
        self._numberings = Kept[Placeholders](most=_MOST_NOTEBOOKS)

    def guard(self, policy: Policy) -> Guard:
        """The guard of a policy; equal policies share one."""
        key = mark(policy.fingerprint())
        guard = self._guards.get(key) or RememberingGuard(policy, known(policy))
        self._guards.put(key, guard)
        return guard

    def warm_up(self, policy: Policy) -> None:
        """Load the engine, so that nobody waits for it."""
        guard = self.guard(policy)
        guard.match([_WARM_UP])
        if pictures := guard.pictures():
            pictures.warm_up()

    def numbering(self, path: str, seen: Sequence[Seen] = ()) -> Placeholders:
        """The numbering of a notebook; numbers that its cells use already are left to them."""
        key = mark(path)
        numbering = self._numberings.get(key)
        if numbering is None:
            numbering = Placeholders()
            self._numberings.put(key, numbering)
        for one in seen:
            numbering.reserve(one.placeholders)
        return numbering

    def scan(self, guard: Guard, cells: Sequence[Any], metadata: Any) -> list[Seen]:
        """What each cell holds, in the language that the notebook's metadata name."""
        return self.cells.scan(guard, [alone(cell, metadata) for cell in cells])
