"""``%load_ext nbguard`` and ``%unload_ext nbguard``."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from nbguard.kernel.session import Session, find_policy

_sessions: WeakKeyDictionary[Any, Session] = WeakKeyDictionary()


def load_ipython_extension(shell: Any) -> None:
    """Guard everything that leaves ``shell`` from now on; a second time changes nothing."""
    if shell not in _sessions:
        _sessions[shell] = session = Session(shell, find_policy())
        session.start()


def unload_ipython_extension(shell: Any) -> None:
    """Undo it all: ``shell`` is as if it had never been guarded."""
    if session := _sessions.pop(shell, None):
        session.stop()
