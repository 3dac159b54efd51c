"""The tables in a session's variables, each looked at once: what they hold may be shown in bits.

``df.head()`` on screen says little of what ``df.phone.tolist()`` will print. So before an output
is checked, tables that are new among the variables are judged by header and a sample.
"""

from __future__ import annotations

import time
import weakref
from collections import deque
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.tables import is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbguard.kernel.memory import Memory
    from nbguard.policy import Policy

    Told = Iterator[tuple[str | None, list[str]]]

_SECONDS = 2.0
"""Of the processor's time, for one look; an output waits for it."""


class _Seen(NamedTuple):
    table: weakref.ref[Any]
    rows: int
    headers: int


class Namespace:
    """Looks at each table of ``variables`` that is new, or has other columns or rows than before.

    One look takes two seconds at most; the columns that it does not reach have the next one, and
    before that its variable's newer tables wait: so no more are kept alive than there are names.
    """

    def __init__(self, variables: Mapping[str, Any], memory: Memory) -> None:
        self._variables = variables
        self._memory = memory
        self._seen: dict[int, _Seen] = {}
        self._are_tables: dict[type, bool] = {}
        self._lock = Lock()
        self._waiting: deque[tuple[str, Told]] = deque()
        self._unread: set[str] = set()  # the variables among those that wait

    def look(self, policy: Policy) -> None:
        """Remember what new tables hold.

        Never raises: a table that cannot be judged here is checked as ever when it is shown.
        """
        if not self._lock.acquire(blocking=False):  # a look that hangs was given up
            return
        try:
            self._look(policy)
        finally:
            self._lock.release()

    def add(self, table: Any, policy: Policy) -> None:
        """Have the next look at a table that is no variable, too."""
        if self._is_table(table):
            self._waiting.append(("", frames.told(table, policy)))

    def _look(self, policy: Policy) -> None:
        for name, table in self._new():
            self._waiting.append((name, frames.told(table, policy)))
            self._unread.add(name)
        end = time.thread_time() + _SECONDS
        while self._waiting:
            self._take()
            if time.thread_time() > end:
                break

    def _take(self) -> None:
        """Judge the next column."""
        name, told = self._waiting[0]
        try:
            entity, values = next(told)
            if entity:
                self._memory.learn(entity, values)
            else:
                self._memory.leave(values)
        except Exception:  # noqa: BLE001 StopIteration for one: done with this table
            self._waiting.popleft()
            self._unread.discard(name)

    def _new(self) -> Iterator[tuple[str, Any]]:
        before, self._seen = self._seen, {}
        for name, value in list(self._variables.items()):
            if name.startswith("_") or not self._is_table(value):  # "_" was shown
                continue
            now = _seen(value)
            if now is None:
                continue
            old = self._seen.get(id(value)) or before.get(id(value))
            is_new = old is None or old.table() is not value or old[1:] != now[1:]
            if is_new and name in self._unread:  # new again at the next look
                continue
            self._seen[id(value)] = now
            if is_new:
                yield name, value

    def _is_table(self, value: Any) -> bool:
        kind = type(value)
        if kind not in self._are_tables:
            self._are_tables[kind] = is_table(value)
        return self._are_tables[kind]


def _seen(table: Any) -> _Seen | None:
    """How a table looks now; pandas makes new headers for other columns."""
    try:
        headers = table.columns if hasattr(table, "iloc") and hasattr(table, "columns") else None
        return _Seen(weakref.ref(table), len(table), id(headers))
    except Exception:  # noqa: BLE001 somebody's own kind of frame
        return None
