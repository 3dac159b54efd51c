"""The place that is looked at: a folder, and the machine and user around it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from nbguard import git
from nbguard.errors import PolicyError
from nbguard.policy import Policy

_NOT_OURS = {"__pycache__", "node_modules", "site-packages", ".git", ".ipynb_checkpoints"}
_LARGEST = 2**20
Made = TypeVar("Made")


@dataclass(frozen=True)
class Site:
    """What checks look at; they take nothing from elsewhere, so a test can set up any place.

    ``advisories`` is the address to ask about vulnerable packages, empty for asking nobody;
    ``proc`` the folder in which the system lists its processes.
    """

    folder: Path
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    home: Path = field(default_factory=Path.home)
    user: int = field(default_factory=lambda: os.geteuid() if hasattr(os, "geteuid") else 1)
    proc: Path = Path("/proc")
    prefix: Path = Path(sys.prefix)
    advisories: str = ""
    _made: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def top(self) -> Path:
        """The repository's top folder, or the folder itself outside git."""
        return git.top(self.folder) or self.folder

    @property
    def in_git(self) -> bool:
        """Whether there is a repository."""
        return (self.top / ".git").exists()

    @cached_property
    def policy(self) -> Policy:
        """The policy here; the built-in one where it cannot be read, for a check says so."""
        try:
            return Policy.find(self.folder)
        except PolicyError:
            return Policy()

    @property
    def skipped(self) -> tuple[str, ...]:
        """The ids of the checks that the policy switches off."""
        return self.policy.doctor.get("skip", ())

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made once however many checks ask."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def files(self, *patterns: str) -> Iterator[Path]:
        """Files below the folder whose names match, without what others put there."""
        return (path for path in self._listed if any(path.match(pattern) for pattern in patterns))

    @cached_property
    def _listed(self) -> list[Path]:
        if git.top(self.folder):
            names = git.files(str(self.folder))
            found = [self.folder / name for name in names]
        else:
            found = list(_walk(self.folder))
        return sorted(path for path in found if path.is_file() and not path.is_symlink())

    def text(self, path: Path) -> str:
        """A configuration file's text; empty if it is too large to be one, or cannot be read."""
        try:
            if not path.is_file() or path.stat().st_size > _LARGEST:  # reading a pipe would wait
                return ""
            return path.read_text("utf-8", "replace")
        except OSError:
            return ""

    def system(self, name: str) -> list[Path]:
        """Folders of the whole machine's settings; none for a place that a test has set up."""
        roots = [Path("/etc"), Path("/usr/local/etc")] if self.proc == Path("/proc") else []
        return [root / name for root in roots]

    def shown(self, path: Path) -> str:
        """A path as reports name it: from the folder where it is in there."""
        inside = path.is_relative_to(self.folder)
        return (path.relative_to(self.folder) if inside else path).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if name not in _NOT_OURS and not (Path(here) / name / "pyvenv.cfg").exists()
        ]
        yield from (Path(here) / name for name in names)
