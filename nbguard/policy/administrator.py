"""The administrator's policy: it goes before a repository's and a user's, which only tighten it.

From above: /etc/nbguard/policy.toml, which only root can write; the file that the environment
variable ``NBGUARD_POLICY`` names; the nearest of the repository or user. Windows has no place
that only an administrator can write by nature: there the variable is the only way.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from nbguard.errors import PolicyError

VARIABLE = "NBGUARD_POLICY"
"""The environment variable with which an administrator names the policy of every session."""
# No variable moves it: whoever could set one could do without the policy.
SYSTEM = Path("/etc/nbguard/policy.toml")


def files() -> list[Path]:
    """The administrator's policy files, the highest first.

    Raises PolicyError where the system's could be changed by somebody else than root.
    """
    named = os.environ.get(VARIABLE)
    found = [SYSTEM] if os.name == "posix" and os.path.lexists(SYSTEM) else []
    for path in found:
        for real in dict.fromkeys([path, path.resolve()]):
            for part in [real, *real.parents]:
                _check_owner(part)
    return [*found, *([Path(named)] if named else [])]


def is_there() -> bool:
    """Whether an administrator's policy is meant to hold, readable or not."""
    return bool(os.environ.get(VARIABLE)) or (os.name == "posix" and os.path.lexists(SYSTEM))


def _check_owner(path: Path) -> None:
    try:
        status = path.stat()
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from None
    by_others = bool(status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
    is_sticky = path.is_dir() and bool(status.st_mode & stat.S_ISVTX)  # as /tmp is
    if status.st_uid != 0 or (by_others and not is_sticky):
        raise PolicyError(
            f"{path} is not root's alone, so {SYSTEM} protects nobody: "
            f"sudo chown root {path} && sudo chmod go-w {path}"
        )
