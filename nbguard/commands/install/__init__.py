"""``nbguard install``: guard every commit of this repository, or stop doing so."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nbguard import git
from nbguard.commands import EXIT_CODES, OK
from nbguard.commands.install import attributes, hook, precommit
from nbguard.errors import GitError, NbguardError

if TYPE_CHECKING:
    import argparse

_EPILOG = f"""\
examples:
  nbguard install --hook          a commit with findings is refused
  nbguard install --filter        commits are clean, the working copy keeps its outputs
  nbguard install --uninstall     take both out again
  nbguard install --uninstall --filter        only the filter

The hook goes into .pre-commit-config.yaml where there is one (for pre-commit), else
into git's own hooks, before which a hook that is already there still runs. The filter
is set in this clone only: git never takes a command from a repository it fetched.

{EXIT_CODES}"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.epilog = _EPILOG
    parser.add_argument("--hook", action="store_true", help="refuse commits with findings")
    parser.add_argument(
        "--filter", action="store_true", help="clean what is committed, keep the working copy"
    )
    parser.add_argument("--uninstall", action="store_true", help="take out what was installed")


def run(arguments: argparse.Namespace) -> int:
    """Do it in the repository around the current folder, and say what changed."""
    top = git.top(os.getcwd())
    if top is None:
        raise GitError("not inside a git repository; make one: git init")
    both = arguments.uninstall and not (arguments.hook or arguments.filter)
    if not (arguments.hook or arguments.filter or both):
        raise NbguardError("say what to install: --hook, --filter, or both")
    did: list[str] = []
    if arguments.hook or both:
        did += _uninstall_hook(top) if arguments.uninstall else _install_hook(top)
    if arguments.filter or both:
        did += attributes.uninstall(top) if arguments.uninstall else attributes.install(top)
    sys.stdout.write("\n".join(did or ["nothing to do: it is so already"]) + "\n")
    return OK


def _install_hook(top: os.PathLike[str]) -> list[str]:
    return precommit.install(top) if precommit.is_used(top) else hook.install(top)


def _uninstall_hook(top: os.PathLike[str]) -> list[str]:
    return [*precommit.uninstall(top), *hook.uninstall(top)]
