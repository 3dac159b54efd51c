"""Put the guard on a Jupyter Server: around its contents manager, and under its own address."""

from __future__ import annotations

from typing import Any

from tornado.ioloop import IOLoop

from nbguard.lab import stopping
from nbguard.lab.desk import Desk
from nbguard.lab.engine import Engine
from nbguard.lab.handlers import handlers
from nbguard.lab.saving import SaveGuard

_COLLABORATION = "jupyter_server_ydoc"
_KEPT_APART = (
    "jupyter-collaboration keeps what is typed and shown in .jupyter_ystore.db, as it is; "
    "put that file where it is forgotten (--SQLiteYStore.db_path=...): see docs/lab.md"
)


def load(server: Any) -> None:
    """Guard the server's contents manager, add the end points, and warm the engine up."""
    root = str(getattr(server.contents_manager, "root_dir", "") or server.root_dir)
    engine = Engine(root)
    desk = Desk(engine)
    guard = SaveGuard(desk)

    def attach() -> None:
        guard.attach(server.contents_manager)
        guard.attach(server.web_app.settings.get("contents_manager", server.contents_manager))

    attach()
    # Another extension may put a manager of its own in place while the server starts.
    IOLoop.current().add_callback(attach)
    server.web_app.settings["nbguard"] = desk
    server.web_app.add_handlers(".*$", handlers(server.web_app.settings["base_url"], attach))
    stopping.attach(server, desk)
    engine.submit("warm")
    server.log.info("nbguard guards every save of a notebook")
    if _COLLABORATION in server.extension_manager.extensions:
        server.log.warning("nbguard: %s", _KEPT_APART)
