"""One line of the log: who did what, when and where, to how many values of which entity.

    {"n": 7, "time": "...", "event": "revealed", "user": "jane", "uid": 1000, "host": "...",
     "pid": 4711, "where": "kernel panel", "entities": {"PERSON": 3}, "note": "",
     "key": "9f3c01ab", "prev": "<mac of the line before>", "mac": "<keyed hash of all this>"}

A line is kept byte for byte as it was written: its hash covers those bytes.
"""

from __future__ import annotations

import json
import os
import platform
import re
from datetime import datetime, timezone
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

SEALED = "sealed"
"""The event of the last line of a file that is full."""
START = "0" * 32
"""What the very first line follows."""
LONGEST = 16 * 2**10
"""Bytes that no line exceeds."""

_MAC = re.compile(rb'(\{.*),"mac":"([0-9a-f]{32})"\}')
_BEGINNING = b'{"n":'
_ENTITY = re.compile(r"[A-Z][A-Z0-9_]{0,60}")
_EVENT = re.compile(r"[a-z][a-z_]{0,30}")
_MOST_TEXT, _MOST_ENTITIES = 200, 100
# No place's name needs these, and all of them have been values.
_VALUES = (
    (re.compile(r"(?<=://)[^/\s@]*@"), ""),  # user and password in a URL
    (re.compile(r"(?<=\w)\?\S*"), ""),  # a URL's query
    (re.compile(r"[^\s/:@]+@[^\s/:@]+"), "[...]"),
    (re.compile(r"\d(?:[ .-]?\d){8,}"), "[...]"),
    (re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"), " "),
)


class Line(NamedTuple):
    """A line as it was read: what it says, and the hash that it bears."""

    says: dict[str, Any]
    body: bytes
    mac: str

    @property
    def number(self) -> int:
        """Its place in the chain, from 1; 0 where it names none."""
        number = self.says.get("n")
        return number if type(number) is int else 0


def describe(
    event: str, where: str, entities: Mapping[str, int] | None, note: str
) -> dict[str, Any]:
    """What a line says, but for its place in the chain."""
    return {
        "time": now(),
        "event": event if _EVENT.fullmatch(event) else "unknown",
        **who(),
        "pid": os.getpid(),
        "where": plain(where),
        "entities": _counts(entities or {}),
        "note": plain(note),
    }


def write(says: Mapping[str, Any], number: int, prev: str, key: bytes) -> tuple[bytes, str]:
    """The line, its newline included, and its hash."""
    whole = {"n": number, **says, "key": keys.identify(key), "prev": prev}
    body = json.dumps(whole, separators=(",", ":"))[:-1].encode("ascii")
    mac = sign(body, key)
    return body + f',"mac":"{mac}"}}\n'.encode(), mac


def read(raw: bytes) -> Line | None:
    """The line in ``raw`` (without its newline); None where it is none, or not a whole one."""
    match = _MAC.fullmatch(raw)
    if not match:
        return None
    try:
        says = json.loads(match[1] + b"}")
    except ValueError:
        return None
    return Line(says, match[1], match[2].decode())


def is_fragment(raw: bytes) -> bool:
    """Whether ``raw`` is a line that was cut short as it was written, and not one that was changed.

    >>> is_fragment(b'{"n":12,"time":"20'), is_fragment(b'nonsense')
    (True, False)
    """
    return raw[: len(_BEGINNING)] == _BEGINNING[: len(raw)] and not raw.endswith(b"}")


def sign(body: bytes, key: bytes) -> str:
    """The keyed hash of a line's bytes; as the line names its predecessor's, a link of a chain."""
    return blake2b(body, key=_chain_key(key), digest_size=16).hexdigest()


@cache
def _chain_key(key: bytes) -> bytes:
    return keys.derive(key, "audit chain")


def now() -> str:
    """The moment in UTC, in milliseconds: ``2025-03-01T09:30:00.123Z``."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def who() -> dict[str, Any]:
    """The account, as the system knows it, and a hub's own name for its user."""
    hub = os.environ.get("JUPYTERHUB_USER")
    return {
        "user": _account(),
        **({"hub": plain(hub)} if hub else {}),
        "uid": os.getuid() if hasattr(os, "getuid") else None,
        "host": plain(platform.node()),
    }


@cache
def _account() -> str:
    """Not from the environment, where anybody can be anybody, if the system tells."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        try:
            return getpass.getuser()
        except (ImportError, KeyError, OSError):
            return ""


def plain(text: str) -> str:
    """A place's name in one line, without what looks like a value.

    >>> plain("export: s3://key:word@bucket/a.csv?sig=abc of jane@acme.com")
    'export: s3://bucket/a.csv of [...]'
    """
    text = str(text)[: 4 * _MOST_TEXT]
    for pattern, instead in _VALUES:
        text = pattern.sub(instead, text)
    return text if len(text) <= _MOST_TEXT else text[: _MOST_TEXT - 3] + "..."


def _counts(entities: Mapping[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entity, count in list(entities.items())[:_MOST_ENTITIES]:
        name = entity if _ENTITY.fullmatch(str(entity)) else "OTHER"
        counts[name] = counts.get(name, 0) + int(count)
    return counts
