"""Each distinct blob read once, in several processes, and remembered as soon as it was.

Versions of one file differ little. They go through detection together, where a text that
several of them share is one question: reading a version costs what is new in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from nbguard.errors import UnreadableFile
from nbguard.findings import FileError, Finding, Report
from nbguard.history.blobs import Blobs, sizes
from nbguard.scanner import attempt, cores, lasting, slim, worth_workers
from nbguard.scanner.sources import Source

if TYPE_CHECKING:
    from nbguard.history.ledger import Ledger
    from nbguard.history.log import Version
    from nbguard.history.place import Place
    from nbguard.notebook import Document
    from nbguard.policy import Policy
    from nbguard.scanner import Progress
    from nbguard.scanner.policies import Policies

_LFS = b"version https://git-lfs."
_MOST_TOGETHER = 48
_LARGEST_TOGETHER = 8 * 2**20

BROKEN = "structure of a broken notebook (read as plain text)"
BINARY = "binary file"
POINTER = "file that git-lfs keeps elsewhere"


class Key(NamedTuple):
    """What decides a version's report: content, kind of file, policy."""

    oid: str
    suffix: str
    policy: str


class Task(NamedTuple):
    """Blobs of one file to be examined together, under one policy."""

    name: str
    oids: tuple[str, ...]
    policy: Policy


class Reader:
    """Reports of versions: from the ledger where a run before had them, else on all cores."""

    def __init__(
        self, place: Place, policies: Policies, ledger: Ledger | None, *, own_process: bool = False
    ) -> None:
        self._place = place
        self._policies = policies
        self._ledger = ledger
        self._own_process = own_process
        self._prints: dict[int, str] = {}

    def read(
        self,
        versions: Sequence[Version],
        *,
        workers: int | None = None,
        progress: Progress | None = None,
    ) -> dict[Version, Report]:
        """The report of each version; one that cannot be read is an error in it."""
        firsts: dict[Key, Version] = {}
        keys = {version: self._key(version) for version in versions}
        for version, key in keys.items():
            firsts.setdefault(key, version)
        done = {key: _small(known) for key, v in firsts.items() if (known := self._recall(v))}
        missing = [version for key, version in firsts.items() if key not in done]
        for version, report in self._examined(missing, workers):
            done[keys[version]] = _small(report)
            if progress:
                progress(len(done), len(firsts))
        if self._ledger and missing:
            self._ledger.prune()
        return {version: done[key] for version, key in keys.items()}

    def _policy(self, version: Version) -> Policy:
        return self._policies.of(Source(self._place.name(version.path)))

    def _key(self, version: Version) -> Key:
        policy = self._policy(version)
        if id(policy) not in self._prints:
            self._prints[id(policy)] = policy.fingerprint()
        suffix = os.path.splitext(version.path)[1].lower()
        return Key(version.oid, suffix, self._prints[id(policy)])

    def _recall(self, version: Version) -> Report | None:
        if self._ledger is None:
            return None
        return self._ledger.get(version.path, version.oid, self._policy(version))

    def _examined(
        self, versions: list[Version], workers: int | None
    ) -> Iterator[tuple[Version, Report]]:
        """Each version with its report, remembered; those a dead process had, one by one again."""
        if not versions:
            return
        by_size = sizes(self._place, [version.oid for version in versions])
        if workers is None:
            workers = cores() if worth_workers(sum(by_size.values())) else 1
        together = list(_together(versions, by_size))
        alone: list[list[Version]] = []
        for group, reports in self._run(together, workers):
            if reports is None:
                alone += [[version] for version in group]
            else:
                yield from self._remembered(group, reports)
        for group, reports in self._run(alone, min(workers, 2)) if alone else ():
            yield from self._remembered(group, reports or [_lost(group[0])])

    def _run(
        self, groups: list[list[Version]], workers: int
    ) -> Iterator[tuple[list[Version], list[Report] | None]]:
        tasks = [
            Task(group[0].path, tuple(v.oid for v in group), self._policy(group[0]))
            for group in groups
        ]
        with Blobs(self._place) as blobs:
            job = Examine(blobs, own_process=self._own_process)
            if workers < 2 or (len(tasks) < 2 and len(groups[0]) > 1):
                yield from zip(groups, map(job, tasks), strict=True)
                return
            from nbguard.scanner import pool  # multiprocessing: 20 ms

            for i, reports in pool.run(job, tasks, workers):
                yield groups[i], reports

    def _remembered(
        self, group: list[Version], reports: Iterable[Report]
    ) -> Iterator[tuple[Version, Report]]:
        for version, report in zip(group, reports, strict=True):
            policy = self._policy(version)
            if self._ledger and not report.errors and lasting(policy):
                self._ledger.put(version.path, version.oid, policy, report)
            yield version, report


class Examine:
    """The job of a worker: the reports of a task's blobs, in their order."""

    def __init__(self, blobs: Blobs, *, own_process: bool) -> None:
        self._blobs = blobs
        self._own_process = own_process

    def __call__(self, task: Task) -> list[Report]:
        """Never raises: what goes wrong is an error in a report."""
        if len(task.oids) > 1:
            with contextlib.suppress(Exception):  # one by one it shows which of them it is
                return self._reports(task)
        return [
            attempt(lambda source: self._reports(task._replace(oids=(source.blob,)))[0], source)
            for source in (Source(task.name, blob=oid) for oid in task.oids)
        ]

    def _reports(self, task: Task) -> list[Report]:
        from nbguard.guard import Guard  # the main process of a warm run never gets here

        if self._own_process:
            slim()
        reports: dict[int, Report] = {}
        documents: dict[int, Document] = {}
        for i, oid in enumerate(task.oids):
            one = opened(task.name, self._blobs.read(oid))
            if isinstance(one, Report):
                reports[i] = one
            else:
                documents[i] = one
        guard = Guard(task.policy)
        found = guard.scan_documents([(one, task.name) for one in documents.values()])
        for (i, document), report in zip(documents.items(), found, strict=True):
            if task.name.endswith(".ipynb") and document.name != task.name:
                report.unscanned[BROKEN] += 1
            reports[i] = report
        return [reports[i] for i in range(len(task.oids))]


def opened(name: str, data: bytes) -> Document | Report:
    """A version as a document; a report where there is nothing to be read in it.

    History keeps what no editor opens: notebooks with conflict markers, cut short, empty. Those
    are read as plain text, so that nothing in them is passed over.
    """
    from nbguard.notebook import open_document

    if not data.strip():
        return Report(files=1)
    if data.startswith(_LFS) and len(data) < 1024:
        return _unread(POINTER)
    try:
        return open_document(name, data)
    except UnreadableFile:
        if b"\0" in data[:8192] and not name.lower().endswith(".ipynb"):
            return _unread(BINARY)
        if not name.lower().endswith(".ipynb"):
            raise
    return open_document(f"{name}.txt", data)


class Packed:
    """Findings that take a fiftieth of the room: a history can have millions, nearly all alike."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._count = len(findings)
        self._data = zlib.compress(json.dumps(findings).encode(), 1) if findings else b""

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        rows = json.loads(zlib.decompress(self._data)) if self._count else ()
        return (Finding(*row) for row in rows)


def _small(report: Report) -> Report:
    report.findings = cast("list[Finding]", Packed(report.findings))
    return report


def _unread(what: str) -> Report:
    report = Report(files=1)
    report.unscanned[what] += 1
    return report


def _lost(version: Version) -> Report:
    report = Report()
    said = "the process that read it died (out of memory?)"
    report.errors.append(FileError(version.path, said))
    return report


def _together(versions: Iterable[Version], by_size: dict[str, int]) -> Iterator[list[Version]]:
    """Versions of one file in groups of bounded size, as they follow each other."""
    group: list[Version] = []
    room = 0
    for version in versions:
        size = by_size.get(version.oid, 0)
        if group and (
            group[-1].path != version.path or len(group) == _MOST_TOGETHER or size > room
        ):
            yield group
            group = []
        if not group:
            room = _LARGEST_TOGETHER
        group.append(version)
        room -= size
    if group:
        yield group
