"""Husky's hooks: git calls husky, and husky runs the file of the hook's name that a team shares.

Husky writes its folder of hooks anew with each ``npm install``, and tells by their own names which
of the team's files they run: a hook of ours there would be gone soon, and one that was moved out
of its way would run nothing. So a line goes into the team's file.
https://typicode.github.io/husky/how-to.html
"""

from __future__ import annotations

import os

from nbguard import files

_LINE = "nbguard scan --staged"


def hook(hooks: str) -> str:
    """The team's pre-commit file, if ``hooks`` is the folder of husky 9 or newer; else ""."""
    folder, name = os.path.split(os.path.realpath(hooks))
    is_husky = name == "_" and os.path.isfile(os.path.join(hooks, "h"))
    return os.path.join(folder, "pre-commit") if is_husky else ""


def install(path: str) -> list[str]:
    """Add the line as the last one; says what changed."""
    lines = _lines(path)
    if _LINE in lines:
        return []
    files.write(path, os.fsencode("\n".join([*lines, _LINE]) + "\n"))
    return [f"added {_LINE!r} to {path}, which husky runs; skip once with git commit --no-verify"]


def uninstall(path: str) -> list[str]:
    """Take the line out, and the file where it holds no other; says what changed."""
    lines = _lines(path)
    if _LINE not in lines:
        return []
    if rest := [line for line in lines if line != _LINE]:
        files.write(path, os.fsencode("\n".join(rest) + "\n"))
    else:
        os.unlink(path)
    return [f"removed {_LINE!r} from {path}"]


def _lines(path: str) -> list[str]:
    return os.fsdecode(files.read(path)).splitlines() if os.path.exists(path) else []
