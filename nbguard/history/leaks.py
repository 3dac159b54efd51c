"""Findings of versions, told as leaks: since which commit, until which, how far they went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from nbguard.errors import GitError
from nbguard.findings import FileError, Finding, Report, Seen
from nbguard.history.log import Version

if TYPE_CHECKING:
    from nbguard.history.log import Change, Log
    from nbguard.history.place import Place
    from nbguard.history.refs import Refs

Value = tuple[str, ...]


def report(place: Place, log: Log, refs: Refs, reports: Mapping[Version, Report]) -> Report:
    """Every value by the file that held it, where it stood in the first version that did."""
    whole = _added_up(reports)
    by_path: dict[str, list[Change]] = {}
    for change in sorted(log.changes, reverse=True):  # oldest first
        by_path.setdefault(change.path, []).append(change)
    paths = sorted({version.path for version, one in reports.items() if one.findings})
    tips = _tips(place, refs, paths)
    for path in paths:
        file = _File(path, by_path[path], reports)
        whole.findings += file.findings(log, refs, tips[path])
    return whole


class _File:
    """One file's versions, and which values stand in which of them."""

    def __init__(
        self, path: str, changes: Sequence[Change], reports: Mapping[Version, Report]
    ) -> None:
        self._path = path
        self._found: dict[str, Iterable[Finding]] = {}
        self._values: dict[str, set[Value]] = {}
        self._same: dict[Value, Value] = {}  # one object for each value, however many versions
        self._first: dict[Value, Change] = {}
        self._last: dict[Value, Change] = {}
        self._commits: dict[Value, list[str]] = {}
        for change in changes:
            now = self._read(change.new, reports)
            before = set().union(*(self._read(old, reports) for old in change.old))
            for value in now:
                self._first.setdefault(value, change)
                self._commits.setdefault(value, []).append(change.commit)
            for value in before - now:
                self._last[value] = change

    def _read(self, oid: str, reports: Mapping[Version, Report]) -> set[Value]:
        if oid not in self._values:
            one = reports.get(Version(self._path, oid))
            self._found[oid] = one.findings if one else []
            values = map(_value, self._found[oid])
            self._values[oid] = {self._same.setdefault(value, value) for value in values}
        return self._values[oid]

    def findings(self, log: Log, refs: Refs, tips: Sequence[tuple[str, str]]) -> Iterable[Finding]:
        """The occurrences of each value in the first version that holds it, oldest first."""
        new: dict[Change, set[Value]] = {}
        for value, first in self._first.items():
            new.setdefault(first, set()).add(value)
        for change, values in new.items():
            seen = {value: self._seen(value, change, log, refs, tips) for value in values}
            for finding in self._found[change.new]:
                if (value := _value(finding)) in seen:
                    yield finding._replace(path=self._path, seen=seen[value])

    def _seen(
        self, value: Value, first: Change, log: Log, refs: Refs, tips: Sequence[tuple[str, str]]
    ) -> Seen:
        holding = {oid for oid, values in self._values.items() if value in values}
        names = 0
        for commit in self._commits[value]:
            names |= log.reach[commit]
        origin, last = log.commits[first.commit], self._last.get(value)
        return Seen(
            commit=origin.oid,
            date=origin.date,
            refs=refs.named(names),
            author=origin.author,
            until=last.commit if last else "",
            until_date=log.commits[last.commit].date if last else "",
            still_in=tuple(name for name, oid in tips if oid in holding),
            pushed=refs.pushed(names),
            versions=len(holding),
            blob=first.new,
        )


def _value(finding: Finding) -> Value:
    """What makes two findings of a file the same value; without a key, where they stand."""
    if finding.fingerprint:
        return finding.entity, finding.fingerprint
    return finding.entity, finding.place, str(finding.cell), str(finding.start)


def _added_up(reports: Mapping[Version, Report]) -> Report:
    """What was looked at, each content once, and what could not be."""
    whole = Report()
    seen: set[int] = set()
    for version, one in reports.items():
        for error in one.errors:
            said = f"version {version.oid[:10]}: {error.message}"
            whole.errors.append(FileError(version.path, said, error.bug))
        if id(one) not in seen:
            seen.add(id(one))
            whole.files += one.files
            whole.cells += one.cells
            whole.places += one.places
            whole.unscanned += one.unscanned
    return whole


def _tips(place: Place, refs: Refs, paths: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """For each file the names at whose tip it is there, each with its blob."""
    plain = [path for path in paths if "\n" not in path]  # git takes one question a line
    tips = list(dict.fromkeys(refs.tips))
    lines = [f"{tip}:{path}" for path in plain for tip in tips]
    printed = place.fields("cat-file", "--batch-check=%(objectname)", "--buffer", lines=lines)
    try:
        answers = b"\0".join(printed).split(b"\n")
    except GitError:  # a partial clone, where git gives up at the first that is missing
        plain = []
    found = {}
    for i, path in enumerate(plain):
        at = dict(zip(tips, answers[i * len(tips) : (i + 1) * len(tips)], strict=True))
        named = zip(refs.names, refs.tips, strict=True)
        found[path] = [(name, at[tip].decode()) for name, tip in named if b":" not in at[tip]]
    return found | {path: _slowly(place, refs, path) for path in paths if path not in found}


def _slowly(place: Place, refs: Refs, path: str) -> list[tuple[str, str]]:
    """The same for one file, one name after the other."""
    spec = f":(top,literal){path}"
    named = zip(refs.names, refs.tips, strict=True)
    listed = [(name, place.git("ls-tree", "-z", tip, "--", spec).split()) for name, tip in named]
    return [(name, words[2].decode()) for name, words in listed if words]
