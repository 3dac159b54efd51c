"""The tables in a session's variables, each looked at once: what they hold may be shown in bits.

``df.head()`` on screen says little of what ``df.phone.tolist()`` will print. So before an output
is checked, tables that are new among the variables are judged by header and a sample.
"""

from __future__ import annotations

import time
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.tables import is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nbguard.kernel.memory import Memory
    from nbguard.policy import Policy

_SECONDS = 0.5


class _Seen(NamedTuple):
    table: weakref.ref[Any]
    rows: int
    headers: int


class Namespace:
    """Looks at each table of ``variables`` that is new, or has other columns or rows than before.

    One table has half a second; columns it does not reach are known when they are shown.
    """

    def __init__(self, variables: Mapping[str, Any], memory: Memory) -> None:
        self._variables = variables
        self._memory = memory
        self._seen: dict[int, _Seen] = {}
        self._are_tables: dict[type, bool] = {}

    def look(self, policy: Policy) -> None:
        """Remember what new tables hold.

        Never raises: a table that cannot be judged here is checked as ever when it is shown.
        """
        try:
            for table in self._new():
                self.acquaint(table, policy)
        except Exception:  # noqa: BLE001 its text may quote a value, and nobody asked for anything
            return

    def acquaint(self, table: Any, policy: Policy) -> None:
        """Remember what ``table`` holds."""
        end = time.monotonic() + _SECONDS
        for entity, values in frames.told(table, policy):
            if entity:
                self._memory.learn(entity, values)
            if time.monotonic() > end:
                break

    def _new(self) -> Iterator[Any]:
        before, self._seen = self._seen, {}
        for name, value in list(self._variables.items()):
            if name.startswith("_") or not self._is_table(value):  # "_" was shown
                continue
            now = self._seen[id(value)] = _Seen(weakref.ref(value), *_form(value))
            old = before.get(id(value))
            if old is None or old.table() is not value or old[1:] != now[1:]:
                yield value

    def _is_table(self, value: Any) -> bool:
        kind = type(value)
        if kind not in self._are_tables:
            self._are_tables[kind] = is_table(value)
        return self._are_tables[kind]


def _form(table: Any) -> tuple[int, int]:
    """How many rows a table has, and which headers: pandas makes new ones for other columns."""
    return len(table), id(getattr(table, "columns", None)) if hasattr(table, "iloc") else 0
