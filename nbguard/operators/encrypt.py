"""``encrypt`` and its way back: AES-256-GCM, the key named in the token.

The nonce is an HMAC of the value, so the same value gives the same token: a git filter stays
quiet and tables still join. What that shows is which values are equal, and nothing more. Two
values share a nonce only when 96 bits of HMAC collide.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from nbguard import keys
from nbguard.errors import PolicyError, RestoreError
from nbguard.tokens import CIPHER

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_NONCE = 12


class Plain(NamedTuple):
    """A decrypted value, and the type it had in a table, as ``tables.exact`` names it."""

    value: str
    kind: str

    def __repr__(self) -> str:
        return f"<a decrypted value{' of type ' + self.kind if self.kind else ''}>"


class Encrypt(Protocol):
    """Takes an entity, a value, and the type that the value is to come back with."""

    def __call__(self, entity: str, value: str, kind: str = "") -> str:
        """The token."""


def operator(argument: str) -> Encrypt:
    """Encrypt with the key called ``argument``. Raises KeyMissing."""
    if argument and not argument.isidentifier():
        raise PolicyError("encrypt takes the name of a key, as in 'encrypt:team'")
    key = keys.load(argument or "default")
    key_id, cipher = keys.identify(key), AESGCM(keys.derive(key, "encrypt"))
    nonce_key = keys.derive(key, "nonce")

    def encrypted(entity: str, value: str, kind: str = "") -> str:
        plain = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        bound = _bound(entity, key_id)
        nonce = hmac.digest(nonce_key, bound + plain, "sha256")[:_NONCE]
        data = nonce + cipher.encrypt(nonce, plain, bound)
        return f"[{entity}=1.{key_id}.{_encoded(data)}]"

    return encrypted


class Restorer:
    """Puts encrypted values back; holds the keys it needed, so make a new one for each job.

    ``allow`` is asked once per entity, and raises where it may not be restored. ``opened``
    counts what was. Raises RestoreError for what is not encrypted or was changed, KeyMissing
    where a key is gone.

    >>> token = operator("")("PERSON", "Jane Roe")
    >>> Restorer().text(f"ask {token}")
    'ask Jane Roe'
    """

    def __init__(
        self, name: str = "default", allow: Callable[[str], object] = lambda _: None
    ) -> None:
        self.opened: Counter[str] = Counter()
        self._allow = allow
        self._name = name
        self._ciphers: dict[str, AESGCM] = {}

    def text(self, text: str) -> str:
        """``text`` with every encrypted value in it put back; the rest stays as it is."""
        return CIPHER.sub(lambda match: self._open(match).value, text)

    def value(self, token: str) -> Plain:
        """The value that ``token`` stands for, and the type it had."""
        match = CIPHER.fullmatch(token)
        if not match:
            raise RestoreError("not an encrypted value: nothing to restore")
        return self._open(match)

    def _open(self, match: re.Match[str]) -> Plain:
        entity, key_id, text = match.groups()
        if entity not in self.opened:
            self._allow(entity)
        cipher = self._cipher(key_id)
        try:
            data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
            plain = cipher.decrypt(data[:_NONCE], data[_NONCE:], _bound(entity, key_id))
            if _encoded(data) != text:  # base64 that spells the same bytes another way
                raise InvalidTag
        except (InvalidTag, ValueError):
            raise RestoreError(
                f"an encrypted {entity} was changed after it was encrypted: take it from a backup"
            ) from None
        self.opened[entity] += 1
        kind, _, value = plain.decode("utf-8", "surrogatepass").partition("\0")
        return Plain(value, kind)

    def _cipher(self, key_id: str) -> AESGCM:
        if key_id not in self._ciphers:
            key = keys.find(key_id, self._name, *keys.names())
            self._ciphers[key_id] = AESGCM(keys.derive(key, "encrypt"))
        return self._ciphers[key_id]


def _bound(entity: str, key_id: str) -> bytes:
    """What is not secret in a token, and yet cannot be changed."""
    return f"1.{key_id}.{entity}\0".encode()


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
