"""Every test has a home of its own: no test reads or writes the developer's keys or cache."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``NBGUARD_HOME`` of this test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NBGUARD_HOME", str(folder))
    return folder
