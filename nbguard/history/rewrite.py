"""What git-filter-repo calls to take what was found out of a history.

    git filter-repo --file-info-callback '
    from nbguard.history import rewrite
    return rewrite.file(filename, mode, blob_id, value, policies="/path/to/the/repository")'

No list of values stands in any file: each version is cleaned by the same guard that scanned it.
What the scan found nothing in is not even read again.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from nbguard.errors import NbguardError
from nbguard.findings import Report
from nbguard.guard import Guard
from nbguard.history.examine import opened
from nbguard.history.ledger import open_ledger
from nbguard.scanner.policies import Policies
from nbguard.scanner.sources import Source

FileInfo = tuple[bytes, bytes, bytes]


def file(
    filename: bytes,
    mode: bytes,
    blob_id: bytes,
    value: Any,
    *,
    policies: str,
    policy: str = "",
    all_files: bool = False,
    code: bool = True,
) -> FileInfo:
    """A file change as git-filter-repo is to store it; ``value`` is its helper.

    ``policies`` is the repository whose policy files hold, ``policy`` one file for all. ``code``
    replaces in code outside strings and comments too, which then may no longer run. A version
    that cannot be read stays, and is said on standard error.
    """
    cleaner = value.data.get("nbguard")
    if cleaner is None:
        cleaner = value.data["nbguard"] = _Cleaner(policies, policy, code=code)
    path = os.fsdecode(filename)
    meant = mode.startswith(b"100") and (all_files or path.lower().endswith(".ipynb"))
    return filename, mode, cleaner.stored(path, blob_id, value) if meant else blob_id


class _Cleaner:
    """Cleans each distinct content once."""

    def __init__(self, top: str, policy: str, *, code: bool) -> None:
        self._top = top
        self._policies = Policies(policy or None)
        self._ledger = open_ledger()
        self._code = code
        self._new: dict[tuple[bytes, str], bytes] = {}

    def stored(self, path: str, blob_id: bytes, value: Any) -> bytes:
        """The blob to store: this one, or what became of it."""
        key = blob_id, os.path.splitext(path)[1].lower()
        if key not in self._new:
            new = self._cleaned(path, blob_id, value)
            self._new[key] = blob_id if new is None else value.insert_file_with_contents(new)
        return self._new[key]

    def _cleaned(self, path: str, blob_id: bytes, value: Any) -> bytes | None:
        """The new content; None where nothing changes."""
        policy = self._policies.of(Source(os.path.join(self._top, path)))
        if self._ledger:
            known = self._ledger.get(path, blob_id.decode(), policy)
            if known and not known.findings:
                return None
        data = value.get_contents_by_identifier(blob_id)
        # Outputs without findings and pictures stay: this is about what leaked.
        guard = Guard(policy.but(images="keep", outputs="redact"))
        try:
            document = opened(path, data)
            if isinstance(document, Report):
                return None
            _, new = guard.clean_document(document, path, force=self._code)
        except NbguardError as error:
            print(f"nbguard: {path} stays as it is: {error}", file=sys.stderr)  # noqa: T201
            return None
        return None if new == data else new
