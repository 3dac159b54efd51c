"""The kernel process's own descriptors: what goes through the pipe comes out whole and safe."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from nbguard.kernel.echo import Echo
from nbguard.kernel.shield import Shield
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIL = "wilhelmina.quist@canary-post.com"


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[bytes]], str]:
    """What arrives in a file that the pieces are written to, each at once."""

    def write(pieces: list[bytes]) -> str:
        paths = [tmp_path / "out", tmp_path / "err"]
        numbers = [os.open(path, os.O_WRONLY | os.O_CREAT) for path in paths]
        for name, number in zip(("stdout", "stderr"), numbers, strict=True):
            stream = SimpleNamespace(_original_stdstream_copy=number)
            monkeypatch.setattr(sys, name, stream)
        shield = Shield(Policy(), seconds=60)
        shield.load()
        echo = Echo(shield)
        monkeypatch.undo()
        echo.install()
        for piece in pieces:
            os.write(numbers[0], piece)
        echo.remove()
        shield.stop()
        for number in numbers:
            os.close(number)
        return paths[0].read_text("utf-8")

    return write


def test_a_value_is_masked(written: Callable[[list[bytes]], str]) -> None:
    assert written([f"to {MAIL}\n".encode()]) == "to [EMAIL_ADDRESS_1]\n"


def test_a_character_that_a_piece_cuts_in_two_comes_out_whole(
    written: Callable[[list[bytes]], str],
) -> None:
    text = "é" * 100_000 + "\n"
    assert written([b"x", text.encode()]) == f"x{text}"
