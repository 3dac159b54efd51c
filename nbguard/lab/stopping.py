"""A server that is told to stop ends the saves under way first, and waits for none for ever.

Jupyter stops its loop wherever a save may be. A save that reads or writes by a thread of AnyIO's,
and waits for the engine when the loop stops, leaves that thread waiting for work, and Python
waits for the thread when it ends: the server hangs.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbguard.lab.desk import Desk

_PATIENCE = 5.0
_AFTERWARDS = 1.0
_STEP = 0.05


def attach(server: Any, desk: Desk) -> None:
    """Put the end of what is under way before the server's own ``stop``."""
    stop = server.stop

    async def end() -> None:
        await _settled(desk, _PATIENCE)
        desk.close()  # what still waits is refused now, and whatever comes
        await _settled(desk, _AFTERWARDS)
        stop()

    def ended(from_signal: bool = False) -> None:
        desk.stopping = True
        loop = server.io_loop
        (loop.add_callback_from_signal if from_signal else loop.add_callback)(end)

    server.stop = ended


async def _settled(desk: Desk, seconds: float) -> None:
    """When nothing is under way, or so many seconds later."""
    for _ in range(round(seconds / _STEP)):
        if not desk.under_way:
            return
        await asyncio.sleep(_STEP)
