"""What was masked, revealed, restored, allowed, switched off, exported, refused: never a value.

Surfaces call ``record`` and forget it; it never raises and never asks for anything. The log is
in ``journal``, its form in ``entry``, its check in ``chain``, who else is told in ``sinks``.
"""

from __future__ import annotations

import atexit
import sys
from typing import TYPE_CHECKING, Any

from nbguard.audit.outbox import Outbox
from nbguard.audit.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbguard.audit.journal import Journal

__all__ = ["EVENTS", "configure", "flush", "record"]

EVENTS = (
    "masked",
    "redacted",
    "revealed",
    "restored",
    "allowed",
    "switched_off",
    "exported",
    "refused",
    "alert",
)
_SUMMED = "masked"
_BROKEN = "the audit log cannot be written"
_FAREWELL = 3.0
"""Seconds that a process which ends gives its receivers."""
_said: set[str] = set()


def record(
    event: str, *, where: str = "", entities: Mapping[str, int] | None = None, note: str = ""
) -> bool:
    """Add a line to the user's audit log; False: it could not be written, which is said once.

    ``event`` is one of ``EVENTS``; ``where`` names a surface and a place, and like ``note``
    never a value; ``entities`` counts values by entity. "masked" is summed and written every
    few seconds, and when the process ends.
    """
    if event == _SUMMED and not note:
        _tally.add(where, entities or {})
        return not any(text.startswith(_BROKEN) for text in _said)
    return _append(event, where, entities, note)


def configure(settings: Mapping[str, Any]) -> None:
    """Who else is told from now on: a policy's ``audit``, whose webhook no value ever reaches."""
    _settings.clear()
    _settings.update(settings)


def flush() -> None:
    """Write now what is summed in memory, and give receivers a moment to take what is theirs."""
    _tally.flush()
    _outbox.wait(_FAREWELL)


def _append(event: str, where: str, entities: Mapping[str, int] | None, note: str) -> bool:
    try:
        from nbguard.audit import entry, journal  # a session that masks nothing never needs it

        log = journal.Journal()
        line = log.append(entry.describe(event, where, entities, note))
    except Exception as error:  # noqa: BLE001 nothing that goes wrong here may stop the guard
        reason = getattr(error, "strerror", None) or type(error).__name__
        _say_once(f"{_BROKEN} ({reason}); the guard goes on")
        return False
    if _settings:
        settings = dict(_settings)
        _outbox.put(lambda: _pass_on(settings, line, log))
    return True


def _pass_on(settings: Mapping[str, Any], line: bytes, log: Journal) -> None:
    try:
        from nbguard.audit.sinks import Sinks  # most policies name no receiver

        Sinks(settings, _say_once).tell(line, log)
    except Exception as error:  # noqa: BLE001 the line is written: nothing is lost
        _say_once(f"the audit log could not be passed on ({type(error).__name__})")


def _say_once(text: str) -> None:
    """Tell the user on the error stream, once per text and process."""
    if text not in _said:
        _said.add(text)
        try:
            print(f"nbguard: {text}", file=sys.stderr)  # noqa: T201
        except (OSError, ValueError, AttributeError):  # the stream is closed: nobody to tell
            return


_tally = Tally(lambda where, counts: _append(_SUMMED, where, counts, ""))
_outbox = Outbox()
_settings: dict[str, Any] = {}
atexit.register(flush)
