"""Keys: made on first need, private, and never shown."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nbguard import keys
from nbguard.errors import KeyMissing


def test_a_key_is_made_once_and_private(home: Path) -> None:
    key = keys.load()
    assert len(key) == 32
    assert keys.load() == key
    mode = stat.S_IMODE((home / "keys" / "default.key").stat().st_mode)
    assert sys.platform == "win32" or mode == 0o600


def test_names_are_different_keys(home: Path) -> None:
    assert keys.load("baseline") != keys.load("cache")


def test_racers_get_the_same_key(home: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: keys.load(), range(64)))) == 1
    assert [p.name for p in (home / "keys").iterdir()] == ["default.key"]


def test_the_environment_wins(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", "ab" * 32)
    assert keys.load("baseline") == b"\xab" * 32
    assert not (home / "keys").exists()


def test_a_wrong_key_is_not_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGUARD_KEY", "not-a-key-but-secret")
    with pytest.raises(KeyMissing) as caught:
        keys.load()
    assert "NBGUARD_KEY" in str(caught.value)
    assert "secret" not in str(caught.value)
