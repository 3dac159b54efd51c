"""``nbguard redact-file``: a table in a file, of any size, written anew and safe."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from nbguard.commands import EXIT_CODES, OK, options
from nbguard.commands.screen import progress, publish, say
from nbguard.detect.stand_ins import short_lived
from nbguard.errors import PolicyError, TableError, UnreadableFile
from nbguard.frames import streams
from nbguard.report import printable
from nbguard.scanner import sources

if TYPE_CHECKING:
    import argparse

_EPILOG = f"""\
examples:
  nbguard redact-file customers.csv -o safe.csv
  nbguard redact-file log.parquet -o safe.parquet --operator email=hash --operator note=replace

The file is read twice and never held in memory. Cells of a CSV file stay the text that they are.

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    parser.add_argument("source", metavar="FILE", help="a .csv, .tsv or .parquet file")
    parser.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the file to write, of the same kind"
    )
    parser.add_argument(
        "--operator",
        metavar="NAME=OPERATOR",
        action="append",
        default=[],
        help="what to do with a column or an entity; otherwise what the policy says",
    )
    options.add_policy(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the redacted file and report the verdicts on its columns."""
    if arguments.own_process:
        short_lived()
        signal.signal(signal.SIGTERM, _stop)
    (source,) = sources.find([arguments.source])
    policy = options.policies(arguments).of(source)
    asked = dict(map(_operator, arguments.operator))
    target = Path(arguments.output)
    if not target.parent.is_dir():
        raise TableError(f"{printable(arguments.output)} cannot be written: no such folder")
    try:
        with progress("bytes") as tell:
            report = streams.redact_file(Path(source.name), target, asked, policy, tell)
    except UnreadableFile as error:
        raise UnreadableFile(f"{printable(source.name)}: {error}") from None
    publish(f"{report}\n", None)
    say(f"{printable(arguments.output)} written")
    return OK


def _stop(*_: object) -> NoReturn:
    """Leave as on Ctrl-C, so that no draft stays behind."""
    raise KeyboardInterrupt


def _operator(text: str) -> tuple[str, str]:
    name, equals, operator = text.rpartition("=")
    if not equals:
        raise PolicyError("--operator takes NAME=OPERATOR, as in email=hash")
    return name, operator
