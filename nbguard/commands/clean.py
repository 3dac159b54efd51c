"""``nbguard clean``: replace what is sensitive, and touch nothing else."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from nbguard import files
from nbguard.commands import EXIT_CODES, exit_code, options, screen
from nbguard.errors import NbguardError, UnreadableFile
from nbguard.report import as_text, plural
from nbguard.scanner import Scan, attempt, each, sources, total
from nbguard.scanner.sources import STDIN, Source

if TYPE_CHECKING:
    import argparse

    from nbguard.findings import Report

_EPILOG = f"""\
examples:
  nbguard clean a.ipynb                  in place; every other byte stays as it is
  nbguard clean --check                  would anything below this folder change?
  nbguard clean --outputs drop a.ipynb   drop each output that holds a finding, whole
  nbguard clean - < a.ipynb > b.ipynb    as a filter

Code stays code: in a code cell's source only strings and comments are changed.
What is found elsewhere in code is counted as left; "nbguard scan" shows where.

{EXIT_CODES}
As a filter ("-"), 0 means done, whatever was found, and 2 that nothing was written.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    options.add_paths(parser)
    parser.add_argument("--check", action="store_true", help="write nothing, only tell")
    parser.add_argument(
        "--outputs",
        choices=("redact", "drop"),
        help="replace what was found (redact), or drop the whole output that holds it",
    )
    parser.add_argument(
        "--stdin-name",
        metavar="NAME",
        default=STDIN,
        help='what "-" would be called as a file: it decides the policy, and notebook or text',
    )
    options.add_policy(parser)
    options.add_work(parser)


def run(arguments: argparse.Namespace) -> int:
    """Clean the documents, each on its own."""
    scan = options.scan(arguments)
    if STDIN in arguments.paths:
        return _filter(scan, arguments)
    job = partial(_clean_file, scan, not arguments.check)
    with screen.progress() as tell:
        documents = sources.find(arguments.paths or ["."])
        report = total(each(job, documents, workers=arguments.jobs, progress=tell))
    screen.say_errors(report)
    screen.publish(as_text.cleaned(report, written=not arguments.check), None)
    if report.changed and not arguments.check:
        _record(report)
    return exit_code(report, report.changed)


def _clean_file(scan: Scan, write: bool, source: Source) -> Report:
    """Clean one file; whatever goes wrong is an error in the report, and the file as it was."""
    return attempt(partial(_replace_file, scan, write), source)


def _replace_file(scan: Scan, write: bool, source: Source) -> Report:
    data = source.read()
    report, new = scan.clean(source, data)
    if new == data:
        return report
    report.changed.append(source.name)
    if write and (now := source.read()) != new:  # another clean may have been faster
        if now != data:
            raise UnreadableFile("it was saved by somebody else just now; clean it again")
        files.write(source.name, new)
    return report


def _filter(scan: Scan, arguments: argparse.Namespace) -> int:
    """Standard input to standard output; nothing at all goes out unless all of it is clean."""
    if arguments.paths != [STDIN] or arguments.check:
        raise NbguardError('"-" stands alone: it reads one document and writes it cleaned')
    source = sources.from_stdin(arguments.stdin_name)
    outcome: list[bytes] = []
    report = attempt(partial(_collect, scan, outcome), source)
    screen.say_errors(report)
    if report.dropped:
        screen.say(f"nbguard: {source.name}: dropped: {as_text.dropped(report)}")
    if report.left:
        screen.say(f"nbguard: {source.name}: {as_text.left(report)}")
    sys.stdout.buffer.write(b"".join(outcome))
    sys.stdout.buffer.flush()
    if report.changed:
        _record(report)
    return exit_code(report, found=False)


def _collect(scan: Scan, outcome: list[bytes], source: Source) -> Report:
    data = source.read()
    report, new = scan.clean(source, data)
    outcome.append(new)
    if new != data:
        report.changed.append(source.name)
    return report


def _record(report: Report) -> None:
    """What was redacted, for the audit log."""
    from nbguard.commands import audited  # a run that changes nothing has no use for it

    changed = set(report.changed)
    counts = Counter(f.entity for f in report.findings if f.path in changed)
    where = report.changed[0] if len(changed) == 1 else plural(len(changed), "file")
    note = as_text.left(report) if report.left else ""
    audited.record("redacted", where=f"clean: {where}", entities=counts, note=note)
