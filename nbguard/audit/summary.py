"""The log in figures: by day, by user, by entity, by what happened."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.audit import EVENTS, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nbguard.audit.journal import Journal

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Row(NamedTuple):
    """One group: how many entries it has, how many values they count, and each event's share."""

    name: str
    entries: int
    values: int
    events: dict[str, int]


class Summary:
    """What some entries come to; ``days`` has every day from the first to the last.

    An event weighs as much as the values that it counts, and where it counts none, one.
    """

    def __init__(self, entries: Iterable[dict[str, Any]]) -> None:
        self.entries = list(entries)
        self.days = list(self._days())
        self.users = self._grouped(who)
        self.events = sorted(self._grouped(lambda says: says["event"]), key=_by_order)
        self.entities = self._by_entity()

    def _days(self) -> Iterator[Row]:
        known = {row.name: row for row in self._grouped(lambda says: says["time"][:10])}
        if not known:
            return
        day, last = (datetime.fromisoformat(f(known)) for f in (min, max))
        while day <= last:
            name = day.date().isoformat()
            yield known.get(name, Row(name, 0, 0, {}))
            day += timedelta(days=1)

    def _grouped(self, key: Any) -> list[Row]:
        groups: dict[str, list[dict[str, Any]]] = {}
        for says in self.entries:
            groups.setdefault(key(says), []).append(says)
        rows = [_row(name, group) for name, group in groups.items()]
        return sorted(rows, key=lambda row: (-row.values, row.name))

    def _by_entity(self) -> list[Row]:
        events: dict[str, Counter[str]] = {}
        entries: Counter[str] = Counter()
        for says in self.entries:
            for entity, count in says["entities"].items():
                events.setdefault(entity, Counter())[says["event"]] += count
                entries[entity] += 1
        rows = [Row(name, entries[name], sum(e.values()), dict(e)) for name, e in events.items()]
        return sorted(rows, key=lambda row: (-row.values, row.name))


def summarise(journal: Journal, since: datetime | None = None) -> Summary:
    """The summary of a log, or of what is in it since a moment."""
    if since and since.tzinfo is None:
        since = since.replace(tzinfo=timezone.utc)
    start = since.astimezone(timezone.utc).isoformat() if since else ""
    says = (line.says for line in journal.lines())
    return Summary(one for one in says if is_sound(one) and one["time"] >= start)


def is_sound(says: dict[str, Any]) -> bool:
    """Whether an entry can be counted: one that was changed may hold anything."""
    return (
        says.get("event") != entry.SEALED
        and all(isinstance(says.get(key), str) for key in ("event", "user", "time"))
        and isinstance(says.get("entities"), dict)
        and all(isinstance(count, int) for count in says["entities"].values())
        and _is_time(says["time"])
    )


def who(says: dict[str, Any]) -> str:
    """The person: a hub's user where there is one, else the account."""
    return str(says.get("hub") or says["user"])


def moment(text: str, now: datetime | None = None) -> datetime:
    """The moment that ``text`` names: a date, a time, or how long ago it was.

    Raises ValueError.

    >>> moment("36h", datetime(2025, 3, 3, 12)), moment("2025-03-01")
    (datetime.datetime(2025, 3, 2, 0, 0), datetime.datetime(2025, 3, 1, 0, 0))
    """
    if text[-1:] in _UNITS and text[:-1].isdigit():
        now = now or datetime.now(timezone.utc)
        return now - timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _row(name: str, group: list[dict[str, Any]]) -> Row:
    events: Counter[str] = Counter()
    for says in group:
        events[says["event"]] += _weight(says)
    return Row(name, len(group), sum(map(_weight, group)), dict(events))


def _weight(says: dict[str, Any]) -> int:
    return sum(says["entities"].values()) or 1


def _by_order(row: Row) -> int:
    return EVENTS.index(row.name) if row.name in EVENTS else len(EVENTS)


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text[:10])  # its day, which newer Pythons read in other forms, too
        datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True
