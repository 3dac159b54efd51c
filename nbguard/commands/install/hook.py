"""Git's own pre-commit hook, for repositories that do not use the pre-commit tool."""

from __future__ import annotations

import os

from nbguard import files, git
from nbguard.commands.install import caller, husky
from nbguard.errors import GitError

_MARK = "# Written by: nbguard install --hook"
_BEFORE = "pre-commit.before-nbguard"
_SCRIPT = """\
#!/bin/sh
{mark}. Remove it with: nbguard install --uninstall
before="$(dirname "$0")/{before}"
if [ -x "$before" ]; then
  "$before" "$@" || exit
fi
if [ -x {program} ]; then
  exec {command} scan --staged
elif command -v nbguard >/dev/null; then
  exec nbguard scan --staged
fi
echo "nbguard is gone, so this commit cannot be looked at. Install it again, or remove" >&2
echo "this hook: $0" >&2
exit 1
"""


def install(top: os.PathLike[str]) -> list[str]:
    """Write the hook; one that is there already is kept and runs first. Says what changed."""
    path = _path(top)
    if shared := husky.hook(os.path.dirname(path)):
        return husky.install(shared)
    script = _script().encode()
    if _is_ours(path) and files.read(path) == script and os.access(path, os.X_OK):
        return []
    wrote = f"wrote {path}: every commit is scanned; skip once with git commit --no-verify"
    if not os.path.lexists(path) or _is_ours(path):
        _write(path, script)
        return [wrote]
    kept = os.path.join(os.path.dirname(path), _BEFORE)
    if os.path.lexists(kept):
        raise GitError(f"{kept} is in the way; move it, and install again")
    os.rename(path, kept)
    try:
        _write(path, script)
    except BaseException:
        os.replace(kept, path)
        raise
    return [f"kept the hook that was there; it runs first: {kept}", wrote]


def uninstall(top: os.PathLike[str]) -> list[str]:
    """Remove the hook if it is nbguard's, and put back the one that was there before."""
    path = _path(top)
    shared = husky.hook(os.path.dirname(path))
    did = husky.uninstall(shared) if shared else []
    if not _is_ours(path):
        return did
    kept = os.path.join(os.path.dirname(path), _BEFORE)
    if os.path.lexists(kept):
        os.replace(kept, path)
        return [*did, f"put back the hook that was there before: {path}"]
    os.unlink(path)
    return [*did, f"removed {path}"]


def _write(path: str, script: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    files.write(path, script)
    os.chmod(path, 0o755)  # noqa: S103 (git runs no hook that is not executable)


def _path(top: os.PathLike[str]) -> str:
    """Where git looks for the hook: core.hooksPath and linked work trees have their say."""
    folder = os.fsdecode(git.run("rev-parse", "--git-path", "hooks", cwd=top).rstrip(b"\n"))
    return os.path.join(top, os.path.expanduser(folder), "pre-commit")


def _is_ours(path: str) -> bool:
    return os.path.isfile(path) and _MARK.encode() in files.read(path)


def _script() -> str:
    program = caller.quoted_program()
    return _SCRIPT.format(mark=_MARK, before=_BEFORE, program=program, command=caller.shell())
