"""``nbguard history``: what has leaked already? Every version of every notebook in git."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from nbguard import history
from nbguard.commands import EXIT_CODES, exit_code, options, screen, show
from nbguard.errors import NbguardError, UnreadableFile
from nbguard.history.ledger import open_ledger
from nbguard.report import printable
from nbguard.scanner.sources import Source

if TYPE_CHECKING:
    import argparse

    from nbguard.findings import Report

_EPILOG = f"""\
examples:
  nbguard history                       every version of every notebook: all branches, tags, stashes
  nbguard history old/report.ipynb      one file, also one that is gone
  nbguard history --since 2024-05-01    only what was committed since
  nbguard history --reflog              also what no branch or tag holds any more
  nbguard history --plan incident.md    what to do about it: rotate, rewrite, tell whom (or .html)
  nbguard history --format json         each finding with "commit", "date", "refs"

Interrupt it and call it again: what was read is not read again.

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        default=".",
        help='a repository, or a folder or file in one, also one that is gone; the default is "."',
    )
    parser.add_argument("--format", choices=show.FORMATS, default="text")
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE")
    parser.add_argument("--since", metavar="DATE", default="", help="only commits since then")
    parser.add_argument(
        "--all-files", action="store_true", help="every text file, not only notebooks"
    )
    parser.add_argument(
        "--reflog", action="store_true", help="also commits that only the reflog still holds"
    )
    parser.add_argument("--baseline", metavar="FILE", help="leave out the findings known in FILE")
    parser.add_argument(
        "--plan", metavar="FILE", help="also write what to do now, as Markdown or HTML by its name"
    )
    parser.add_argument(
        "--discovered", metavar="DATE", default="", help="since when you know (ISO); else now"
    )
    options.add_policy(parser)
    options.add_work(parser)


def run(arguments: argparse.Namespace) -> int:
    """Scan the history, and report; write the plan if one is asked for."""
    discovered = _discovered(arguments.discovered)
    place = history.Place.at(
        arguments.path,
        since=arguments.since,
        all_files=arguments.all_files,
        reflog=arguments.reflog,
    )
    policies = options.policies(arguments)
    with screen.progress("versions") as tell:
        report = history.scan(
            place,
            policies,
            ledger=None if arguments.no_cache else open_ledger(),
            workers=arguments.jobs,
            progress=tell,
            own_process=arguments.own_process,
        )
    if arguments.baseline:
        _leave_out_known(report, place, arguments.baseline)
    screen.say_errors(report)
    assert report.history
    for note in report.history.notes:
        screen.say(f"nbguard: {printable(note)}")
    show.show(report, arguments.format, arguments.output, [arguments.path], arguments.plan or "")
    if arguments.plan:
        from nbguard.history import plan

        policy = policies.of(Source(place.name("any.ipynb")))
        html = arguments.plan.lower().endswith((".html", ".htm"))
        page = plan.render(report, place, policy, discovered=discovered, html=html)
        screen.publish(page, arguments.plan)
    return exit_code(report, report.findings)


def _leave_out_known(report: Report, place: history.Place, file: str) -> None:
    """Take out what the baseline in ``file`` knows; its paths are those of the working copy."""
    if not os.path.exists(file):
        raise UnreadableFile(f"no baseline in {file}; make it: nbguard baseline --output {file}")
    from nbguard.baseline import subtract

    stored = {place.name(finding.path): finding.path for finding in report.findings}
    report.findings = [f._replace(path=place.name(f.path)) for f in report.findings]
    subtract(report, file)
    report.findings = [f._replace(path=stored[f.path]) for f in report.findings]


def _discovered(given: str) -> datetime:
    """When somebody first knew, in this machine's time zone where none is said."""
    try:
        moment = datetime.fromisoformat(given.replace("Z", "+00:00")) if given else datetime.now()
    except ValueError:
        raise NbguardError("--discovered is no date; write 2026-05-01T09:30") from None
    return moment if moment.tzinfo else moment.astimezone()
