"""What earlier runs found in blobs: one file that grows, so that a run cut short is gone on with.

An entry is named and sealed as those of the scanner's cache are, by blob, policy and everything
that could judge it otherwise. One file instead of thousands: a history has many blobs, and most
hold nothing. Each entry is a line of its own, so one that was cut short costs itself only.
"""

from __future__ import annotations

import base64
import contextlib
import os
import zlib
from typing import TYPE_CHECKING

from nbguard import files, keys
from nbguard.errors import UnreadableFile
from nbguard.scanner.cache import Cache, open_cache

if TYPE_CHECKING:
    from nbguard.findings import Report
    from nbguard.policy import Policy

LARGEST = 128 * 2**20
_NAME = "history"


class Ledger:
    """The entries in one file, named and sealed by ``cache``."""

    def __init__(self, path: str, cache: Cache) -> None:
        self._path = path
        self._cache = cache
        self._lines = _load(path)

    def get(self, name: str, oid: str, policy: Policy) -> Report | None:
        """The report of a blob as that of a file called ``name``; None where there is none."""
        entry = self._entry(name, oid, policy)
        line = self._lines.get(entry.encode())
        return None if line is None else self._cache.opened(entry, _unpack(line), name)

    def put(self, name: str, oid: str, policy: Policy, report: Report) -> None:
        """Keep a report; where that fails the next run is slow again, and that is all."""
        entry = self._entry(name, oid, policy)
        packed = base64.b64encode(zlib.compress(self._cache.sealed(entry, report), 1))
        with contextlib.suppress(OSError):
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(b"\n%s %s" % (entry.encode(), packed))

    def prune(self, largest: int = LARGEST) -> None:
        """Drop the oldest entries of a file that has grown too large."""
        with contextlib.suppress(OSError, UnreadableFile):
            if os.path.getsize(self._path) > largest:
                data = files.read(self._path)
                files.write(self._path, data[data.find(b"\n", len(data) - largest * 3 // 4) :])

    def _entry(self, name: str, oid: str, policy: Policy) -> str:
        return self._cache.entry(name, f"git blob {oid}".encode(), policy)


def open_ledger() -> Ledger | None:
    """The user's own, or None where there can be no key (a read-only home)."""
    cache = open_cache()
    return None if cache is None else Ledger(str(keys.home() / _NAME), cache)


def _load(path: str) -> dict[bytes, bytes]:
    try:
        lines = files.read(path).split(b"\n")
    except UnreadableFile:
        return {}
    return {name: rest for name, _, rest in (line.partition(b" ") for line in lines)}


def _unpack(line: bytes) -> bytes:
    with contextlib.suppress(ValueError, zlib.error):
        return zlib.decompress(base64.b64decode(line, validate=True))
    return b""
