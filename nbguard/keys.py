"""Secret keys: from the environment, or made on first need in the user's own folder.

A key never appears in a message, a log or a repr. Files are 0600 in a 0700 folder.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from nbguard.errors import KeyMissing

_SIZE = 32


def home() -> Path:
    """The folder of keys, cache and audit log: ``NBGUARD_HOME``, or the platform's own."""
    if given := os.environ.get("NBGUARD_HOME"):
        return Path(given).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "nbguard"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "nbguard"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "nbguard"


def load(name: str = "default") -> bytes:
    """The 32 bytes of the key called ``name``, made on first need.

    ``NBGUARD_KEY`` (or ``NBGUARD_KEY_<NAME>``) holds it as hexadecimal, which is how a team and
    its CI share one. Raises KeyMissing where it cannot be read or written.
    """
    variable = "NBGUARD_KEY" if name == "default" else f"NBGUARD_KEY_{name.upper()}"
    if given := os.environ.get(variable):
        return _decode(given, f"environment variable {variable}")
    path = home() / "keys" / f"{name}.key"
    try:
        return _decode(path.read_text("ascii"), str(path))
    except FileNotFoundError:
        return _create(path)
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMissing(f"the key in {path} cannot be read ({type(error).__name__})") from None


def _decode(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != _SIZE:
        raise KeyMissing(f"{where} does not hold a key: {_SIZE * 2} hexadecimal digits")
    return key


def _create(path: Path) -> bytes:
    """Write a new key; when two processes race, both use the one that was linked first."""
    key = secrets.token_bytes(_SIZE)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key.hex())
        try:
            os.link(draft, path)
        except FileExistsError:
            return _decode(path.read_text("ascii"), str(path))
        finally:
            draft.unlink()
    except OSError as error:
        raise KeyMissing(f"no key can be made in {path.parent} ({type(error).__name__})") from None
    return key
