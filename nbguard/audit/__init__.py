"""What was masked, revealed, restored, allowed, switched off, exported, refused: never a value.

Surfaces call ``record`` and forget it; it never raises and never asks for anything. The log is
in ``journal``, its form in ``entry``, its check in ``chain``, who else is told in ``sinks``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nbguard.audit.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EVENTS", "flush", "record"]

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
        return not _said
    return _append(event, where, entities, note)


def flush() -> None:
    """Write now what is summed in memory; whoever stops guarding calls it."""
    _tally.flush()


def _append(event: str, where: str, entities: Mapping[str, int] | None, note: str) -> bool:
    try:
        from nbguard.audit import entry, journal  # a session that masks nothing never needs it

        journal.Journal().append(entry.describe(event, where, entities, note))
    except Exception as error:  # noqa: BLE001 nothing that goes wrong here may stop the guard
        _say_once(getattr(error, "strerror", None) or type(error).__name__)
        return False
    return True


def _say_once(reason: str) -> None:
    """Tell the user on the error stream, once per reason and process."""
    if reason not in _said:
        _said.add(reason)
        text = f"nbguard: the audit log cannot be written ({reason}); the guard goes on"
        try:
            print(text, file=sys.stderr)  # noqa: T201
        except (OSError, ValueError, AttributeError):  # the stream is closed: nobody to tell
            return


_tally = Tally(lambda where, counts: _append(_SUMMED, where, counts, ""))
