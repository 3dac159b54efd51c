"""``nbguard audit``: what the audit log holds, and whether it is whole."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from nbguard import audit
from nbguard.audit.journal import Journal
from nbguard.audit.summary import moment, summarise
from nbguard.commands import EXIT_CODES, FOUND, OK, screen
from nbguard.errors import NbguardError

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

_EPILOG = f"""\
examples:
  nbguard audit                                  by event, day, user and entity
  nbguard audit --since 7d                       of the last seven days
  nbguard audit --verify                         is every entry there, as it was written?
  nbguard audit --format html --output a.html    with a plot
  nbguard audit --export audit.csv               every entry

--verify ends with 1 where an entry was changed, removed or moved, and names it.

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    parser.add_argument("--verify", action="store_true", help="check the chain of the entries")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument("--output", metavar="FILE", help="write the summary to FILE")
    parser.add_argument("--export", metavar="FILE", help="write the entries to a .csv or .json")
    parser.add_argument(
        "--since", metavar="WHEN", help="a date, a time (UTC), or how long ago: 90m, 36h, 7d, 4w"
    )


def run(arguments: argparse.Namespace) -> int:
    """Verify, export or summarise."""
    audit.flush()
    journal = Journal()
    try:
        if arguments.verify:
            return _verify(journal, arguments)
        summary = summarise(journal, _since(arguments.since))
    except OSError as error:
        raise NbguardError(f"{journal.folder} cannot be read ({error.strerror})") from None
    if arguments.export:
        from nbguard.commands.audit.export import export

        export(summary, arguments.export)
        return OK
    module = import_module(f"nbguard.commands.audit.as_{arguments.format}")
    if arguments.format == "text" and not arguments.output and sys.stdout.isatty():
        screen.paint(module.rendered(summary))
    else:
        screen.publish(module.render(summary), arguments.output)
    return OK


def _since(text: str | None) -> datetime | None:
    try:
        return moment(text) if text else None
    except (ValueError, OverflowError):
        raise NbguardError(f"--since {text}: write 2025-03-01, or 7d for seven days ago") from None


def _verify(journal: Journal, arguments: argparse.Namespace) -> int:
    """Tell what was found, as text or JSON."""
    from nbguard.audit.chain import verify
    from nbguard.commands.audit import verdicts

    verdict = verify(journal)
    form = verdicts.as_json if arguments.format == "json" else verdicts.as_text
    screen.publish(form(verdict), arguments.output)
    return OK if verdict.holds else FOUND
