"""Where a policy is written down: nbguard.toml, or ``[tool.nbguard]`` in pyproject.toml."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from nbguard.errors import PolicyError

if TYPE_CHECKING:
    from pathlib import Path


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
