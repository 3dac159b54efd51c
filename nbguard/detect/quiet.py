"""Presidio's log lines can quote the text: while nbguard works, they go nowhere."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_working: ContextVar[bool] = ContextVar("nbguard_working", default=False)
_LOGGERS = ("presidio-analyzer", "decision_process")


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what Presidio logs inside the block, in this thread of work only."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_allowed)  # added once: equal filters are not repeated
    token = _working.set(True)
    try:
        yield
    finally:
        _working.reset(token)


def _allowed(_: logging.LogRecord) -> bool:
    return not _working.get()
