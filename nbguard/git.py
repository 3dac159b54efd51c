"""What nbguard asks of git, and nothing else of git."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nbguard.errors import GitError

# Git sets these for its hooks. Carried over to a question about another folder they would
# answer for the wrong repository; https://git-scm.com/docs/githooks
_OF_THE_HOOK = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR")

# A user may have told git to leave out what lies above the current folder.
_SETTINGS = ("-c", "diff.relative=false")

AS_STORED = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # what older versions of git understand of the line above
    "GIT_OPTIONAL_LOCKS": "0",
}
"""The history as the objects tell it, whatever replaces them, and nothing fetched."""


class Blob(NamedTuple):
    """A version of a file in git: its path from the top folder, and the object that holds it."""

    path: str
    oid: str


def top(start: str | os.PathLike[str]) -> Path | None:
    """The top folder of the work tree around ``start``, found without starting git."""
    return next(tops(start), None)


def tops(start: str | os.PathLike[str]) -> Iterator[Path]:
    """The same, and then that of the repository around this one, as for a submodule; and so on."""
    start = Path(os.path.realpath(start))
    return (folder for folder in [start, *start.parents] if (folder / ".git").exists())


def elsewhere(**settings: str) -> dict[str, str]:
    """The environment for a git that is asked about another folder."""
    own = {key: value for key, value in os.environ.items() if key not in _OF_THE_HOOK}
    return own | settings


def run(
    *words: str,
    cwd: str | os.PathLike[str] | None = None,
    env: dict[str, str] | None = None,
    given: bytes | None = None,
) -> bytes:
    """What ``git words...`` prints, ``given`` its input; with ``cwd``, for the repository there.

    Without ``cwd`` git answers for where we are, with the index a hook was started with.
    Raises GitError with git's own last words.
    """
    import subprocess  # 5 ms: most warm runs never ask git anything

    if cwd is not None and env is None:
        env = elsewhere()
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the words are ours or paths after --)
            ["git", *_SETTINGS, *words],  # noqa: S607 (the user's own git, wherever it is)
            cwd=cwd,
            env=env,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the PATH") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or f"exit code {done.returncode}"
        if said.startswith("fatal: not a git repository"):
            raise GitError(f"{_spelled(cwd)} is not a git repository, nor inside one")
        raise GitError(f"git {words[0]}: {said}")
    return done.stdout


def _spelled(folder: str | os.PathLike[str] | None) -> str:
    here = folder is None or os.path.realpath(folder) == os.path.realpath(".")
    return "this folder" if here else os.fspath(folder or "")


def config(key: str, *, cwd: str | os.PathLike[str], local: bool = False) -> str:
    """The value of a setting, empty where it is not set; ``local``: in this clone, whoever else."""
    scope = ["--local"] if local else []
    return os.fsdecode(run("config", *scope, "--default", "", "--get", key, cwd=cwd)).rstrip("\n")


def files(folder: str) -> list[str]:
    """Every file below ``folder`` that git does not ignore, relative to it.

    Nested repositories and submodules are looked into as well.
    """
    listed = run("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=folder)
    found = []
    for name in dict.fromkeys(_split(listed)):
        path = os.path.join(folder, name)
        if _is_repository(path):
            found += [os.path.join(name, inner) for inner in files(path)]
        elif os.path.lexists(path) and not os.path.isdir(path):
            found.append(name)
    return found


def _is_repository(path: str) -> bool:
    """Whether another repository is nested here; a submodule never fetched is not, nor a link."""
    return os.path.exists(os.path.join(path, ".git")) and not os.path.islink(path)


def staged(paths: Sequence[str] = ()) -> list[Blob]:
    """The files that the next commit adds or changes, as the index holds them."""
    run("rev-parse", "--git-dir")  # outside a repository git diff compares files, and says no more
    raw = run(
        "diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--diff-filter=ACMRT", "--", *paths,
    )  # fmt: skip
    fields = _split(raw)
    return [
        Blob(path, status.split()[3])
        for status, path in zip(fields[::2], fields[1::2], strict=True)
        if status.split()[1].startswith("100")  # a regular file: no link, no submodule
    ]


def blob(oid: str) -> bytes:
    """The content of an object."""
    return run("cat-file", "blob", oid)


def _split(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]
