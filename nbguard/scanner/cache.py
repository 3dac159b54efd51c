"""Reports of documents already seen, so that an unchanged one costs next to nothing.

An entry is found by a keyed hash over the document, its policy and everything that could judge
it otherwise: nbguard's own files, the packages installed beside it, the key of fingerprints. It
holds findings and placeholders, never a value, under a second keyed hash, so that an entry cut
short, altered, or put there by somebody else counts as no entry at all.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from nbguard import files, keys
from nbguard.errors import KeyMissing, UnreadableFile
from nbguard.findings import Finding, Report
from nbguard.scanner import splices
from nbguard.scanner.sources import STDIN
from nbguard.scanner.surroundings import surroundings

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
        kept = self._load(entry)
        return None if kept is None else _unpack(kept, path)

    def put(self, entry: str, report: Report) -> None:
        """Keep a report."""
        self._store(entry, _pack(report))

    def get_clean(self, entry: str, path: str, old: bytes) -> tuple[Report, bytes] | None:
        """The report of a document that was cleaned, and what it became."""
        kept = self._load(f"{entry}-clean")
        if kept is None:
            return None
        fields, left, rows = kept
        report = _unpack(fields, path)
        report.left = left
        return report, splices.apply(old, rows)

    def put_clean(self, entry: str, report: Report, old: bytes, new: bytes) -> None:
        """Keep a report and what made ``old`` clean, if placeholders are all it took."""
        rows = splices.between(old, new)
        if rows is not None:
            self._store(f"{entry}-clean", [_pack(report), report.left, rows])

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

    def sealed(self, entry: str, report: Report) -> bytes:
        """A report as bytes to be kept elsewhere."""
        return self._seal(entry, _pack(report))

    def opened(self, entry: str, kept: bytes, path: str) -> Report | None:
        """The report that ``sealed`` made, as that of ``path``; None if it is not as it was."""
        content = self._open(entry, kept)
        return None if content is None else _unpack(content, path)

    def _load(self, entry: str) -> Any:
        """What was kept under ``entry``; None where nothing was, or not by us and as it is."""
        try:
            return self._open(entry, files.read(os.path.join(self._folder, entry)))
        except UnreadableFile:
            return None

    def _open(self, entry: str, kept: bytes) -> Any:
        honest = kept[:_SEAL] == self._hash(entry.encode() + kept[_SEAL:])
        return json.loads(kept[_SEAL:]) if honest else None

    def _seal(self, entry: str, content: Any) -> bytes:
        payload = json.dumps(content).encode()
        return self._hash(entry.encode() + payload) + payload

    def _store(self, entry: str, content: Any) -> None:
        """Keep ``content``; where that fails the next run is slow again, and that is all."""
        draft = os.path.join(self._folder, f".{os.urandom(8).hex()}")
        with contextlib.suppress(OSError):
            files.make_private(self._folder)
            # Not synced to the disk, as other files are: the seal tells what a crash left behind.
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as f:
                f.write(self._seal(entry, content))
            os.replace(draft, os.path.join(self._folder, entry))

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as found:
            for item in found:
                status = item.stat()
                # A small file still takes a block of the disk.
                yield status.st_mtime, max(status.st_size, 4096), item.path

    def _hash(self, text: bytes) -> bytes:
        return blake2b(text, key=self._key, digest_size=_SEAL).digest()


def open_cache() -> Cache | None:
    """The user's own cache, or None where there can be no key (a read-only home)."""
    try:
        key = keys.load("cache")
        marks = blake2b(b"fingerprints", key=keys.load("baseline"), digest_size=_SEAL).hexdigest()
    except KeyMissing:
        return None
    return Cache(str(keys.home() / "cache"), key, f"{marks} {surroundings()}")


def _pack(report: Report) -> list[Any]:
    rows = [[*finding[:_PATH], "", *finding[_PATH + 1 :]] for finding in report.findings]
    seen = [report.files, report.cells, report.places, report.unscanned]
    return [*seen, report.unused, sorted(report.allowing), rows]


def _unpack(fields: list[Any], path: str) -> Report:
    count, cells, places, unscanned, unused, allowing, rows = fields
    report = Report(files=count, cells=cells, places=places)
    report.unscanned.update(unscanned)
    report.unused = unused
    report.allowing = set(allowing)
    report.findings = [Finding(*row)._replace(path=path) for row in rows]
    return report
