"""Secret keys: from the environment, the system's keyring, or made in the user's own folder.

A key never appears in a message, a log or a repr. Files are 0600 in a 0700 folder. A name stands
for a ring of keys: the current one makes new hashes and ciphers, older ones still restore.

    NBGUARD_KEY, NBGUARD_KEY_<NAME>   hexadecimal, the current key first, older ones after commas
    NBGUARD_KEYRING=1                 the system's keyring (needs ``nbguard[keyring]``)
    <home>/keys/<name>.key            the current key; <name>.<id>.key are older ones
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nbguard import files
from nbguard.errors import KeyMissing

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIZE = 32
_SERVICE = "nbguard"


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
    """The 32 bytes of the current key called ``name``, made on first need.

    Raises KeyMissing where it cannot be read or made.
    """
    if given := os.environ.get(_variable(name)):
        return _decode_ring(given, f"environment variable {_variable(name)}")[0]
    if os.environ.get("NBGUARD_KEYRING"):
        return _from_keyring(name)[0]
    path = _folder() / f"{name}.key"
    try:
        return _read(path)
    except FileNotFoundError:
        return _create(path)


def find(key_id: str, name: str = "default", *others: str) -> bytes:
    """The key whose ``identify`` is ``key_id``, current or older, called ``name`` or as others.

    Raises KeyMissing, which says what is lost with the key and how to bring it back.
    """
    for known in dict.fromkeys([name, *others]):
        for key in ring(known):
            if identify(key) == key_id:
                return key
    remedy = (
        f"bring {name}.key or {name}.{key_id}.key back into {_folder()}, or put the key after a "
        f"comma in {_variable(name)}"
    )
    if os.environ.get("NBGUARD_KEYRING"):
        remedy = (
            f"put it into the system's keyring ({_SERVICE}, {name}) after a comma, or name the key "
            "that it is: restore(..., key='team')"
        )
    raise KeyMissing(
        f"key {key_id} is not here, and what it encrypted cannot be restored without it: {remedy}"
    )


def rotate(name: str = "default") -> str:
    """Make a new current key, keep the old one for ``restore``; gives the new key's id.

    Hashes and fakes change with the key: tables redacted before no longer join with new ones.
    """
    if os.environ.get(_variable(name)):
        raise KeyMissing(
            f"{_variable(name)} is set by hand, so it is rotated by hand: put the new key first "
            "and the old one after a comma"
        )
    old = load(name)
    if os.environ.get("NBGUARD_KEYRING"):
        _store_in_keyring(name, [os.urandom(_SIZE), *_from_keyring(name)])
    else:
        path = _folder() / f"{name}.key"
        path.replace(path.with_name(f"{name}.{identify(old)}.key"))
    return identify(load(name))


def identify(key: bytes) -> str:
    """Eight hexadecimal digits that tell keys apart and nothing else about them."""
    from hashlib import blake2b  # not on the way of a scan that finds nothing

    return blake2b(key=key, digest_size=4, person=b"nbguard key id").hexdigest()


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose only, so that a hash never helps with a cipher."""
    from hashlib import blake2b

    return blake2b(purpose.encode(), key=key, digest_size=_SIZE).digest()


def _variable(name: str) -> str:
    return "NBGUARD_KEY" if name == "default" else f"NBGUARD_KEY_{name.upper()}"


def ring(name: str = "default") -> list[bytes]:
    """Every key that ``name`` stands for, the current one first; makes none."""
    if given := os.environ.get(_variable(name)):
        return _decode_ring(given, f"environment variable {_variable(name)}")
    if os.environ.get("NBGUARD_KEYRING"):
        return _in_keyring(name)
    return [_read(path) for path in sorted(_folder().glob(f"{name}.*key"), key=_current_first)]


def names() -> list[str]:
    """What keys are called, in the environment and in the folder; a keyring does not tell."""
    start = _variable("")
    given = (v.removeprefix(start).lower() for v in os.environ if v.startswith(start))
    stored = (path.name.partition(".")[0] for path in _folder().glob("*.key"))
    return sorted({"default", *given, *stored} - {"", "ring"})


def carried(which: Iterable[str], *, older: bool = False) -> dict[str, str]:
    """Environment variables that give another machine the same keys, the ``older`` ones too."""
    rings = {name: ring(name) if older else [load(name)] for name in which}
    return {_variable(n): ",".join(key.hex() for key in keys) for n, keys in rings.items() if keys}


def _folder() -> Path:
    return home() / "keys"


def _current_first(path: Path) -> tuple[int, str]:
    return path.name.count("."), path.name


def _decode_ring(text: str, where: str) -> list[bytes]:
    return [_decode(part, where) for part in text.split(",")]


def _decode(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != _SIZE:
        raise KeyMissing(f"{where} does not hold a key: {_SIZE * 2} hexadecimal digits")
    return key


def _read(path: Path) -> bytes:
    try:
        return _decode(path.read_text("ascii"), str(path))
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMissing(f"the key in {path} cannot be read ({type(error).__name__})") from None


def _create(path: Path) -> bytes:
    """Write a new key; when two processes race, both use the one that was linked first."""
    key = os.urandom(_SIZE)
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        files.make_private(path.parent)
        try:
            with os.fdopen(
                os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
            ) as file:
                file.write(key.hex())
                file.flush()
                os.fsync(file.fileno())  # what is encrypted with a lost key is lost, too
            os.link(draft, path)
        except FileExistsError:
            return _read(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise KeyMissing(f"no key can be made in {path.parent} ({type(error).__name__})") from None
    return key


def _from_keyring(name: str) -> list[bytes]:
    if not (known := _in_keyring(name)):
        _store_in_keyring(name, [os.urandom(_SIZE)])
        known = _in_keyring(name)
    if not known:
        raise KeyMissing("the system's keyring took a key and does not give it back")
    return known


def _in_keyring(name: str) -> list[bytes]:
    text = _keyring("get_password", _SERVICE, name)
    return _decode_ring(text, f"the system's keyring ({_SERVICE}, {name})") if text else []


def _store_in_keyring(name: str, ring: list[bytes]) -> None:
    _keyring("set_password", _SERVICE, name, ",".join(key.hex() for key in ring))


def _keyring(verb: str, *words: str) -> str | None:
    try:
        import keyring  # an extra, and slow to import
    except ImportError:
        raise KeyMissing("NBGUARD_KEYRING needs: pip install 'nbguard[keyring]'") from None
    try:
        answer: str | None = getattr(keyring, verb)(*words)
    except keyring.errors.KeyringError as error:
        raise KeyMissing(f"the system's keyring said no ({type(error).__name__})") from None
    return answer
