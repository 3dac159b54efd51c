"""``nbguard baseline``: take today's findings as known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nbguard import keys
from nbguard.baseline import NAME, Baseline, beside
from nbguard.commands import EXIT_CODES, audited, exit_code, options
from nbguard.commands.screen import progress, say, say_errors
from nbguard.errors import KeyMissing, UnreadableFile
from nbguard.report import plural
from nbguard.scanner import sources

if TYPE_CHECKING:
    import argparse

_EPILOG = f"""\
examples:
  nbguard baseline                    everything below this folder is known from now on
  nbguard baseline old.ipynb          what is in this notebook is; the rest stays as recorded

Commit {NAME}; scan takes it by itself. It holds keyed hashes only. Who
scans with it needs its key, in the environment variable NBGUARD_KEY_BASELINE.

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    options.add_paths(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=f"instead of {NAME} in the repository's top folder"
    )
    options.add_policy(parser)
    options.add_work(parser)


def run(arguments: argparse.Namespace) -> int:
    """Scan, and record what was found."""
    audited.refuse_unless("allow", "baseline")
    paths = arguments.paths or ["."]
    scan = options.scan(arguments)
    with progress() as tell:
        report = scan.report(sources.find(paths), workers=arguments.jobs, progress=tell)
    baseline = _open(arguments.output or beside(os.getcwd()), paths)
    baseline.record(report, paths)
    baseline.write()
    audited.record("allowed", where="baseline", entities=report.by_entity())
    say_errors(report)
    count = plural(len(report.findings), "known finding")
    say(f"{count} in {baseline.path}, under key {baseline.key_id}.")
    say(f"Others need that key as NBGUARD_KEY_BASELINE; here it is {_whereabouts()}.")
    return exit_code(report, found=False)


def _open(path: str, paths: list[str]) -> Baseline:
    """The baseline to change; one that another key made can only be replaced as a whole."""
    if not os.path.exists(path):
        return Baseline(path)
    try:
        return Baseline.read(path)
    except KeyMissing as error:
        if _covers(paths, os.path.dirname(os.path.abspath(path))):
            return Baseline(path)
        raise KeyMissing(f"{path}: {error}") from None
    except UnreadableFile as error:
        raise UnreadableFile(f"{path}: {error}") from None


def _covers(paths: list[str], folder: str) -> bool:
    folder = os.path.realpath(folder)
    return any(os.path.join(folder, "").startswith(_slashed(path)) for path in paths)


def _slashed(path: str) -> str:
    return os.path.join(os.path.realpath(path), "")


def _whereabouts() -> str:
    if "NBGUARD_KEY_BASELINE" in os.environ:
        return "in that variable"
    return str(keys.home() / "keys" / "baseline.key")
