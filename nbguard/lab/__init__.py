"""The Jupyter Server side: end points for the Lab extension, and a guard around every save.

``pip install nbguard`` and a restart of the server is all. Nothing here is imported by the rest
of nbguard, and importing it needs no Jupyter Server.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter Server finds the extension."""
    return [{"module": "nbguard.lab"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Put the guard on a server that is starting; where that fails, it is said loudly."""
    try:
        from nbguard.lab.extension import load  # knows jupyter_server

        load(server)
    except Exception:
        server.log.critical("nbguard could not be loaded: notebooks are NOT guarded when saved")
        raise
