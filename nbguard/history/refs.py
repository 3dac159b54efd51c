"""From where a commit can be reached: branches, tags, remotes, stashes, and the reflog."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from nbguard.errors import GitError

if TYPE_CHECKING:
    from nbguard.history.place import Place

_FORMAT = "%00".join(
    ["%(refname)", "%(refname:short)", "%(objecttype)", "%(*objecttype)", "%(objectname)",
     "%(*objectname)", "%(symref)"]
)  # fmt: skip
_REMOTE = "refs/remotes/"


class Refs(NamedTuple):
    """The names of a repository, each with the commit at its tip.

    A set of names is a number whose bit ``i`` stands for ``names[i]``: thousands of commits have
    one each. ``remote`` is the set of remote-tracking names.
    """

    names: list[str]
    tips: list[str]
    remote: int
    notes: list[str]

    @classmethod
    def of(cls, place: Place) -> Refs:
        """Every name there is, HEAD where it is detached, every stash."""
        refs = cls([], [], 0, [])
        remote = 0
        stash = ""
        for line in place.git("for-each-ref", f"--format={_FORMAT}").splitlines():
            full, short, kind, inner, oid, inner_oid, symref = map(os.fsdecode, line.split(b"\0"))
            if symref or full == "refs/stash":
                stash = stash or ("" if symref else oid)
                continue
            if "commit" not in (kind, inner):
                refs.notes.append(f"{short} names no commit; what it holds was not looked at")
                continue
            if full.startswith(_REMOTE):
                remote |= 1 << len(refs.names)
            refs.names.append(short)
            refs.tips.append(inner_oid or oid)
        for name, oid in [*_detached(place), *(_stashes(place, stash) if stash else ())]:
            refs.names.append(name)
            refs.tips.append(oid)
        return refs._replace(remote=remote)

    def reaching(self, parents: dict[str, list[str]]) -> dict[str, int]:
        """The set of names that reach each commit; ``parents`` lists children before parents."""
        sets = dict.fromkeys(parents, 0)
        for i, tip in enumerate(self.tips):
            sets[tip] = sets.get(tip, 0) | 1 << i
        for commit, above in parents.items():
            names = sets[commit]
            for parent in above:
                if parent in sets:  # not below the end of a shallow clone
                    sets[parent] |= names
        return sets

    def named(self, names: int) -> tuple[str, ...]:
        """A set of names as text; a commit that none reaches is in the reflog only."""
        found = tuple(name for i, name in enumerate(self.names) if names >> i & 1)
        return found or ("reflog",)

    def pushed(self, names: int) -> bool | None:
        """Whether a set of names holds one of a remote; None where no remote is known."""
        return bool(names & self.remote) if self.remote else None


def _detached(place: Place) -> Iterable[tuple[str, str]]:
    try:
        place.git("symbolic-ref", "-q", "HEAD")
    except GitError:
        yield "HEAD", place.git("rev-parse", "HEAD").decode().strip()


def _stashes(place: Place, newest: str) -> Iterable[tuple[str, str]]:
    """Every stash; all but the newest have no name of their own but in the reflog."""
    oids = place.git("log", "-g", "--format=%H", "refs/stash", "--").decode().split()
    oids = oids or [newest]  # a mirror has no reflog
    return [(f"stash@{{{i}}}", oid) for i, oid in enumerate(oids)]
