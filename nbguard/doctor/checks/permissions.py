"""Who else on this machine can read notebooks and keys."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard import keys
from nbguard.doctor.check import Check, Problem, Skip

if TYPE_CHECKING:
    from pathlib import Path

    from nbguard.doctor.site import Site

_OTHERS = stat.S_IRWXO
_NOT_THE_OWNER = stat.S_IRWXG | stat.S_IRWXO
_IN_HOME = (".netrc", ".pypirc", ".aws/credentials", ".kaggle/kaggle.json", ".git-credentials")


def notebooks(site: Site) -> Iterator[Problem]:
    """Notebooks that everybody on the machine can open."""
    _needs_modes()
    open_ones = [path for path in site.files("*.ipynb") if _readable_by_all(path)]
    if open_ones:
        others = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
        said = f"can be read by every user of this machine{others}"
        command = f"chmod o-rwx {shlex.quote(str(site.folder))}"
        yield Problem(site.shown(open_ones[0]), said, command)


def private_keys(site: Site) -> Iterator[Problem]:
    """Keys and passwords in files that others than their owner can open."""
    _needs_modes()
    for path in _secret_files(site):
        mode = _mode(path)
        if mode is not None and mode & _NOT_THE_OWNER:
            yield Problem(
                site.shown(path), f"is open to others (mode {mode & 0o777:o})", _close(path)
            )
    for path in site.folder.glob(".env*"):
        if path.is_file() and not path.name.endswith(_EXAMPLES) and _readable_by_all(path):
            yield Problem(
                site.shown(path), "can be read by every user of this machine", _close(path)
            )


_EXAMPLES = (".example", ".sample", ".template", ".dist")


def _secret_files(site: Site) -> Iterator[Path]:
    yield from sorted((keys.home() / "keys").glob("*.key"))
    for path in sorted((site.home / ".ssh").glob("id_*")):
        if path.suffix != ".pub":
            yield path
    yield from (site.home / name for name in _IN_HOME)


def _readable_by_all(path: Path) -> bool:
    """Whether anybody can read a file: its own mode, and a way to it through every folder."""
    mode = _mode(path)
    if mode is None or not mode & stat.S_IROTH:
        return False
    return all((_mode(folder) or 0) & stat.S_IXOTH for folder in path.resolve().parents)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


def _close(path: Path) -> str:
    return f"chmod 600 {shlex.quote(str(path))}"


def _needs_modes() -> None:
    if os.name == "nt":
        raise Skip("file modes say nothing on this system")


CHECKS = [
    Check(
        "open-notebooks",
        "other users cannot read the notebooks",
        "medium",
        "Outputs hold what was computed on: everybody with an account here can copy it.",
        "chmod o-rwx FOLDER; umask 077",
        notebooks,
    ),
    Check(
        "open-keys",
        "nobody else can read keys and passwords",
        "high",
        "Who can read a key can use it, and nothing will show that somebody did.",
        "chmod 600 FILE",
        private_keys,
    ),
]
