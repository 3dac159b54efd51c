"""Allow one value more: the policy file gains an entry, and stays as its author wrote it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbguard import files
from nbguard.errors import PolicyError, UnreadableFile

_FILE = "nbguard.toml"
_EXPRESSION = "re:"


def allow_value(source: str | Path, value: str) -> Path:
    """Add ``value`` to ``allow`` of a policy file, whose comments and layout stay.

    ``source`` is the file (a policy's ``source``: nbguard.toml or pyproject.toml), or a folder,
    in which nbguard.toml is written. Gives the file's path. Raises PolicyError, which never
    quotes the value; then the file is as it was.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     print(allow_value(folder, "help@acme.com").read_text())
    allow = ["help@acme.com"]
    <BLANKLINE>
    """
    path = Path(source)
    path = path / _FILE if path.is_dir() else path
    entry = _EXPRESSION + re.escape(value) if value.startswith(_EXPRESSION) else value
    try:
        old = files.read(str(path)).decode() if path.exists() else ""
        new = _with_entry(path, old, entry)
        if new != old:
            files.write(str(path), new.encode())
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: {error}") from None
    return path


def _with_entry(path: Path, text: str, entry: str) -> str:
    import tomlkit  # only a click on "allow" needs it
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        settings = _settings(document, path)
        allowed = settings.setdefault("allow", [])
        if not isinstance(allowed, list):
            raise PolicyError(f"{path}: allow must be a list")
        if entry in allowed:
            return text
        allowed.append(entry)
        new: str = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise PolicyError(f"{path}: not TOML: {error}") from None
    return new.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else new


def _settings(document: Any, path: Path) -> Any:
    """The table of nbguard's settings, made where there is none yet."""
    import tomlkit

    if path.name != "pyproject.toml":
        return document
    tools = document.setdefault("tool", tomlkit.table(is_super_table=True))
    return tools.setdefault("nbguard", tomlkit.table())
