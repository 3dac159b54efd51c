"""The exact commands that take what leaked out of a history, for this repository."""

from __future__ import annotations

import json
import os
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbguard.history.plan.facts import Facts

_COPY = "without-leaks.git"
_ALL = "'refs/heads/*:refs/heads/*' 'refs/tags/*:refs/tags/*'"


def rewrite(facts: Facts) -> list[str]:
    """Copy, rewrite, look again. The copy is rewritten, so that nothing can be lost."""
    return [
        "pip install git-filter-repo    # into the environment that nbguard is in",
        f"git clone --mirror {_source(facts)} {_COPY}",
        f"cd {_COPY}",
        f"git filter-repo --force --file-info-callback {_callback(facts)}",
        f"nbguard history .{_options(facts)}    # must say: nothing found",
    ]


def replace(facts: Facts) -> list[str]:
    """Put the rewritten history in the place of the old one."""
    if facts.pushed or facts.place.bare:
        return [f"git push --force {_source(facts)} {_ALL}"]
    # Nothing was pushed: this clone alone has it, and git pushes to no branch that is checked out.
    top = shlex.quote(facts.place.top)
    return [
        f'git -C {top} fetch --force --update-head-ok "$PWD" {_ALL}',
        f"git -C {top} reset --hard    # what is not committed is lost: look at git status first",
    ]


def tidy(facts: Facts) -> list[str]:
    """Get rid of the old commits in a clone that is kept."""
    fetch = [
        "git fetch --prune --force --tags",
        "git reset --hard '@{upstream}'    # on each branch: git switch BRANCH, and again",
    ]
    return [
        f"cd {shlex.quote(facts.place.top)}",
        *(fetch if facts.pushed else []),
        "git stash clear",
        "git reflog expire --expire=now --all && git gc --quiet --prune=now",
        f"nbguard history --reflog{_options(facts)}    # must say: nothing found",
    ]


def _source(facts: Facts) -> str:
    """Where the history to be rewritten is: the remote that has it, else this clone.

    A remote goes by its name, for its address may hold a password.
    """
    top = shlex.quote(facts.place.top)
    if not facts.pushed:
        return top
    names = facts.place.git("remote").decode().split()
    name = "origin" if "origin" in names or not names else names[0]
    return f'"$(git -C {top} remote get-url {shlex.quote(name)})"'


def _callback(facts: Facts) -> str:
    words = f"policies={json.dumps(facts.place.top)}"
    if policy := _policy(facts):
        words += f", policy={json.dumps(policy)}"
    if facts.place.all_files:
        words += ", all_files=True"
    call = f"rewrite.file(filename, mode, blob_id, value, {words})"
    return shlex.quote(f"\nfrom nbguard.history import rewrite\nreturn {call}\n")


def _options(facts: Facts) -> str:
    options = " --all-files" if facts.place.all_files else ""
    policy = _policy(facts)
    return options + (f" --policy {shlex.quote(policy)}" if policy else "")


def _policy(facts: Facts) -> str:
    """The policy's file, which a bare copy would not find by itself."""
    source = facts.policy.source
    return os.path.abspath(source) if os.path.isfile(source) else ""
