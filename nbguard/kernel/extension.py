"""``%load_ext nbguard`` and ``%unload_ext nbguard``."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from nbguard import audit
from nbguard.errors import PolicyError
from nbguard.kernel.session import Session, open_session, say

_sessions: WeakKeyDictionary[Any, Session] = WeakKeyDictionary()


def load_ipython_extension(shell: Any) -> None:
    """Guard everything that leaves ``shell`` from now on; a second time changes nothing."""
    if shell not in _sessions:
        _sessions[shell] = open_session(shell)
        _sessions[shell].start()


def unload_ipython_extension(shell: Any) -> None:
    """Undo it all: ``shell`` is as if it had never been guarded; or stay, by the policy's word."""
    session = _sessions.get(shell)
    if session is None:
        return
    try:
        session.refuse_unless("switch_off")
    except PolicyError as error:
        say(f"nbguard: stays loaded: {error}")
        return
    del _sessions[shell]
    audit.record("switched_off", where="kernel", note="unloaded")
    session.stop()
