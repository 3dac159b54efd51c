"""``hash``: HMAC-SHA-256 with a key of one's own.

Never a bare hash: whoever can list the possible values (all phone numbers, a leaked address
book) hashes them too and reads the table backwards. Without the key that list is worth nothing.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from nbguard import keys
from nbguard.errors import PolicyError
from nbguard.operators.canonical import canonicals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# 96 bits: among a billion values the odds that any two share a token are one in 10^11.
_DIGITS = 24


def operator(argument: str) -> Callable[[str, str], str]:
    """Hash with the key called ``argument``; without one, with the default key.

    The same value gives the same token in every column, table and document under one key.
    Raises KeyMissing.
    """
    hashed = bulk(argument)
    return lambda entity, value: hashed(entity, [value])[0]


def bulk(argument: str) -> Callable[[str, Sequence[str]], list[str]]:
    """The same for many values, made alike in one pass. Raises KeyMissing."""
    if argument and not argument.isidentifier():
        raise PolicyError("hash takes the name of a key, as in 'hash:team'")
    key = keys.derive(keys.load(argument or "default"), "hash")

    def hashed(entity: str, values: Sequence[str]) -> list[str]:
        messages = (f"{entity}\0{form}" for form in canonicals(entity, values))
        digests = (hmac.digest(key, m.encode("utf-8", "surrogatepass"), "sha256") for m in messages)
        return [f"[{entity}#{digest.hex()[:_DIGITS]}]" for digest in digests]

    return hashed
