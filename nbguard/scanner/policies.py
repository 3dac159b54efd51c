"""Which policy holds for which document."""

from __future__ import annotations

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

    def of(self, source: Source) -> Policy:
        """The policy that holds for ``source``; folders are searched once."""
        folder = source.folder
        if folder not in self._by_folder:
            policy = self._fixed or Policy.find(folder)
            self._by_folder[folder] = policy.asked(**self._changes) if self._changes else policy
        return self._by_folder[folder]
