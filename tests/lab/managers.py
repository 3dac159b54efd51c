"""Contents managers that are not Jupyter's own, for servers under test."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.contents.filecheckpoints import AsyncGenericFileCheckpoints
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from traitlets import default


class Remote(AsyncLargeFileManager):
    """Tells nobody where its files are, as one that keeps them elsewhere; copies by itself."""

    @default("checkpoints_class")
    def _own_checkpoints(self) -> type:
        return AsyncGenericFileCheckpoints

    async def copy(self, from_path: str, to_path: str | None = None) -> Any:
        """A copy that never passes ``save``."""
        model = await self.get(from_path, content=False)
        name = await self.increment_filename(model["name"], to_path or "", insert="-Copy")
        target = f"{to_path}/{name}".strip("/")
        content = (await self.get(from_path, type="file", format="base64"))["content"]
        await self._save_file(self._get_os_path(target), content, "base64")
        return await self.get(target, content=False)


def replace(server: Any) -> None:
    """Put another manager in place of the server's, as some extensions do while it starts."""
    manager = AsyncLargeFileManager(parent=server, log=server.log)
    server.contents_manager = manager
    server.web_app.settings["contents_manager"] = manager


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "tests.lab.managers"}]


_load_jupyter_server_extension = replace
