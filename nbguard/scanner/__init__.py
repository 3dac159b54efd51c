"""Documents in, one report out: from the cache where they were seen before, else on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nbguard.errors import GitError, NbguardError, UnreadableFile, describe_bug
from nbguard.findings import FileError, Report
from nbguard.scanner.sources import Source

if TYPE_CHECKING:
    from nbguard.guard import Guard
    from nbguard.images import Known
    from nbguard.notebook import Document
    from nbguard.policy import Policy
    from nbguard.scanner.cache import Cache
    from nbguard.scanner.policies import Policies

Job = Callable[[Source], Report]
Progress = Callable[[int, int], None]

# Below this a second process costs more than it saves: it has Presidio to import.
_WORTH_A_WORKER = 4 * 2**20


class Scan:
    """Examines documents under their policies, and remembers what it saw.

    It travels to worker processes, so it holds nothing that cannot. ``own_process`` says that
    this process is the command line's: what is imported may be cut down to what nbguard needs.
    """

    def __init__(
        self, policies: Policies, cache: Cache | None = None, *, own_process: bool = False
    ) -> None:
        self._policies = policies
        self._cache = cache
        self._own_process = own_process

    def report(
        self,
        sources: Sequence[Source],
        *,
        workers: int | None = None,
        progress: Progress | None = None,
        reading: Progress | None = None,
    ) -> Report:
        """All documents' reports added up, in the order of ``sources``.

        ``progress`` hears of documents, ``reading`` of the bytes of a table in a file. Raises
        PolicyError before anything is read if a policy among theirs cannot be.
        """
        for source in sources:
            self._policies.of(source)
        seen = {source: self.seen(source) for source in sources}
        for source in sources:
            if source.is_table:
                seen[source] = attempt(partial(self._table, tell=reading), source)
        missing = [source for source in sources if seen[source] is None]
        new = each(self.examine, missing, workers=workers, progress=progress)
        seen.update(zip(missing, new, strict=True))
        for source, one in seen.items():
            if one:
                one.unused = [f"{source.name}, {allowance}" for allowance in one.unused]
                self._policies.used(source, one.allowing)
        if self._cache and missing:
            self._cache.prune()
        return total(report for report in seen.values() if report)

    def seen(self, source: Source) -> Report | None:
        """The report of a document seen before and unchanged since; None where there is none."""
        if self._cache is None or source.is_table:
            return None
        try:
            data = source.read()
        except (UnreadableFile, GitError):
            return None
        return self._recall(source, data)

    def examine(self, source: Source) -> Report:
        """The report of a document; one that cannot be read is an error in it."""
        return attempt(self._examine, source)

    def clean(self, source: Source, data: bytes) -> tuple[Report, bytes]:
        """A document's report, and its bytes cleaned; raises NbguardError."""
        known = self._recall_clean(source, data)
        if known:
            return known
        guard, document = self._open(source, data)
        report, new = guard.clean_document(document, source.name)
        self._remember_clean(source, data, report, new)
        return report, new

    def _examine(self, source: Source) -> Report:
        data = source.read()
        guard, document = self._open(source, data)
        report = guard.scan_document(document, source.name)
        self._remember(source, data, report)
        return report

    def _table(self, source: Source, tell: Progress | None) -> Report:
        from nbguard.frames import streams  # who scans no table never pays for it

        report = streams.scan_file(Path(source.name), self._policies.of(source), tell)
        report.files = 1
        if any(finding.line for finding in report.findings):  # told as of a text
            report.cells, report.places = 0, 1
        report.findings = [finding._replace(path=source.name) for finding in report.findings]
        return report

    def _open(self, source: Source, data: bytes) -> tuple[Guard, Document]:
        from nbguard.guard import Guard  # a warm run never gets here

        if self._own_process:
            slim()
        guard = Guard(self._policies.of(source), self._known(source))
        return guard, guard.open(source.name, data)

    def _known(self, source: Source) -> Known | None:
        """Which pictures are remembered to hold nothing, where pictures are read."""
        policy = self._policies.of(source)
        if self._cache is None or policy.images != "ocr":
            return None
        from nbguard.scanner.pictures import known  # few policies ask for it

        return known(policy, self._cache)

    def _keeps(self, source: Source, report: Report) -> bool:
        """Whether cleaning leaves alone what nothing was found in."""
        return self._policies.of(source).images == "keep" or not report.unscanned

    def _recall_clean(self, source: Source, data: bytes) -> tuple[Report, bytes] | None:
        """What cleaning came to, if it was done before, or if there is nothing to be done."""
        if self._cache is None:
            return None
        entry = self._entry(source, data)
        known = self._cache.get(entry, source.name)
        if known and not known.findings and self._keeps(source, known):
            return known, data
        return self._cache.get_clean(entry, source.name, data)

    def _remember_clean(self, source: Source, data: bytes, report: Report, new: bytes) -> None:
        if not report.findings and new == data:
            self._remember(source, data, report)
        elif self._cache and lasting(self._policies.of(source)):
            self._cache.put_clean(self._entry(source, data), report, data, new)

    def _recall(self, source: Source, data: bytes) -> Report | None:
        return self._cache.get(self._entry(source, data), source.name) if self._cache else None

    def _remember(self, source: Source, data: bytes, report: Report) -> None:
        if self._cache and lasting(self._policies.of(source)):
            self._cache.put(self._entry(source, data), report)

    def _entry(self, source: Source, data: bytes) -> str:
        assert self._cache
        return self._cache.entry(source.name, data, self._policies.of(source))


def slim() -> None:
    """Make a process that is nbguard's own, and lives shortly, import no more than it needs."""
    from nbguard.detect.stand_ins import short_lived  # a warm run never gets here

    short_lived()
    # The matrices of names are small: threads cost more than they save, and each core may have
    # a process of ours already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def each(
    job: Job,
    sources: Sequence[Source],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Report]:
    """``job`` done on each source, in its order; in several processes where that pays.

    ``workers`` None means as many as there are cores. ``progress`` hears how many are done, of
    how many.
    """
    workers = _workers(sources) if workers is None else workers
    reports: dict[int, Report] = {}
    for i, report in _run(job, sources, workers):
        reports[i] = report or failed(sources[i], "the process that read it died (out of memory?)")
        if progress:
            progress(len(reports), len(sources))
    return [reports[i] for i in range(len(sources))]


def attempt(job: Job, source: Source) -> Report:
    """``job`` done on a source; whatever goes wrong becomes an error in the report."""
    try:
        return job(source)
    except NbguardError as error:
        return failed(source, str(error))
    except RecursionError:
        return failed(source, "nested too deeply")
    except MemoryError:
        return failed(source, "too large for the memory there is")
    except Exception as error:  # noqa: BLE001 (the other files are still to be done)
        return failed(source, f"a bug of nbguard's: {describe_bug(error)}", bug=True)


def failed(source: Source, message: str, *, bug: bool = False) -> Report:
    """The report of a document that could not be looked at."""
    report = Report()
    report.errors.append(FileError(source.name, message, bug))
    return report


def total(reports: Iterable[Report]) -> Report:
    """Several reports added up into one."""
    whole = Report()
    for report in reports:
        whole += report
    return whole


def _run(job: Job, sources: Sequence[Source], workers: int) -> Iterator[tuple[int, Report | None]]:
    if min(workers, len(sources)) < 2:
        return enumerate(map(job, sources))
    from nbguard.scanner import pool  # multiprocessing: 20 ms

    return pool.run(job, sources, workers)


def _workers(sources: Sequence[Source]) -> int:
    worth = len(sources) > 1 and worth_workers(sum(source.size() for source in sources))
    return cores() if worth else 1


def worth_workers(size: int) -> bool:
    """Whether so many bytes are worth a second process."""
    return size >= _WORTH_A_WORKER


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def lasting(policy: Policy) -> bool:
    """Whether the same policy means the same tomorrow: not where it names code of the user's."""
    return not any("path" in row for row in policy.recognizers)
