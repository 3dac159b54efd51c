"""Which policy holds for which document."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nbguard.policy import Policy

if TYPE_CHECKING:
    from nbguard.scanner.sources import Source


class Policies:
    """The policy of each document: one file for all, or the nearest to each; then the changes.

    ``changes`` are settings as ``Policy.asked`` takes them. Raises PolicyError.
    """

    def __init__(self, file: str | None = None, **changes: Any) -> None:
        self._fixed = Policy.holding(file) if file else None
        self._changes = changes
        self._by_folder: dict[str, Policy] = {}
        self._used: list[tuple[Policy, set[int]]] = []

    def of(self, source: Source) -> Policy:
        """The policy that holds for ``source``; folders are searched once."""
        folder = source.folder
        if folder not in self._by_folder:
            policy = self._fixed or Policy.find(folder)
            self._by_folder[folder] = policy.asked(**self._changes) if self._changes else policy
        return self._by_folder[folder]

    def used(self, source: Source, allowing: set[int]) -> None:
        """Note which entries of ``allow`` allowed something in ``source``."""
        self._used.append((self.of(source), allowing))

    def idle(self) -> list[str]:
        """The entries of ``allow`` that allowed nothing in any document, each by its policy."""
        by_policy: dict[Policy, set[int]] = {}
        for policy, used in self._used:
            by_policy.setdefault(policy, set()).update(used)
        return [
            f"{_relative(policy.source)}, {entry}"
            for policy, used in by_policy.items()
            for entry in policy.idle(used)
        ]


def _relative(path: str) -> str:
    """A file as seen from here: an absolute path may name its user."""
    return os.path.relpath(path) if os.path.isabs(path) and os.path.exists(path) else path
