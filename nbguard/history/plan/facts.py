"""What a report of a history comes to, value by value, for a plan to be made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from nbguard.history.plan.rotate import advice

if TYPE_CHECKING:
    from nbguard.findings import Finding, Report, Seen
    from nbguard.history.place import Place
    from nbguard.policy import Policy

CLOCK = timedelta(hours=72)


class Leak(NamedTuple):
    """Values of one entity in one file that leaked alike; ``values`` counts them."""

    entity: str
    kind: str
    path: str
    seen: Seen
    cells: tuple[int, ...]
    values: int


class Facts(NamedTuple):
    """All there is to say; ``discovered`` is when somebody first knew, with its time zone."""

    place: Place
    report: Report
    policy: Policy
    discovered: datetime
    made: datetime

    @property
    def deadline(self) -> datetime:
        """When the authority must have heard of a breach of personal data (GDPR, article 33)."""
        return self.discovered + CLOCK

    def leaks(self, *kinds: str) -> list[Leak]:
        """The leaks of these kinds: what is urgent first, then what was pushed, then the oldest."""
        found = (finding for finding in self.report.findings if finding.kind in kinds)
        return sorted(_leaks(found), key=_urgency)

    def values(self, *kinds: str) -> int:
        """How many distinct values of these kinds."""
        return len(
            {
                (f.entity, f.fingerprint or (f.path, f.cell, f.place, f.start))
                for f in self.report.findings
                if f.kind in kinds
            }
        )

    @property
    def pushed(self) -> bool | None:
        """Whether any of it was; None where no remote is known."""
        said = {finding.seen.pushed for finding in self.report.findings if finding.seen}
        return True if True in said else False if False in said else None

    @property
    def authors(self) -> list[str]:
        """Who committed it, to be asked what it was."""
        found = (finding.seen.author for finding in self.report.findings if finding.seen)
        return list(dict.fromkeys(filter(None, found)))


def _leaks(findings: Iterable[Finding]) -> Iterable[Leak]:
    groups: dict[tuple[str, str, str, Seen], list[Finding]] = {}
    for finding in findings:
        assert finding.seen
        key = (finding.entity, finding.kind, finding.path, finding.seen)
        groups.setdefault(key, []).append(finding)
    for (entity, kind, path, seen), group in groups.items():
        cells = tuple(sorted({f.cell for f in group if f.cell is not None}))
        values = len({f.fingerprint or (f.cell, f.place, f.start) for f in group})
        yield Leak(entity, kind, path, seen, cells, values)


def _urgency(leak: Leak) -> tuple[int, bool, str, str, str]:
    rank = advice(leak.entity).rank if leak.kind == "secret" else 4
    return rank, not leak.seen.pushed, leak.seen.date, leak.entity, leak.path
