"""Which policy holds for a notebook on the server, and what a user may do under it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

STRICTNESS = ("off", "warn", "redact", "block")
"""The save modes, loosest first."""


class Rules(NamedTuple):
    """The policy of one notebook, and the folder it was looked for from."""

    policy: Policy
    folder: str

    def may_save_as(self, mode: str) -> bool:
        """Whether the user may choose this save mode: one that is not looser, always."""
        looser = STRICTNESS.index(mode) < STRICTNESS.index(self.policy.save)
        return not looser or self.policy.may("switch_off")


def rules(root: str, path: str) -> Rules:
    """The rules for the notebook at ``path``, as the server names it, below ``root``.

    Raises PolicyError.
    """
    folder = next(_folders(root, path))
    return Rules(Policy.find(folder), folder)


def _folders(root: str, path: str) -> Iterator[str]:
    """The notebook's folder if it is one on this machine and below ``root``, else ``root``."""
    top = Path(root).absolute()
    folder = Path(os.path.normpath(top / path.strip("/"))).parent
    if folder.is_relative_to(top) and folder.is_dir():
        yield str(folder)
    yield str(top)
