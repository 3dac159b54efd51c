"""``nbguard install --kernel``: every session of a real kernel is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jupyter_client.manager import start_new_kernel

from nbguard.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from jupyter_client import BlockingKernelClient

MAIL = "wilhelmina.quist@canary-post.com"


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "ipython" / "profile_default"


def _printed(client: BlockingKernelClient) -> str:
    pieces: list[str] = []

    def collect(message: dict[str, dict[str, str]]) -> None:
        pieces.append(message["content"].get("text", ""))

    client.execute_interactive(f"print('{MAIL}')", output_hook=collect, timeout=60)
    return "".join(pieces)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the client's own
def test_a_session_is_guarded_from_its_first_cell(profile: Path) -> None:
    assert main(["install", "--kernel"]) == 0
    assert profile.is_dir()
    manager, client = start_new_kernel()
    try:
        printed = _printed(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert MAIL not in printed
    assert "[EMAIL_ADDRESS_1]" in printed


def test_it_is_done_once_and_undone(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["install", "--kernel"])
    main(["install", "--kernel"])
    assert "nothing to do" in capsys.readouterr().out
    main(["install", "--uninstall"])
    assert list((profile / "startup").iterdir()) == []


def test_the_users_own_startup_files_stay(profile: Path) -> None:
    own = profile / "startup" / "10-mine.py"
    own.parent.mkdir(parents=True)
    own.write_text("x = 1\n")
    main(["install", "--kernel"])
    main(["install", "--kernel", "--uninstall"])
    assert [path.name for path in own.parent.iterdir()] == ["10-mine.py"]


def test_nothing_asked_is_wrong_usage(profile: Path) -> None:
    assert main(["install"]) == 2
    assert not profile.exists()
