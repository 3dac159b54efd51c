"""Where a policy is written down: nbguard.toml, or ``[tool.nbguard]`` in pyproject.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbguard.errors import PolicyError


def read_toml(path: Path) -> dict[str, Any]:
    """The whole table of a TOML file; PolicyError names the file and the line."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        with path.open("rb") as file:
            table: dict[str, Any] = tomllib.load(file)
            return table
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: not TOML: {error}") from None


def settings(path: Path) -> dict[str, Any]:
    """The settings in a policy file."""
    table = read_toml(path)
    if path.name == "pyproject.toml":
        return dict(table.get("tool", {}).get("nbguard", {}))
    if "nbguard" in table.get("tool", {}):
        raise PolicyError(
            f"{path}: write its keys without [tool.nbguard], which is pyproject.toml's"
        )
    return table


def nearest(start: str | Path) -> Path | None:
    """The policy file of the nearest folder upwards that has one."""
    start = Path(start).absolute()
    for folder in [start, *start.parents]:
        if (folder / "nbguard.toml").is_file():
            return folder / "nbguard.toml"
        pyproject = folder / "pyproject.toml"
        if pyproject.is_file() and "nbguard" in read_toml(pyproject).get("tool", {}):
            return pyproject
    return None
