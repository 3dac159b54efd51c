"""What leaked through git: every version of every notebook in a history, each looked at once.

``log`` lists who changed which file to which blob, ``refs`` from where each commit can be
reached, ``examine`` reads the distinct blobs, and ``leaks`` puts the three together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.findings import Report, Walked
from nbguard.history import leaks
from nbguard.history.examine import Reader
from nbguard.history.log import Log
from nbguard.history.place import Place
from nbguard.history.refs import Refs

if TYPE_CHECKING:
    from nbguard.history.ledger import Ledger
    from nbguard.scanner import Progress
    from nbguard.scanner.policies import Policies

__all__ = ["Place", "scan"]


def scan(
    place: Place,
    policies: Policies,
    *,
    ledger: Ledger | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    own_process: bool = False,
) -> Report:
    """Everything found in the history of ``place``; each finding's ``seen`` says when and where.

    Raises GitError where git fails, PolicyError before anything is read. ``own_process`` is
    the scanner's.
    """
    refs = Refs.of(place)
    log = Log.read(place, refs)
    reader = Reader(place, policies, ledger, own_process=own_process)
    reports = reader.read(log.versions, workers=workers, progress=progress)
    report = leaks.report(place, log, refs, reports)
    report.history = Walked(
        commits=len(log.commits),
        paths=len({version.path for version in log.versions}),
        versions=len(log.versions),
        blobs=len({version.oid for version in log.versions}),
        refs=len(refs.names),
        notes=(*refs.notes, *log.notes),
    )
    return report
