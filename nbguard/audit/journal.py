"""The log on disk: lines only ever added, each naming the hash of the one before.

    <home>/audit/audit.jsonl           the lines of today
    <home>/audit/audit.000001.jsonl    a full file; its last line says "sealed"
    <home>/audit/audit.head            the last line's number and hash, sealed: nothing is cut off
    <home>/audit/audit.lock            whoever holds it may write

Every file is 0600. A line that a crash cut short stays where it is, and the next one follows
the last whole one.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import files, keys
from nbguard.audit import entry
from nbguard.audit.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LARGEST = 8 * 2**20
"""Bytes after which a file is sealed and a new one begun."""

_CURRENT = "audit.jsonl"
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | _PLAIN
_HEAD = 160
_TAIL = 2 * entry.LONGEST


class Link(NamedTuple):
    """The end of the chain: what the next line follows."""

    number: int
    mac: str


class Journal:
    """The log in one folder; safe for any number of threads and processes."""

    def __init__(self, folder: Path | None = None, largest: int = LARGEST) -> None:
        self.folder = folder or keys.home() / "audit"
        self._largest = largest

    def append(self, says: Mapping[str, Any]) -> bytes:
        """Add a line and give it back; all of it is on disk, or none of it.

        Raises OSError, KeyMissing.
        """
        key = keys.load("audit")
        files.make_private(self.folder)
        with held(self.folder / "audit.lock"):
            return self._append(says, key)

    def files(self) -> list[Path]:
        """The log's files, oldest first."""
        current = self.folder / _CURRENT
        full = sorted(self.folder.glob("audit.[0-9]*.jsonl"))
        return [*full, current] if current.exists() else full

    def lines(self) -> Iterator[entry.Line]:
        """Every whole line, oldest first, whether or not it is genuine."""
        for path in self.files():
            with path.open("rb") as file:
                yield from filter(None, (entry.read(raw.rstrip(b"\n")) for raw in file))

    def backwards(self) -> Iterator[entry.Line]:
        """Every whole line, newest first."""
        for path in reversed(self.files()):
            yield from filter(None, map(entry.read, reversed(path.read_bytes().split(b"\n"))))

    def head(self) -> Link | None:
        """The end of the chain as it was sealed; None if there is none, or it was changed."""
        try:
            data = json.loads((self.folder / "audit.head").read_bytes())
            body = f"{data['n']} {data['mac']}".encode()
            seals = {entry.sign(b"head " + body, key) for key in keys.ring("audit")}
            return Link(int(data["n"]), str(data["mac"])) if data["seal"] in seals else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _append(self, says: Mapping[str, Any], key: bytes) -> bytes:
        with _opened(self.folder / _CURRENT) as handle:
            end, is_whole, is_sealed = self._end(handle)
            is_full = os.fstat(handle).st_size >= self._largest
            if not is_full:
                line, end = self._write(handle, says, end, key, is_whole)
            elif not is_sealed:  # else a crash came between the seal and the new file
                seal = entry.describe(entry.SEALED, "audit", None, "")
                _, end = self._write(handle, seal, end, key, is_whole)
        if is_full:
            self._seal(end, key)
            self._set_aside()
            with _opened(self.folder / _CURRENT) as handle:
                line, end = self._write(handle, says, end, key, whole=True)
        self._seal(end, key)
        return line

    def _end(self, handle: int) -> tuple[Link, bool, bool]:
        """What the next line follows; whether the file ends with a whole line, and with a seal."""
        tail = _tail(handle)
        is_whole = tail[-1:] in (b"", b"\n")
        if not tail and (full := self.files()[:-1]):
            with _opened(full[-1]) as last_full:
                tail = _tail(last_full)
        last = next(filter(None, map(entry.read, reversed(tail.split(b"\n")))), None)
        ends = [Link(0, entry.START), self.head()]
        if last:
            ends.append(Link(last.number, last.mac))
        # A sealed head ahead of the file: lines were cut off. The gap must stay visible.
        end = max(filter(None, ends), key=lambda end: end.number)
        return end, is_whole, last is not None and last.says.get("event") == entry.SEALED

    def _write(
        self, handle: int, says: Mapping[str, Any], end: Link, key: bytes, whole: bool
    ) -> tuple[bytes, Link]:
        line, mac = entry.write(says, end.number + 1, end.mac, key)
        before = os.fstat(handle).st_size
        try:
            _write_all(handle, line if whole else b"\n" + line)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, before)
            raise
        return line, Link(end.number + 1, mac)

    def _set_aside(self) -> None:
        """Give the full file its number."""
        number = 1 + max([int(p.name.split(".")[1]) for p in self.files()[:-1]], default=0)
        (self.folder / _CURRENT).rename(self.folder / f"audit.{number:06}.jsonl")

    def _seal(self, end: Link, key: bytes) -> None:
        """Record the end; where that fails the old one stays, which is only less strict.

        Written over the old one, within one sector of a disk: a new file in its place would cost
        more than all the rest.
        """
        seal = entry.sign(f"head {end.number} {end.mac}".encode(), key)
        data = json.dumps({"n": end.number, "mac": end.mac, "seal": seal})
        with suppress(OSError):
            handle = os.open(self.folder / "audit.head", _FLAGS & ~os.O_APPEND, 0o600)
            try:
                os.write(handle, data.ljust(_HEAD).encode())
            finally:
                os.close(handle)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, _FLAGS, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _tail(handle: int) -> bytes:
    os.lseek(handle, max(os.fstat(handle).st_size - _TAIL, 0), os.SEEK_SET)
    return os.read(handle, _TAIL)


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]
