"""Notebooks that are on the disk already, and are about to be moved, copied or brought back."""

from __future__ import annotations

import base64
import os
import shutil
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_server.services.contents.checkpoints import GenericCheckpointsMixin
from jupyter_server.services.contents.filecheckpoints import FileCheckpoints
from tornado.web import HTTPError

from nbguard import files
from nbguard.errors import NbguardError
from nbguard.lab import messages
from nbguard.lab.waiting import result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.lab.verdicts import Judge

_SUFFIX = ".ipynb"


class Disk:
    """The files of one contents manager; of managers without files, their models."""

    def __init__(self, manager: Any, judge: Judge) -> None:
        self._manager = manager
        self._judge = judge
        self._write = manager.save

    async def make_safe(self, path: str, name: str) -> None:
        """Clean a file, and its checkpoints, that is about to get a notebook's name."""
        if await result(self._manager.dir_exists(path)):
            return
        if not await result(self._manager.file_exists(path)):
            return
        plan = self._judge.plan(name)
        if plan.mode == "off":
            return
        model = await result(self._manager.get(path, content=True, type="file"))
        old = _data(model)
        new = await self._judge.safe_bytes(old, name, plan)
        if new is not None:
            content = base64.b64encode(new).decode("ascii")
            await result(
                self._write({"type": "file", "format": "base64", "content": content}, path)
            )
            self._sign_like(old, new)
        for checkpoint in await result(self._manager.list_checkpoints(path)):
            await self.make_checkpoint_safe(checkpoint["id"], path, name)

    async def clean_checkpoint_of(self, path: str) -> Any:
        """A checkpoint that holds the file's clean form; None: the file itself is clean."""
        plan = self._judge.plan(path)
        if plan.mode in ("off", "warn"):
            return None
        plan = plan._replace(mode="redact")
        kept = self._manager.checkpoints
        if isinstance(kept, FileCheckpoints) and hasattr(self._manager, "_get_os_path"):
            old = _read(self._manager._get_os_path(path))
            new = await self._judge.safe_bytes(old, path, plan, note=False)
            if new is None:
                return None
            place = kept.checkpoint_path("checkpoint", path)
            _write(place, new)
            self._sign_like(old, new)
            return await result(kept.checkpoint_model("checkpoint", place))
        model = await result(self._manager.get(path, content=True))
        safe = await self._judge.safe(model, path, plan)
        if safe is model:
            return None
        if not isinstance(kept, GenericCheckpointsMixin):
            raise HTTPError(422, messages.failed("the file holds findings; save it first"))
        return await result(
            kept.create_notebook_checkpoint(nbformat.from_dict(safe["content"]), path)
        )

    async def make_checkpoint_safe(self, checkpoint: str, path: str, name: str = "") -> None:
        """Clean a checkpoint that is a file. Raises HTTPError where it may not be brought back."""
        kept = self._manager.checkpoints
        plan = self._judge.plan(name or path)
        if plan.mode == "off" or not isinstance(kept, FileCheckpoints):
            return
        place = kept.checkpoint_path(checkpoint, path)
        if not os.path.isfile(place):
            return
        old = _read(place)
        new = await self._judge.safe_bytes(old, name or path, plan, note=not name)
        if new is not None:
            _write(place, new)
            self._sign_like(old, new)

    async def check_restored(self, path: str) -> None:
        """Look at what a manager brought back in a way of its own."""
        if not isinstance(self._manager.checkpoints, (FileCheckpoints, GenericCheckpointsMixin)):
            await self._clean_late(path)

    async def refuse_copy(self, path: str) -> None:
        """Raise HTTPError if something may not be copied for a notebook in it."""
        plan = self._judge.plan(path)
        if plan.mode != "block":
            return
        for file in self._notebooks_below(path):
            await self._judge.safe_bytes(_read(file), path, plan, note=False)
        if self._copies_by_itself() and self._judge.is_notebook(path):
            await self._judge.safe(await result(self._manager.get(path, content=True)), path)

    async def clean_copy(self, path: str) -> None:
        """Clean the notebooks of a folder that was copied; one that cannot be is not kept.

        A file that was copied went through ``save``, unless the manager has a way of its own.
        """
        plan = self._judge.plan(path)
        if plan.mode in ("off", "warn"):
            return
        try:
            for file in self._notebooks_below(path):
                new = await self._judge.safe_bytes(_read(file), path, plan, note=False)
                if new is not None:
                    _write(file, new)
        except HTTPError:
            shutil.rmtree(self._manager._get_os_path(path))
            raise
        if self._copies_by_itself() and self._judge.is_notebook(path):
            await self._clean_late(path)

    def _copies_by_itself(self) -> bool:
        return not type(self._manager).copy.__module__.startswith("jupyter_server.")

    async def _clean_late(self, path: str) -> None:
        """Clean a notebook that is there already, written by nobody we could stand before."""
        plan = self._judge.plan(path)
        if plan.mode in ("off", "warn"):
            return
        model = await result(self._manager.get(path, content=True))
        new = await self._judge.safe(model, path, plan._replace(mode="redact"))
        if new is not model:
            await result(self._write(new, path))

    def _notebooks_below(self, path: str) -> Iterator[str]:
        """The notebooks in a folder of this machine, checkpoints too."""
        place = getattr(self._manager, "_get_os_path", None)
        if place is None or not os.path.isdir(place(path)):
            return
        for folder, _, names in os.walk(place(path), followlinks=True):
            yield from (os.path.join(folder, n) for n in names if n.lower().endswith(_SUFFIX))

    def _sign_like(self, old: bytes, new: bytes) -> None:
        """Trust the clean form of a notebook that is trusted."""
        notary = getattr(self._manager, "notary", None)
        try:
            before, after = (nbformat.reads(data.decode(), as_version=4) for data in (old, new))
            if notary and notary.check_signature(before):
                notary.sign(after)
        except Exception:  # noqa: BLE001 it is opened untrusted, and that is all
            return


def _data(model: Any) -> bytes:
    content: str = model["content"]
    return base64.b64decode(content) if model["format"] == "base64" else content.encode()


def _read(place: str) -> bytes:
    try:
        return files.read(place)
    except NbguardError as error:
        reason = str(error)
    raise HTTPError(422, messages.failed(reason))


def _write(place: str, data: bytes) -> None:
    try:
        files.write(place, data)
        return
    except NbguardError as error:
        reason = str(error)
    raise HTTPError(500, messages.failed(reason))
