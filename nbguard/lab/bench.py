"""What the worker keeps between requests: scanned cells, and the numbering of each notebook."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from nbguard.detect import detector
from nbguard.lab.cells import Cells, Seen, alone
from nbguard.operators import Placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.guard import Guard
    from nbguard.policy import Policy

_MOST_NOTEBOOKS = 64
_PORTION = 250_000
_WARM_UP = "Jane Roe, jane.roe@acme-corp.com, +1 212 555 0142"


class Bench:
    """Guards by policy, cells seen, and one numbering of placeholders for each notebook.

    The numberings hold values, as those of a kernel's session do: in memory, and nowhere else.
    """

    def __init__(self) -> None:
        self.cells = Cells()
        self._numberings: OrderedDict[str, Placeholders] = OrderedDict()

    def warm_up(self, policy: Policy) -> None:
        """Load the engine, so that nobody waits for it."""
        detector(policy).detect([_WARM_UP])

    def numbering(self, path: str, seen: Sequence[Seen] = ()) -> Placeholders:
        """The numbering of a notebook; numbers that its cells use already are left to them."""
        numbering = self._numberings.setdefault(path, Placeholders())
        self._numberings.move_to_end(path)
        while len(self._numberings) > _MOST_NOTEBOOKS:
            self._numberings.popitem(last=False)
        for one in seen:
            numbering.reserve(one.placeholders)
        return numbering

    def scan(
        self, guard: Guard, cells: Sequence[Any], metadata: Any, seconds: float | None = None
    ) -> list[Seen]:
        """What the cells hold; after ``seconds`` the rest is left for another time."""
        until = None if seconds is None else time.monotonic() + seconds
        seen: list[Seen] = []
        for portion in _portions([alone(cell, metadata) for cell in cells]):
            seen += self.cells.scan(guard, portion)
            if until and time.monotonic() > until:
                break
        return seen


def _portions(notebooks: Sequence[bytes]) -> Iterator[list[bytes]]:
    """The notebooks in batches: large enough to pay, small enough to stop after."""
    portion: list[bytes] = []
    size = 0
    for notebook in notebooks:
        portion.append(notebook)
        size += len(notebook)
        if size > _PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion
