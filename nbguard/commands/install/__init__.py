"""``nbguard install``: guard every commit of this repository, every session, or stop doing so."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from nbguard import git
from nbguard.commands import EXIT_CODES, OK, audited
from nbguard.commands.install import attributes, hook, kernel, precommit
from nbguard.errors import GitError, NbguardError

if TYPE_CHECKING:
    import argparse

_EPILOG = f"""\
examples:
  nbguard install --hook          a commit with findings is refused
  nbguard install --filter        commits are clean, the working copy keeps its outputs
  nbguard install --kernel        every IPython session and kernel loads nbguard
  nbguard install --uninstall     take all of it out again
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
    parser.add_argument(
        "--kernel", action="store_true", help="load nbguard in every IPython session of yours"
    )
    parser.add_argument("--uninstall", action="store_true", help="take out what was installed")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, and say what changed."""
    every = arguments.uninstall and not (arguments.hook or arguments.filter or arguments.kernel)
    if not (arguments.hook or arguments.filter or arguments.kernel or every):
        raise NbguardError("say what to install: --hook, --filter, --kernel")
    if arguments.uninstall:
        audited.refuse_unless("switch_off", "install --uninstall")
    did: list[str] = []
    if arguments.kernel or every:
        did += kernel.uninstall() if arguments.uninstall else kernel.install()
    if arguments.hook or arguments.filter or (every and git.top(os.getcwd())):
        did += _in_repository(arguments, every)
    if did and arguments.uninstall:
        what = [name for name in ("hook", "filter", "kernel") if every or getattr(arguments, name)]
        audited.record("switched_off", where="install --uninstall", note=", ".join(what))
    sys.stdout.write("\n".join(did or ["nothing to do: it is so already"]) + "\n")
    return OK


def _in_repository(arguments: argparse.Namespace, every: bool) -> list[str]:
    """The hook and the filter, in the repository around the current folder."""
    top = git.top(os.getcwd())
    if top is None:
        raise GitError("not inside a git repository; make one: git init")
    did: list[str] = []
    if arguments.hook or every:
        did += _uninstall_hook(top) if arguments.uninstall else _install_hook(top)
    if arguments.filter or every:
        did += attributes.uninstall(top) if arguments.uninstall else attributes.install(top)
    return did


def _install_hook(top: os.PathLike[str]) -> list[str]:
    return precommit.install(top) if precommit.is_used(top) else hook.install(top)


def _uninstall_hook(top: os.PathLike[str]) -> list[str]:
    return [*precommit.uninstall(top), *hook.uninstall(top)]
