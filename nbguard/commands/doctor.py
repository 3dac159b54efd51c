"""``nbguard doctor``: what is unsafe about the place where notebooks run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nbguard.commands import BUG, EXIT_CODES, FOUND, OK, screen
from nbguard.doctor import FAIL, Check, Site, every_check, examine, shown
from nbguard.errors import NbguardError

if TYPE_CHECKING:
    import argparse

_EPILOG = f"""\
examples:
  nbguard doctor                     this folder, this user, this machine
  nbguard doctor --only jupyter-auth,commit-gate
  nbguard doctor --list              every check, and why
  nbguard doctor --online            also ask which packages have known holes
  nbguard doctor --format sarif      for code scanning

Switch a check off in the policy: doctor = {{ skip = ["open-notebooks"] }}

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    parser.add_argument("path", metavar="PATH", nargs="?", default=".", help="a folder")
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE")
    parser.add_argument("--only", metavar="A,B", help="only these checks")
    parser.add_argument("--list", action="store_true", help="list the checks and do nothing")
    parser.add_argument(
        "--online",
        metavar="URL",
        nargs="?",
        const="osv",
        default="",
        help="ask an advisory service (OSV's, or the one at URL) about installed packages",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look, and tell."""
    folder = Path(arguments.path)
    if not folder.is_dir():
        raise NbguardError(f"{arguments.path} is no folder")
    chosen = _chosen(arguments.only)
    if arguments.list:
        lines = [f"{c.id:<22}{c.severity:<8}{c.title}\n{'':<30}{c.why}\n" for c in chosen]
        screen.publish("".join(lines), arguments.output)
        return OK
    site = Site(folder.resolve(), advisories=arguments.online)
    results = examine(site, chosen)
    if arguments.format == "text" and not arguments.output and sys.stdout.isatty():
        screen.paint(shown.styled(results))
    else:
        screen.publish(getattr(shown, f"as_{arguments.format}")(results), arguments.output)
    if any(result.bug for result in results):
        return BUG
    return FOUND if any(result.state == FAIL for result in results) else OK


def _chosen(only: str | None) -> list[Check]:
    every = every_check()
    if only is None:
        return every
    names = [name.strip() for name in only.split(",")]
    known = {check.id for check in every}
    for name in names:
        if name not in known:
            raise NbguardError(f"no check is called {name!r}; see them: nbguard doctor --list")
    return [check for check in every if check.id in names]
