from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from nbguard.doctor import Result, Site, every_check, examine

if TYPE_CHECKING:
    from pathlib import Path

Place = Callable[..., Site]
Look = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder outside git."""
    path = tmp_path / "work"
    path.mkdir()
    return path


@pytest.fixture
def place(tmp_path: Path, folder: Path) -> Place:
    """Makes a site of its own: no home, process or setting of the developer's is in it."""

    def make(where: Path = folder, **given: Any) -> Site:
        for name in ("home", "proc", "prefix"):
            (tmp_path / name).mkdir(exist_ok=True)
        here = {name: tmp_path / name for name in ("home", "proc", "prefix")}
        return Site(where, **{"environ": {}, "user": 1000, **here, **given})

    return make


@pytest.fixture
def look() -> Look:
    """The result of one check at a site."""

    def run(name: str, site: Site) -> Result:
        (check,) = [check for check in every_check() if check.id == name]
        (result,) = examine(site, [check])
        assert not result.bug, result.said
        return result

    return run
