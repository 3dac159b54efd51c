"""Whether something looks at commits before they are made or merged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard import git
from nbguard.doctor.check import Check, Problem, Skip
from nbguard.errors import GitError

if TYPE_CHECKING:
    from pathlib import Path

    from nbguard.doctor.site import Site

_CI = (
    ".github/workflows/*.y*ml", ".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
    ".circleci/config.yml", "Jenkinsfile", ".woodpecker*.y*ml", ".ci/*",
)  # fmt: skip


def gates(site: Site) -> list[str]:
    """What guards commits here: hook, filter, pre-commit, CI."""
    found = []
    if any(_mentions(site, path) for path in _hooks(site)):
        found.append("hook")
    if _mentions(site, site.top / ".pre-commit-config.yaml"):
        found.append("pre-commit")
    if _filter(site) == (True, True):
        found.append("filter")
    if any(_mentions(site, path) for pattern in _CI for path in site.top.glob(pattern)):
        found.append("CI")
    return found


def gate(site: Site) -> Iterator[Problem]:
    """No gate at all, or a filter that is declared and not there."""
    if not site.in_git:
        raise Skip("not a git repository")
    declared, configured = _filter(site)
    if declared and not configured:
        yield Problem(
            "", "the filter nbguard is declared, and this clone does not know it: git adds "
            "notebooks as they are", "nbguard install --filter",
        )  # fmt: skip
    elif not gates(site):
        yield Problem("", "neither a hook nor a filter nor CI looks at what is committed")


def _hooks(site: Site) -> list[Path]:
    """What git calls, and the team's file that husky's hook runs."""
    hook = _hook(site)
    return [hook, hook.parents[1] / hook.name] if hook.parent.name == "_" else [hook]


def _hook(site: Site) -> Path:
    try:
        name = git.run("rev-parse", "--git-path", "hooks", cwd=site.top)
    except GitError:
        return site.top / ".git" / "hooks" / "pre-commit"
    return site.top / os.path.expanduser(os.fsdecode(name.rstrip(b"\n"))) / "pre-commit"


def _filter(site: Site) -> tuple[bool, bool]:
    """Whether notebooks are declared to go through the filter, and whether git knows it."""
    try:
        told = git.run("check-attr", "-z", "filter", "--", "any.ipynb", cwd=site.top)
        declared = told.split(b"\0")[2] == b"nbguard"
        return declared, bool(git.config("filter.nbguard.clean", cwd=site.top))
    except (GitError, IndexError):
        return False, False


def _mentions(site: Site, path: Path) -> bool:
    return path.is_file() and "nbguard" in site.text(path)


CHECKS = [
    Check(
        "commit-gate",
        "commits are looked at",
        "high",
        "What is committed once stays in every clone. A person forgets to look; a hook does not.",
        "nbguard install --hook --filter",
        gate,
    )
]
