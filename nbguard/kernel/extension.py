"""``%load_ext nbguard`` and ``%unload_ext nbguard``."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from nbguard.kernel.session import Session, open_session, say

_sessions: WeakKeyDictionary[Any, Session] = WeakKeyDictionary()


def load_ipython_extension(shell: Any) -> None:
    """Guard everything that leaves ``shell`` from now on; a second time changes nothing."""
    if shell not in _sessions:
        _sessions[shell] = open_session(shell)
        _sessions[shell].start()


def unload_ipython_extension(shell: Any) -> None:
    """Undo it all: ``shell`` is as if it had never been guarded; a pinned session stays."""
    session = _sessions.get(shell)
    if session and session.pinned:
        say("nbguard: stays loaded: the administrator's policy forbids this")
    elif session:
        del _sessions[shell]
        session.stop()
