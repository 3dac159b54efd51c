"""Which policy holds for a notebook on the server, and what a user may do under it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

PINNED_BY = "NBGUARD_POLICY"
"""The environment variable with which an administrator names the policy of every session."""

STRICTNESS = ("off", "warn", "redact", "block")
"""The save modes, loosest first."""


class Rules(NamedTuple):
    """The policy of one notebook; ``pinned``: it is the administrator's."""

    policy: Policy
    pinned: bool
    folder: str

    def may(self, action: str) -> bool:
        """Whether the user may "allow", "switch_off" or "reveal"."""
        return not self.pinned or action not in ("allow", "switch_off", "reveal")

    def may_save_as(self, mode: str) -> bool:
        """Whether the user may choose this save mode: a stricter one always."""
        looser = STRICTNESS.index(mode) < STRICTNESS.index(self.policy.save)
        return not looser or self.may("switch_off")


def rules(root: str, path: str) -> Rules:
    """The rules for the notebook at ``path``, as the server names it, below ``root``.

    The administrator's policy, else the nearest one upwards from the notebook. Raises
    PolicyError.
    """
    folder = next(_folders(root, path))
    pinned = os.environ.get(PINNED_BY)
    policy = Policy.load(pinned) if pinned else Policy.find(folder)
    return Rules(policy, bool(pinned), folder)


def _folders(root: str, path: str) -> Iterator[str]:
    """The notebook's folder if it is one on this machine and below ``root``, else ``root``."""
    top = Path(root).absolute()
    folder = Path(os.path.normpath(top / path.strip("/"))).parent
    if folder.is_relative_to(top) and folder.is_dir():
        yield str(folder)
    yield str(top)
