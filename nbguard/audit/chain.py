"""Is the log whole and as it was written? Names every line that was changed, removed or moved."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from nbguard import keys
from nbguard.audit import entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nbguard.audit.journal import Journal


class Problem(NamedTuple):
    """What is wrong, and at which line (from 1; 0 for the whole) of which file."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.what}"


class Verdict(NamedTuple):
    """``problems`` break the chain; ``torn`` are lines that a crash cut short."""

    entries: int
    files: int
    problems: list[Problem]
    torn: list[Problem]

    @property
    def holds(self) -> bool:
        """Whether every entry is there, in order, as it was written."""
        return not self.problems


class _Seen(NamedTuple):
    """A line where it stands; ``entry`` is None where it is not a whole one."""

    file: str
    line: int
    entry: entry.Line | None
    is_genuine: bool
    is_fragment: bool

    def problem(self, what: str) -> Problem:
        return Problem(self.file, self.line, what)


def verify(journal: Journal) -> Verdict:
    """Check every line against its hash, its number and its predecessor's hash.

    Raises OSError where the log cannot be read, KeyMissing where a key cannot.
    """
    ring = {keys.identify(key): key for key in keys.ring("audit")}
    files = journal.files()
    seen = [line for path in files for line in _lines(path, ring)]
    problems = [*_changed(seen, ring), *_order(seen), *_gaps(seen), *_links(seen), *_seals(seen)]
    problems += _end(seen, journal)
    torn = [s.problem("cut short by a crash; nothing was lost but it") for s in _torn(seen)]
    torn_here = {(t.file, t.line) for t in torn}
    problems = [p for p in problems if (p.file, p.line) not in torn_here]
    order = {path.name: i for i, path in enumerate(files)}
    problems.sort(key=lambda p: (order.get(p.file, len(order)), p.line))
    return Verdict(sum(s.is_genuine for s in seen), len(files), problems, torn)


def _lines(path: Path, ring: dict[str, bytes]) -> Iterator[_Seen]:
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            raw = raw.rstrip(b"\n")
            line = entry.read(raw)
            is_genuine = line is not None and _is_genuine(line, ring)
            yield _Seen(path.name, number, line, is_genuine, entry.is_fragment(raw))


def _is_genuine(line: entry.Line, ring: dict[str, bytes]) -> bool:
    key = ring.get(str(line.says.get("key")))
    return key is not None and entry.sign(line.body, key) == line.mac


def _changed(seen: Sequence[_Seen], ring: dict[str, bytes]) -> Iterator[Problem]:
    for one in seen:
        if one.entry is None:
            yield one.problem("changed: it is no entry any more")
        elif not one.is_genuine:
            key = str(one.entry.says.get("key"))
            lost = f"its key {entry.plain(key)[:8]} is not here, so it cannot be checked"
            yield one.problem("changed after it was written" if key in ring else lost)


def _genuine(seen: Sequence[_Seen]) -> list[tuple[_Seen, entry.Line]]:
    return [(one, one.entry) for one in seen if one.entry and one.is_genuine]


def _order(seen: Sequence[_Seen]) -> Iterator[Problem]:
    """Entries that stand behind later ones, or stand there twice."""
    highest, known = 0, set()
    for one, line in _genuine(seen):
        if line.number in known:
            yield one.problem(f"entry {line.number} stands here a second time")
        elif line.number < highest:
            yield one.problem(f"out of order: entry {line.number} stands behind entry {highest}")
        known.add(line.number)
        highest = max(highest, line.number)


def _gaps(seen: Sequence[_Seen]) -> Iterator[Problem]:
    """Entries that stand nowhere; one that was changed still stands in its place."""
    known = {line.number for _, line in _genuine(seen)}
    before, spoiled = 0, 0
    for one in seen:
        if not (one.entry and one.is_genuine):
            spoiled += 1
            continue
        number = one.entry.number
        missing = (
            [n for n in range(before + 1, number) if n not in known] if number > before else []
        )
        if gone := missing[spoiled:]:
            yield one.problem(f"{_named(gone)} removed before this line")
        before, spoiled = max(before, number), 0


def _links(seen: Sequence[_Seen]) -> Iterator[Problem]:
    """Neighbours by number of which the later does not follow the earlier: a second history."""
    by_number = {line.number: line for _, line in _genuine(seen)}
    for one, line in _genuine(seen):
        before = by_number.get(line.number - 1)
        expected = before.mac if before else entry.START if line.number == 1 else None
        if expected and line.says.get("prev") != expected:
            yield one.problem(f"entry {line.number} does not follow entry {line.number - 1}")


def _seals(seen: Sequence[_Seen]) -> Iterator[Problem]:
    """A full file ends with its seal, and nothing stands behind one."""
    for one, after in itertools.pairwise(seen):
        is_seal = bool(one.entry and one.entry.says.get("event") == entry.SEALED)
        if is_seal and after.file == one.file:
            yield after.problem("stands behind the seal of its file")
        if not is_seal and after.file != one.file:
            yield one.problem("the file has no seal at its end: lines were removed there")


def _end(seen: Sequence[_Seen], journal: Journal) -> Iterator[Problem]:
    """What the sealed head knows of, and the log does not hold any more."""
    head, genuine = journal.head(), _genuine(seen)
    name = "audit.head"
    if head is None:
        if seen:
            yield Problem(name, 0, "missing or changed: whether the end is whole cannot be told")
        return
    last = max((line.number for _, line in genuine), default=0)
    spoiled = 0  # changed, and named as such: still there
    for one in reversed(seen):
        if one.is_genuine:
            break
        spoiled += not one.is_fragment
    if gone := range(last + 1 + spoiled, head.number + 1):
        yield Problem(name, 0, f"{_named(gone)} removed from the end, or lost with the power")
    elif any(line.number == head.number and line.mac != head.mac for _, line in genuine):
        yield Problem(name, 0, f"entry {head.number} is not the one that was written")


def _torn(seen: Sequence[_Seen]) -> Iterator[_Seen]:
    """Lines that are no entries and took no number: the next one follows the one before."""
    before, waiting = entry.START, list[_Seen]()
    for one in seen:
        if one.is_fragment:
            waiting.append(one)
        elif one.entry:
            if one.entry.says.get("prev") == before:
                yield from waiting
            before, waiting = one.entry.mac, []
    yield from waiting  # at the end: the head knows whether an entry stood there


def _named(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"entry {numbers[0]} was"
    return f"{len(numbers)} entries, {numbers[0]} to {numbers[-1]}, were"
