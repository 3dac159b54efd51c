"""The contents of blobs through one git process, which stays as long as there is more to read."""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING, Any

from nbguard import files
from nbguard.errors import GitError, UnreadableFile

if TYPE_CHECKING:
    from nbguard.history.place import Place

_PIECE = 2**20


class Blobs:
    """Reads blobs. It travels to other processes, where it starts a git of its own."""

    def __init__(self, place: Place, largest: int = files.LARGEST) -> None:
        self._place = place
        self._largest = largest
        self._process: subprocess.Popen[bytes] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Blobs, (self._place, self._largest)

    def read(self, oid: str) -> bytes:
        """The content of a blob; raises UnreadableFile if it is too large, lost or damaged."""
        try:
            return self._read(oid)
        except OSError:  # git is gone: it stops where an object is damaged
            self.close()
        raise UnreadableFile(f"git cannot read blob {oid[:12]}; try: git fsck")

    def _read(self, oid: str) -> bytes:
        pipe = self._ask(oid)
        header = pipe.readline().split()
        if not header:
            raise BrokenPipeError
        if len(header) < 3:
            raise UnreadableFile(f"blob {oid[:12]} is not in this clone (a partial one?)")
        size = int(header[2])
        if size > self._largest:
            _skip(pipe, size + 1)
            raise UnreadableFile(f"larger than {self._largest // 2**20} MiB (blob {oid[:12]})")
        data: bytes = pipe.read(size + 1)[:-1]
        if len(data) < size:
            raise BrokenPipeError
        return data

    def _ask(self, oid: str) -> Any:
        if self._process is None:
            self._process = self._place.start("cat-file", "--batch", stdin=subprocess.PIPE)
        assert self._process.stdin
        self._process.stdin.write(f"{oid}\n".encode())
        self._process.stdin.flush()
        return self._process.stdout

    def close(self) -> None:
        """Stop git; the next read starts it again."""
        if self._process is None:
            return
        process, self._process = self._process, None
        with contextlib.suppress(OSError), process:
            process.kill()

    def __enter__(self) -> Blobs:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def sizes(place: Place, oids: list[str]) -> dict[str, int]:
    """The size of each blob in bytes; those that are not here are left out."""
    printed = place.fields("cat-file", "--batch-check", "--buffer", lines=oids)
    try:
        rows = [line.split() for line in b"\0".join(printed).split(b"\n")]
    except GitError:  # a partial clone, where git gives up at the first that is missing
        return {}
    return {row[0].decode(): int(row[2]) for row in rows if len(row) == 3}


def _skip(pipe: Any, size: int) -> None:
    while size > 0:
        size -= len(pipe.read(min(size, _PIECE))) or size
