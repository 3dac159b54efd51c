"""Where a table goes: the class of the place, and its name without credentials."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=://|::)")
_PUBLIC_NAMES = {
    "public", "public_html", "www", "wwwroot", "htdocs", "_site", "gh-pages",
}  # fmt: skip
_PUBLIC_ROOTS = ("/var/www", "/srv/www", "/srv/http", "/usr/share/nginx")
_SYNCED = re.compile("dropbox|onedrive|google ?drive|icloud ?drive|nextcloud", re.IGNORECASE)
_MOST = 120


class Destination(NamedTuple):
    """``kind`` is local, remote, public, clipboard or database; ``name`` is for people."""

    kind: str
    name: str


def of(target: Any, kind: str = "", filesystem: Any = None) -> Destination | None:
    """The destination that ``target`` names; None where the data stays in memory.

    ``kind`` is known already for databases and the clipboard.

    >>> of("s3://key:word@bucket/a.csv?x=1")
    Destination(kind='remote', name='s3://bucket/a.csv')
    >>> of("a.csv"), of(io.StringIO())
    (Destination(kind='local', name='a.csv'), None)
    """
    if kind == "clipboard":
        return Destination(kind, "")
    if kind == "database":
        return Destination(kind, _database(target))
    if target is None or isinstance(target, (io.BytesIO, io.StringIO)):
        return None
    if target in (sys.stdout, sys.stderr):  # the screen is guarded on its own
        return None
    if filesystem is not None and not type(filesystem).__name__.startswith("Local"):
        return Destination("remote", f"{type(filesystem).__name__}: {_short(str(target))}")
    return _place(_text(target))


def _text(target: Any) -> str:
    """A path or a URL; of a file that is open already, its own."""
    if isinstance(target, (str, os.PathLike)):
        return os.fsdecode(target)
    for attribute in ("full_name", "path", "_path", "name", "filename", "base_path", "table_uri"):
        text = getattr(target, attribute, None)
        if isinstance(text, (str, os.PathLike)):
            return _protocol(target) + os.fsdecode(text)
    return ""


def _protocol(target: Any) -> str:
    """What fsspec calls the place of a file that it has opened."""
    protocol = getattr(getattr(target, "fs", None), "protocol", "")
    protocol = protocol if isinstance(protocol, str) else next(iter(protocol or ()), "")
    return f"{protocol}://" if protocol and protocol not in ("file", "local") else ""


def _place(text: str) -> Destination | None:
    scheme = _SCHEME.match(text)
    if scheme and scheme[0].lower() == "memory":  # fsspec's
        return None
    if scheme and scheme[0].lower() not in ("file", "local"):
        return Destination("remote", address(text))
    path = Path(re.sub(r"^file:(//)?", "", text)).expanduser()
    real = Path(os.path.realpath(path))
    if any(_SYNCED.search(part) for part in real.parts):
        return Destination("remote", _short(str(path)))
    public = _PUBLIC_NAMES & {part.lower() for part in real.parts[:-1]}
    if public or str(real).startswith(_PUBLIC_ROOTS):
        return Destination("public", _short(str(path)))
    return Destination("local", _short(str(path)) if text else "an open file")


def address(url: str) -> str:
    """A URL without user, password, query and fragment; only its scheme if it cannot be read.

    >>> address("postgresql+psycopg://jane:word@db:5432/shop?sslmode=off")
    'postgresql+psycopg://db/shop'
    """
    url = url.removeprefix("jdbc:")
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return url.partition(":")[0]
    # Without slashes it may be anything, a connection string with its password for one.
    return _short(f"{parts.scheme}://{host}{parts.path}" if "://" in url else parts.scheme)


def _database(target: Any) -> str:
    """The database's address, or the class of a connection; a Spark table by its name."""
    if isinstance(target, str):
        return address(target) if ":" in target else _short(target)
    url = getattr(getattr(target, "engine", target), "url", None)
    if url is not None:
        return address(f"{url.drivername}://{url.host or ''}/{url.database or ''}")
    return type(target).__module__.partition(".")[0] if target is not None else ""


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"...{text[-_MOST + 3 :]}"
