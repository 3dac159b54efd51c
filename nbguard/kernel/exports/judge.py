"""What a table that is about to leave holds, and what the policy says of that."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import audit, frames
from nbguard.errors import ExportRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nbguard.kernel.exports.destinations import Destination
    from nbguard.kernel.session import Session
    from nbguard.policy import Policy

_LAZY_ROWS = 2000
"""Rows of a lazy table that are looked at."""
_MOST_NAMED = 6
_TAKES_STREAMS = ("write_dataset",)
"""Writers that are given tables as they come: they cannot be looked at without using them up."""


class Found(NamedTuple):
    """Cells by entity, and the columns that hold them; ``is_read`` where it could be looked at."""

    counts: Counter[str]
    columns: dict[str, str]
    is_read: bool = True


class Verdict(NamedTuple):
    """What happens to an export, and what the log says of it; an empty ``where``: nothing."""

    where: str = ""
    counts: Mapping[str, int] = Counter()
    note: str = ""

    @property
    def is_redacted(self) -> bool:
        """Whether a redacted table goes instead."""
        return self.note == "redacted"


class Judge:
    """Judges each export by the session's policy, and tells the user and the log."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self._session = session
        self._say = say
        self._said: set[tuple[object, ...]] = set()

    def verdict(
        self, writer: str, table: Any, to: Destination | None, said: Mapping[str, Any]
    ) -> Verdict:
        """What happens to ``table`` on its way to ``to``. Raises ExportRefused."""
        if to is None:
            return Verdict()
        policy = self._session.policy
        found = look(table, policy, said.get("columns"))
        if not found.is_read and writer not in _TAKES_STREAMS:
            return Verdict()  # no table: a model that is pickled, for one
        if found.is_read and not found.counts:
            return Verdict()
        wanted = policy.export[to.kind]
        if wanted != "redact" and not all(policy.may("export", e) for e in found.counts or [None]):
            wanted = "refuse"
        where = f"export: {writer} {to.name or to.kind}"
        if wanted == "refuse" or (wanted == "redact" and not found.is_read):
            audit.record("refused", where=where, entities=found.counts, note=to.kind)
            raise ExportRefused(_refusal(writer, to, found, policy))
        if wanted == "warn":
            self._warn(writer, to, found)
        return Verdict(where, found.counts, "redacted" if wanted == "redact" else wanted)

    def redacted(self, table: Any) -> Any:
        """The table as it may leave; of the same kind, with the session's placeholders."""
        shield = self._session.shield
        if type(table).__name__ == "LazyFrame":
            return self.redacted(table.collect()).lazy()
        return frames.redact(table, None, self._session.policy, shield.placeholders)

    def witness(self, verdict: Verdict, write: Callable[[], Any]) -> Any:
        """What ``write`` gives, with a line in the log."""
        if not verdict.where:
            return write()
        note = verdict.note
        try:
            return write()
        except BaseException:
            note = "failed, perhaps half-way"
            raise
        finally:
            audit.record("exported", where=verdict.where, entities=verdict.counts, note=note)

    def _warn(self, writer: str, to: Destination, found: Found) -> None:
        """Once for the same columns on the same way."""
        key = (writer, to.kind, *found.columns)
        if key not in self._said:
            self._said.add(key)
            self._say(
                f"nbguard: {writer} writes {_named(found)} as it is ({to.kind}). "
                "nbguard.redact(...) first, or set `export` in the policy"
            )


def look(table: Any, policy: Policy, only: Any = None) -> Found:
    """What ``table`` holds, of the columns ``only`` if some are named. Raises DetectionError."""
    if type(table).__name__ in ("LazyFrame", "Dataset", "FileSystemDataset"):
        table = table.head(_LAZY_ROWS)
        table = table.collect() if hasattr(table, "collect") else table
    if not frames.reads(table):
        return Found(Counter(), {}, is_read=False)
    if isinstance(only, (list, tuple)) and only and type(table).__name__ == "DataFrame":
        table = table[list(only)]
    report = frames.scan(table, policy)
    rows = report.cells // max(report.places, 1)
    counts: Counter[str] = Counter()
    for column in filter(None, report.columns.values()):
        counts[column.entity] += max(round(column.share * rows), 1)
    columns = {str(label): c.entity for label, c in report.columns.items() if c}
    for finding in report.findings:
        if finding.place.startswith("header"):
            counts[finding.entity] += 1
            columns[finding.place] = finding.entity
    return Found(counts, columns)


def _named(found: Found) -> str:
    if not found.is_read:
        return "a table that cannot be looked at"
    named = [f"{label!r} ({entity})" for label, entity in found.columns.items()]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more


def _refusal(writer: str, to: Destination, found: Found, policy: Policy) -> str:
    return (
        f"{writer} refused ({to.kind}): it would write {_named(found)}; nothing was written. "
        f"nbguard.redact(...) first, or see `export` and `roles` in the policy ({policy.source})"
    )
