"""Reports of documents already seen, so that an unchanged one costs next to nothing.

An entry is found by a keyed hash over the document, its policy and everything that could judge
it otherwise: nbguard's own files, the packages installed beside it, the key of fingerprints. It
holds findings (never a value) under a second keyed hash, so that an entry cut short, altered,
or put there by somebody else counts as no entry at all.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

import nbguard
from nbguard import files, keys
from nbguard.errors import KeyMissing, UnreadableFile
from nbguard.findings import Finding, Report
from nbguard.scanner.sources import STDIN

if TYPE_CHECKING:
    from nbguard.policy import Policy

LARGEST = 64 * 2**20
_SEAL = 16
_PATH = Finding._fields.index("path")


class Cache:
    """The entries in one folder, sealed with one key."""

    def __init__(self, folder: str, key: bytes, stamp: str) -> None:
        self._folder = folder
        self._key = key
        self._stamp = stamp

    def entry(self, name: str, data: bytes, policy: Policy) -> str:
        """The name of the entry for a document called ``name``, by what decides its report."""
        # Standard input has no suffix to tell a notebook by: its bytes do.
        suffix = os.path.splitext(name)[1].lower() if name != STDIN else STDIN
        about = "\0".join([self._stamp, suffix, policy.fingerprint()])
        inner = self._hash(about.encode("utf-8", "surrogatepass"))
        return blake2b(data, key=self._key, salt=inner, digest_size=20).hexdigest()

    def get(self, entry: str, path: str) -> Report | None:
        """The report kept under ``entry``, as that of ``path``; None where there is none."""
        try:
            kept = files.read(self._file(entry))
            if kept[:_SEAL] != self._hash(entry.encode() + kept[_SEAL:]):
                return None
            return _unpack(kept[_SEAL:], path)
        except (UnreadableFile, ValueError):
            return None

    def put(self, entry: str, report: Report) -> None:
        """Keep a report; where that fails the next run is slow again, and that is all."""
        payload = _pack(report)
        with contextlib.suppress(UnreadableFile, OSError):
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            seal = self._hash(entry.encode() + payload)
            files.write(self._file(entry), seal + payload, private=True)

    def prune(self, largest: int = LARGEST) -> None:
        """Remove the oldest entries until those left take at most three quarters of ``largest``."""
        entries = sorted(self._entries(), reverse=True)
        if sum(size for _, size, _ in entries) <= largest:
            return
        room = largest * 3 // 4
        for _, size, path in entries:
            room -= size
            if room < 0:
                with contextlib.suppress(OSError):
                    os.unlink(path)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as found:
            for item in found:
                status = item.stat()
                # A small file still takes a block of the disk.
                yield status.st_mtime, max(status.st_size, 4096), item.path

    def _file(self, entry: str) -> str:
        return os.path.join(self._folder, entry)

    def _hash(self, text: bytes) -> bytes:
        return blake2b(text, key=self._key, digest_size=_SEAL).digest()


def open_cache() -> Cache | None:
    """The user's own cache, or None where there can be no key (a read-only home)."""
    try:
        key = keys.load("cache")
        marks = blake2b(b"fingerprints", key=keys.load("baseline"), digest_size=_SEAL).hexdigest()
    except KeyMissing:
        return None
    return Cache(str(keys.home() / "cache"), key, f"{marks} {_surroundings()}")


def _surroundings() -> str:
    """A text that changes with nbguard itself and with what is installed beside it.

    The newest of nbguard's own files stands for its code and models (an editable install keeps
    its version while it changes); installing or removing any package touches site-packages.
    """
    own = os.path.dirname(nbguard.__file__)
    newest = max(_times(own))
    beside = [os.stat(path).st_mtime_ns for path in sys.path if path.endswith("-packages")]
    return f"{nbguard.__version__} {sys.version_info} {newest} {beside}"


def _times(folder: str) -> Iterator[int]:
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                if item.name != "__pycache__":
                    yield from _times(item.path)
            else:
                yield item.stat().st_mtime_ns


def _pack(report: Report) -> bytes:
    rows = [[*finding[:_PATH], "", *finding[_PATH + 1 :]] for finding in report.findings]
    fields = [report.files, report.cells, report.places, report.unscanned, report.unused, rows]
    return json.dumps(fields).encode()


def _unpack(payload: bytes, path: str) -> Report:
    count, cells, places, unscanned, unused, rows = json.loads(payload)
    report = Report(files=count, cells=cells, places=places)
    report.unscanned.update(unscanned)
    report.unused = unused
    report.findings = [Finding(*row)._replace(path=path) for row in rows]
    return report
