"""Which history is meant: a repository, perhaps one folder or file of it, perhaps since a day."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nbguard import git
from nbguard.errors import GitError

_NOTEBOOK = ".ipynb"
_PIECE = 2**20


class Place(NamedTuple):
    """A git history, or the part of it that is asked for.

    ``top`` is the work tree's top folder, or the repository's own where it is bare; ``within``
    a path from there, empty for all of it; ``since`` seconds since 1970, 0 for the beginning.
    """

    top: str
    within: str = ""
    is_file: bool = False
    bare: bool = False
    since: int = 0
    all_files: bool = False
    reflog: bool = False

    @classmethod
    def at(
        cls, path: str, *, since: str = "", all_files: bool = False, reflog: bool = False
    ) -> Place:
        """The history around ``path``, which need not exist any more; raises GitError."""
        path = os.path.abspath(path)
        folder = path
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        top, bare = _top(folder)
        real = os.path.join(os.path.realpath(folder), path[len(folder) + 1 :])
        within = os.path.relpath(real, top)
        within = "" if within == "." or bare else within.replace(os.sep, "/")
        place = cls(top, within, bool(within) and not os.path.isdir(path), bare)
        moment = _moment(place, since) if since else 0
        return place._replace(since=moment, all_files=all_files, reflog=reflog)

    @property
    def pathspecs(self) -> list[str]:
        """What git is to look at; ``means`` decides the rest."""
        if self.within:
            return [f":(top,literal){self.within}"]
        return [] if self.all_files else [f":(top,icase)*{_NOTEBOOK}"]

    def means(self, path: str) -> bool:
        """Whether a file of the history is asked for."""
        named = self.is_file and path == self.within
        return self.all_files or named or path.lower().endswith(_NOTEBOOK)

    def name(self, path: str) -> str:
        """Where a file of the history is, or was, on this disk: its policy is searched there."""
        return os.path.join(self.top, path)

    def git(self, *words: str) -> bytes:
        """What git prints about this history as it is stored; raises GitError."""
        return git.run(*words, cwd=self.top, env=git.elsewhere(**git.AS_STORED))

    def start(self, *words: str, stdin: int | None = None) -> subprocess.Popen[bytes]:
        """A git process about this history; its standard output is a pipe."""
        return subprocess.Popen(  # noqa: S603 (no shell; the words are ours or paths after --)
            ["git", *words],  # noqa: S607 (the user's own git, wherever it is)
            cwd=self.top,
            env=git.elsewhere(**git.AS_STORED),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def fields(self, *words: str, lines: Iterable[str] = ()) -> Iterator[bytes]:
        """What ``git words...`` prints, cut at NUL bytes; ``lines`` are its standard input."""
        with tempfile.TemporaryFile() as given:  # ids of commits: nothing that must be hidden
            given.writelines(os.fsencode(f"{line}\n") for line in lines)
            given.seek(0)
            with self.start(*words, stdin=given.fileno()) as process:
                assert process.stdout
                rest = b""
                while piece := process.stdout.read(_PIECE):
                    *whole, rest = (rest + piece).split(b"\0")
                    yield from whole
                if rest:
                    yield rest
        if process.returncode:
            raise GitError(f"git {words[0]} failed in {self.top}; try: git -C {self.top} fsck")


def _top(folder: str) -> tuple[str, bool]:
    """The top folder, and whether there is no work tree around ``folder``."""
    inside, bare = git.run(
        "rev-parse", "--is-inside-work-tree", "--is-bare-repository", cwd=folder
    ).split()
    ask = "--show-toplevel" if inside == b"true" else "--absolute-git-dir"
    said = os.fsdecode(git.run("rev-parse", ask, cwd=folder)).rstrip("\n")
    return os.path.realpath(said), inside != b"true" or bare == b"true"


def _moment(place: Place, since: str) -> int:
    """A date in git's own words as seconds since 1970; git takes what is none for now."""
    said = place.git("rev-parse", f"--since={since}").decode().strip()
    moment = int(said.rpartition("=")[2])
    if abs(moment - time.time()) < 2 and since != "now":
        raise GitError(f"--since {since!r} is no date; write 2024-05-01, or '3 months ago'")
    return moment
