"""Which commit put which version of which file into the history, and which took it out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from nbguard.errors import GitError

if TYPE_CHECKING:
    from nbguard.history.place import Place
    from nbguard.history.refs import Refs

_FORMAT = "--format=%H%x00%P%x00%ct%x00%cI%x00%an"
_FILE, _LINK = b"100", b"160000"


class Version(NamedTuple):
    """One content of one file."""

    path: str
    oid: str


class Commit(NamedTuple):
    """When and by whom; ``date`` is the committer's, ISO 8601."""

    oid: str
    date: str
    author: str


class Change(NamedTuple):
    """A commit's change of a file: ``old`` are its versions before, ``new`` is none if it went.

    ``age`` orders changes: no commit is as old as its parents.
    """

    age: int
    commit: str
    path: str
    old: tuple[str, ...]
    new: str


class Log(NamedTuple):
    """``commits`` that were looked at by their ids, newest first, and their ``changes``."""

    commits: dict[str, Commit]
    reach: dict[str, int]
    changes: list[Change]
    versions: list[Version]
    notes: list[str]

    @classmethod
    def read(cls, place: Place, refs: Refs) -> Log:
        """The changes to the files that are meant, of every commit that can be reached."""
        commits, parents = _commits(place, refs)
        changes = list(_changes(place, list(commits)))
        # Old before new and file by file: git stores them as differences, in that order.
        found = dict.fromkeys(Version(c.path, c.new) for c in reversed(changes) if c.new)
        versions = sorted(found, key=lambda version: version.path)
        notes = [*_cut_off(place), *_submodules(place)] if commits else []
        return cls(commits, refs.reaching(parents), changes, versions, notes)


def _commits(place: Place, refs: Refs) -> tuple[dict[str, Commit], dict[str, list[str]]]:
    """The commits since the day asked for, and every commit's parents; children come first."""
    if not refs.tips:
        return {}, {}
    everything = ["--all", *(["--reflog"] if place.reflog else [])]
    printed = place.fields(
        "rev-list", "--date-order", "--encoding=UTF-8", _FORMAT, *everything, "--stdin",
        lines=refs.tips,
    )  # fmt: skip
    commits, parents = {}, {}
    for line in b"\0".join(printed).split(b"\n"):
        if not line or (line.startswith(b"commit ") and b"\0" not in line):
            continue
        oid, above, seconds, date, author = line.decode("utf-8", "replace").split("\0", 4)
        parents[oid] = above.split()
        if not seconds.isdecimal() or int(seconds) >= place.since:  # git takes broken dates too
            commits[oid] = Commit(oid, date, author)
    return commits, parents


def _changes(place: Place, commits: list[str]) -> Iterator[Change]:
    """What each commit changed; a merge, only what differs from all it merged."""
    printed = place.fields(
        "diff-tree", "--stdin", "--root", "-r", "-c", "-z", "--raw", "--no-abbrev", "--no-renames",
        "--", *place.pathspecs,
        lines=commits,
    )  # fmt: skip
    ages = {commit: age for age, commit in enumerate(commits)}
    commit = ""
    for field in printed:
        if not field.startswith(b":"):
            commit = field.decode().strip()
            continue
        path = os.fsdecode(next(printed))
        modes, oids = _parsed(field)
        *old, new = (
            oid if mode.startswith(_FILE) else "" for mode, oid in zip(modes, oids, strict=True)
        )
        if place.means(path) and (new or any(old)):
            yield Change(ages[commit], commit, path, tuple(filter(None, old)), new)


def _parsed(field: bytes) -> tuple[list[bytes], list[str]]:
    """Modes and object ids of a raw line, those of the parents first; a mode of 0 is no file."""
    count = len(field) - len(field.lstrip(b":")) + 1
    words = field.lstrip(b":").split()
    return words[:count], [oid.decode() for oid in words[count : 2 * count]]


def _cut_off(place: Place) -> list[str]:
    """What of the history is not here."""
    notes = []
    if place.git("rev-parse", "--is-shallow-repository").strip() == b"true":
        notes.append("a shallow clone: older commits are not here; get them: git fetch --unshallow")
    if place.since:
        notes.append("only commits since the day asked for: what is found may be older than shown")
    return notes


def _submodules(place: Place) -> Iterator[str]:
    """Other repositories inside this one have histories of their own."""
    try:
        listed = list(place.fields("ls-tree", "-r", "-z", "HEAD"))
    except GitError:  # HEAD names a branch without a commit
        return
    for entry in listed:
        about, _, name = entry.partition(b"\t")
        if about.startswith(_LINK):
            path = os.fsdecode(name)
            yield f"{path} is a submodule with a history of its own: nbguard history {path}"
