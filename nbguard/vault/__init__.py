"""``nbguard.save`` and ``nbguard.load``: a table on disk that only your key can read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from nbguard import audit, files
from nbguard.errors import KeyMissing, NbguardError, PolicyError
from nbguard.policy import Policy
from nbguard.vault import content

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

__all__ = ["load", "save"]


def save(frame: Any, path: str | os.PathLike[str], *, key: str = "default") -> None:
    """Write a table encrypted (AES-256-GCM), as a whole or not at all, for its owner's eyes only.

    ``frame`` is a frame or series of pandas (needs ``nbguard[tables]``) or polars, or a pyarrow
    Table; types and index come back with ``load``. ``key`` names the key, made on first use: who
    loses it loses the table. Raises TableError, KeyMissing, UnreadableFile (the file at ``path``
    is then as it was).

    >>> import pandas as pd
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(pd.DataFrame({"name": ["Jane Roe"], "born": [1990]}), f"{folder}/people.nbg")
    ...     load(f"{folder}/people.nbg").dtypes["born"]
    dtype('int64')
    """
    from nbguard.vault import cipher  # imports cryptography

    if not key.isidentifier():
        raise KeyMissing(f"key={key!r} is no name of a key, as 'team' is")
    kind = content.kind_of(frame)
    data = cipher.encrypted(content.dump(frame, kind), {"kind": kind}, key)
    _named(path, lambda: files.write(os.fspath(path), data, private=True))
    audit.record("exported", where=f"nbguard.save {os.fspath(path)}", note="encrypted")


def load(path: str | os.PathLike[str]) -> Any:
    """The table that ``save`` wrote, of the same library and with the same types.

    Raises RestoreError where the file was changed or cut short, KeyMissing where its key is not
    here, PolicyError where the policy's roles let you not restore, UnreadableFile.
    """
    from nbguard.vault import cipher  # imports cryptography

    where = f"nbguard.load {os.fspath(path)}"
    policy = Policy.find(Path.cwd())
    if not policy.may("restore"):
        audit.record("refused", where=where, note="restore")
        raise PolicyError(f"the policy lets you not restore ({policy.source})")
    data, about = _named(path, lambda: cipher.decrypted(files.read(os.fspath(path))))
    frame = content.load(data, str(about.get("kind")))
    audit.record("restored", where=where)
    return frame


def _named(path: str | os.PathLike[str], work: Callable[[], T]) -> T:
    """What ``work`` gives; its errors name the file."""
    try:
        return work()
    except NbguardError as error:
        raise type(error)(f"{os.fspath(path)}: {error}") from None
