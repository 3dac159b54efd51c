"""Presidio's logger is silent while nbguard works, and only then, and only here."""

from __future__ import annotations

import logging
import threading

import pytest

from nbguard.detect.quiet import quiet

LOGGER = logging.getLogger("presidio-analyzer")


def test_silent_inside_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    LOGGER.warning("before")
    with quiet():
        LOGGER.warning("inside")
        other = threading.Thread(target=LOGGER.warning, args=("in another thread",))
        other.start()
        other.join()
    LOGGER.warning("after")
    assert caplog.messages == ["before", "in another thread", "after"]


def test_an_error_ends_the_silence(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ZeroDivisionError), quiet():
        raise ZeroDivisionError
    LOGGER.warning("after")
    assert caplog.messages == ["after"]


def test_filters_do_not_pile_up() -> None:
    for _ in range(5):
        with quiet():
            pass
    assert len(LOGGER.filters) == 1
