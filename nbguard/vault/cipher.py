"""Bytes, encrypted in chunks: none can be changed, moved, cut off or added unnoticed.

    "NBGUARD1"  length of the header (4 bytes)  header (JSON)  chunk  chunk  ...

Each chunk is AES-256-GCM over at most a mebibyte. Its nonce counts the chunks and marks the last
one; what is authenticated with it is the whole header, so a header cannot be changed either. The
key of a file is derived from yours and a salt of its own, so no nonce is ever used twice.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nbguard import keys
from nbguard.errors import RestoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAGIC = b"NBGUARD1"
CHUNK = 2**20
_CHANGED = "it was changed or cut short since it was saved: take it from a backup"
_TAG = 16
_SALT = 16
_LONGEST_HEADER = 2**16


def encrypted(data: bytes, about: Mapping[str, str], name: str = "default") -> bytes:
    """``data`` under the current key called ``name``; ``about`` can be read, and not changed.

    Raises KeyMissing.
    """
    key = keys.load(name)
    salt = os.urandom(_SALT)
    said = {**about, "key": keys.identify(key), "name": name, "salt": salt.hex()}
    header = json.dumps(said).encode()
    head = MAGIC + len(header).to_bytes(4, "big") + header
    cipher = _cipher(key, salt)
    pieces = [data[i : i + CHUNK] for i in range(0, len(data), CHUNK)] or [b""]
    last = len(pieces) - 1
    chunks = (cipher.encrypt(_nonce(i, i == last), p, head) for i, p in enumerate(pieces))
    return b"".join([head, *chunks])


def decrypted(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """What ``encrypted`` was given. Raises RestoreError, KeyMissing.

    >>> decrypted(encrypted(b"secret", {"kind": "test"}))[0]
    b'secret'
    """
    about, start = _header(data)
    key = keys.find(str(about["key"]), str(about["name"]))
    cipher, head = _cipher(key, bytes.fromhex(about["salt"])), data[:start]
    pieces = list(_pieces(data, start))
    last = len(pieces) - 1
    try:
        plain = [cipher.decrypt(_nonce(i, i == last), p, head) for i, p in enumerate(pieces)]
    except InvalidTag:
        raise RestoreError(_CHANGED) from None
    return b"".join(plain), about


def _header(data: bytes) -> tuple[dict[str, Any], int]:
    start = len(MAGIC) + 4
    if not data.startswith(MAGIC):
        raise RestoreError("not a file that nbguard.save wrote")
    size = int.from_bytes(data[len(MAGIC) : start], "big")
    try:
        if size > _LONGEST_HEADER or len(data) < start + size:
            raise ValueError
        about: dict[str, Any] = json.loads(data[start : start + size])
        bytes.fromhex(about["salt"])
        if not str(about["name"]).isidentifier() or "key" not in about:
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RestoreError(_CHANGED) from None
    return about, start + size


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    """The chunks as they lie there; an empty rest is a chunk too, and a wrong one."""
    for i in range(start, max(len(data), start + 1), CHUNK + _TAG):
        yield data[i : i + CHUNK + _TAG]


def _nonce(number: int, is_last: bool) -> bytes:
    return bytes(7) + number.to_bytes(4, "big") + bytes([is_last])


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    purpose = keys.derive(key, "save")
    return AESGCM(blake2b(b"file", key=purpose, salt=salt, digest_size=32).digest())
