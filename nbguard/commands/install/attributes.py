"""The git clean filter: what is committed is clean, the working copy keeps its outputs."""

from __future__ import annotations

import os

from nbguard import files, git
from nbguard.commands.install import caller
from nbguard.errors import GitError
from nbguard.report import printable

_LINE = "*.ipynb filter=nbguard"
_SECTION = "filter.nbguard"


def install(top: os.PathLike[str]) -> list[str]:
    """Set the filter for this clone, on whatever branch; says what changed."""
    _refuse_another(top)
    did = []
    for key, value in _settings().items():
        if git.config(f"{_SECTION}.{key}", cwd=top) != value:
            git.run("config", "--local", f"{_SECTION}.{key}", value, cwd=top)
            did.append(f"set {_SECTION}.{key} in this clone's git configuration")
    path = _path(top)
    lines = _lines(path)
    if _LINE not in lines:
        _write(path, [*lines, _LINE])
        did.append(f"wrote {_LINE!r} to {path}")
        did.append("next: git add --renormalize .   (cleans what is committed already)")
    return did


def uninstall(top: os.PathLike[str]) -> list[str]:
    """Unset the filter; says what changed."""
    did = []
    if any(git.config(f"{_SECTION}.{key}", cwd=top, local=True) for key in _settings()):
        git.run("config", "--local", "--remove-section", _SECTION, cwd=top)
        did.append(f"removed {_SECTION} from this clone's git configuration")
    path = _path(top)
    lines = _lines(path)
    if _LINE in lines:
        _write(path, [line for line in lines if line != _LINE])
        did.append(f"removed {_LINE!r} from {path}")
    return did


def _settings() -> dict[str, str]:
    """Required: where nbguard is missing or fails, git adds nothing rather than the raw file.

    A required filter must say how to check files out as well, else git refuses to.
    """
    clean = f"{caller.shell()} clean --stdin-name=%f -"
    return {"clean": clean, "smudge": "cat", "required": "true"}


def _refuse_another(top: os.PathLike[str]) -> None:
    """A file has one filter; taking over from another tool would silently switch that one off."""
    names = git.run(
        "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.ipynb", cwd=top
    )
    told = git.run(
        "check-attr", "-z", "--stdin", "filter", cwd=top, given=b"any.ipynb\0" + names
    ).split(b"\0")
    for name, current in zip(told[::3], told[2::3], strict=False):
        if current not in (b"unspecified", b"unset", b"nbguard"):
            which = "notebooks" if name == b"any.ipynb" else printable(os.fsdecode(name))
            raise GitError(
                f"the filter {current.decode(errors='replace')!r} has {which} already, and git "
                "applies only one; remove its line from .gitattributes or .git/info/attributes, "
                "or use --hook instead"
            )


def _path(top: os.PathLike[str]) -> str:
    """Attributes of the clone, not of a branch: they hold whatever is checked out."""
    name = git.run("rev-parse", "--git-path", "info/attributes", cwd=top)
    return os.path.join(top, os.fsdecode(name.rstrip(b"\n")))


def _lines(path: str) -> list[str]:
    if not os.path.exists(path):
        return []
    return os.fsdecode(files.read(path)).rstrip("\n").split("\n")


def _write(path: str, lines: list[str]) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if lines:
        files.write(path, os.fsencode("\n".join(lines) + "\n"))
    else:
        os.unlink(path)
