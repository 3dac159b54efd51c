"""``nbguard scan``: what is sensitive in these documents? Changes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nbguard.commands import EXIT_CODES, exit_code, options, screen, show
from nbguard.errors import UnreadableFile
from nbguard.scanner import sources

if TYPE_CHECKING:
    import argparse

    from nbguard.findings import Report
    from nbguard.scanner.policies import Policies

_EPILOG = f"""\
examples:
  nbguard scan                                   every notebook below this folder
  nbguard scan a.ipynb notes.md                  these documents
  nbguard scan --staged                          what the next commit would hold
  nbguard scan --format sarif --output out.sarif for GitHub's code scanning
  nbguard scan --entities +LOCATION,-PERSON      change what counts, this once
  git show HEAD:a.ipynb | nbguard scan -         standard input
  nbguard scan customers.parquet large.csv       tables, by column, read piece by piece

A finding that may stay: write "# nbguard: allow[ENTITY] reason" on its line, tag
the cell "nbguard-allow", list the value under "allow" in the policy, or take all
of today's findings as known with "nbguard baseline".

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    options.add_paths(parser)
    parser.add_argument("--format", choices=show.FORMATS, default="text")
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE")
    parser.add_argument(
        "--staged", action="store_true", help="scan what git's index holds, not the working copy"
    )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="known findings; otherwise the baseline in the repository's top folder",
    )
    parser.add_argument(
        "--show-unused-allows",
        action="store_true",
        help="also list marks, tags and entries of the policy's allow that allow nothing",
    )
    options.add_policy(parser)
    options.add_work(parser)


def run(arguments: argparse.Namespace) -> int:
    """Scan, leave out what is known, and report."""
    policies = options.policies(arguments)
    report = _scan(arguments, policies)
    _leave_out_known(report, arguments.baseline)
    screen.say_errors(report)
    report.unused = [*report.unused, *policies.idle()] if arguments.show_unused_allows else []
    show.show(report, arguments.format, arguments.output, arguments.paths)
    return exit_code(report, report.findings)


def _scan(arguments: argparse.Namespace, policies: Policies) -> Report:
    scan = options.scan(arguments, policies)
    if arguments.staged:
        documents = sources.staged(arguments.paths)
    else:
        documents = sources.find(arguments.paths or ["."])
    tables = [document for document in documents if document.is_table]
    with screen.progress("bytes") as tell:
        report = scan.report(tables, reading=tell)
    with screen.progress() as tell:
        others = [document for document in documents if not document.is_table]
        report += scan.report(others, workers=arguments.jobs, progress=tell)
    return report


def _leave_out_known(report: Report, file: str | None) -> None:
    if file and not os.path.exists(file):
        raise UnreadableFile(f"no baseline in {file}; make it: nbguard baseline --output {file}")
    if file or report.findings:
        from nbguard.baseline import subtract  # a clean notebook has no use for it

        subtract(report, file)
