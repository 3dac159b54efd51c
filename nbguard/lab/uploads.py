"""Large files come in pieces: those of a notebook are held back until the last one is here.

Jupyter appends each piece to the file as it comes. A value may be cut in two by a piece's end,
and a file that is half here would be raw.
"""

from __future__ import annotations

import base64
import binascii
import time
from datetime import datetime, timezone
from typing import Any

from tornado.web import HTTPError

from nbguard.lab.messages import NOT_SAVED

LARGEST = 256 * 2**20
_PATIENCE = 600.0
_LAST = -1


class Uploads:
    """The uploads under way, each for ten minutes after its last piece; 256 MiB in all."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[bytes]] = {}
        self._touched: dict[str, float] = {}

    def add(self, model: Any, path: str) -> dict[str, Any] | None:
        """Take a piece; the whole file's model with the last one, else None."""
        path = path.strip("/")
        self._forget_old()
        if model["chunk"] == 1:
            self._pieces[path] = []
        elif path not in self._pieces:
            raise HTTPError(409, f"{NOT_SAVED}: the upload was interrupted; start it again")
        self._pieces[path].append(_decoded(model))
        self._touched[path] = time.monotonic()
        if sum(len(piece) for pieces in self._pieces.values() for piece in pieces) > LARGEST:
            self._drop(path)
            raise HTTPError(413, f"{NOT_SAVED}: larger than {LARGEST // 2**20} MiB")
        return self._whole(path) if model["chunk"] == _LAST else None

    def receipt(self, path: str) -> dict[str, Any]:
        """The answer to a piece that is not the last."""
        path = path.strip("/")
        now = datetime.now(timezone.utc)
        absent = dict.fromkeys(("content", "format", "mimetype", "hash", "hash_algorithm"))
        name = path.rpartition("/")[2]
        about = {"name": name, "path": path, "type": "file", "writable": True, "size": None}
        return {**about, "created": now, "last_modified": now, **absent}

    def _whole(self, path: str) -> dict[str, Any]:
        data = b"".join(self._drop(path))
        content = base64.b64encode(data).decode("ascii")
        return {"type": "file", "format": "base64", "content": content}

    def _drop(self, path: str) -> list[bytes]:
        self._touched.pop(path, None)
        return self._pieces.pop(path)

    def _forget_old(self) -> None:
        oldest = time.monotonic() - _PATIENCE
        for path in [path for path, at in self._touched.items() if at < oldest]:
            self._drop(path)


def _decoded(model: Any) -> bytes:
    try:
        if model.get("format") == "base64":
            return base64.b64decode(model["content"].encode("ascii"))
        if model.get("format") == "text":
            text: bytes = model["content"].encode()
            return text
    except (AttributeError, KeyError, UnicodeEncodeError, binascii.Error):
        reason = "a piece is not in the format that it names"
    else:
        reason = "a piece must be of format text or base64"
    raise HTTPError(400, f"{NOT_SAVED}: {reason}")
