"""The command line. Each command is a file in ``nbguard.commands``, imported when it is called."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import nbguard
from nbguard.commands import BROKEN_PIPE, BUG, EXIT_CODES, FAILED, INTERRUPTED
from nbguard.errors import NbguardError, describe_bug

COMMANDS = {
    "scan": "report what is sensitive; changes nothing",
    "clean": "replace what is sensitive in place, and touch nothing else",
    "redact-file": "write a table (CSV, Parquet), however large, without what is sensitive",
    "baseline": "record today's findings as known, so that only new ones fail",
    "history": "report what is sensitive in every version of every notebook that git keeps",
    "audit": "what was masked, revealed, exported, refused; and whether the log of it is whole",
    "doctor": "what is unsafe about the place where notebooks run, and the command that mends it",
    "install": "guard every commit of this repository (--hook, --filter), every session (--kernel)",
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_EPILOG = f"""\
examples:
  nbguard scan analysis.ipynb        what would leave the house with this notebook?
  nbguard clean analysis.ipynb       replace it by placeholders
  nbguard install --hook             look at every commit from now on
  nbguard COMMAND --help             all there is to a command

{EXIT_CODES}"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code.

    >>> main(["--version"])
    nbguard 0.1.0
    0
    """
    try:
        code = _run(sys.argv[1:], own_process=True) if argv is None else _run(list(argv))
        sys.stdout.flush()
    except NbguardError as error:
        code = _fail(str(error), FAILED)
    except KeyboardInterrupt:
        code = _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        code = _hush(BROKEN_PIPE)
    except Exception as error:  # noqa: BLE001 (its text may hold data: only its type is shown)
        if isinstance(error, OSError) and error.errno in _FULL:
            code = _hush(_fail(f"cannot be written: {error.strerror}", FAILED))
        else:
            code = _fail(f"a bug of nbguard's, please report it: {describe_bug(error)}", BUG)
    return code


def _run(words: list[str], *, own_process: bool = False) -> int:
    chosen = next((word for word in words if not word.startswith("-")), "")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file's name may hold what cannot be printed
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = _parser(chosen).parse_args(_joined(words))
    except SystemExit as leave:  # argparse has said all there is to say
        return int(leave.code or 0)
    arguments.own_process = own_process
    code: int = arguments.run(arguments)
    return code


def _parser(chosen: str) -> argparse.ArgumentParser:
    """The whole parser, with the options of the chosen command only."""
    parser = argparse.ArgumentParser(
        prog="nbguard",
        description="Keeps personal data and secrets out of notebooks.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nbguard {nbguard.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == chosen:
            module = import_module(f"nbguard.commands.{name.replace('-', '_')}")
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser


def _joined(words: Sequence[str]) -> list[str]:
    """``--entities -PERSON`` as ``--entities=-PERSON``, which argparse would take for an option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--entities":
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _fail(message: str, code: int) -> int:
    print(f"nbguard: {message}", file=sys.stderr)  # noqa: T201
    return code


def _hush(code: int) -> int:
    """Nobody takes our output any more; Python's own flush at exit must not complain of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
