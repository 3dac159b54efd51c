"""The save guard: every way in which a contents manager writes a notebook passes through here.

It wraps the manager's own methods, whichever class it is, and not only Jupyter's pre-save hook,
which knows nothing of renaming and checkpoints, and after whose failure a file is saved as it is.
Here a failure refuses the write.
"""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError

from nbguard.lab import messages
from nbguard.lab.disk import Disk
from nbguard.lab.engine import STOPPING
from nbguard.lab.uploads import Uploads
from nbguard.lab.verdicts import Judge
from nbguard.lab.waiting import at_once, result

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.lab.desk import Desk

_GUARDED = ("save", "rename_file", "copy", "create_checkpoint", "restore_checkpoint")
_MARK = "_nbguard_guards"


class SaveGuard:
    """Guards contents managers under one server's rules."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def attach(self, manager: Any) -> None:
        """Wrap the manager's methods that write; once for each manager."""
        if getattr(manager, _MARK, False):
            return
        guarded = GuardedManager(manager, self._desk)
        for name in _GUARDED:
            setattr(manager, name, guarded.wrapped(name))
        setattr(manager, _MARK, True)


class GuardedManager:
    """The guarded methods of one manager. Each is handed the method it stands before."""

    def __init__(self, manager: Any, desk: Desk) -> None:
        self._manager = manager
        self._desk = desk
        self._judge = Judge(manager, desk, waits=inspect.iscoroutinefunction(manager.save))
        self._disk = Disk(manager, self._judge)
        self._uploads = Uploads()

    def wrapped(self, name: str) -> Callable[..., Any]:
        """The method ``name`` of the manager with the guard before it."""
        original = getattr(self._manager, name)
        step = getattr(self, name)

        @functools.wraps(original)
        async def waits(*args: Any, **kwargs: Any) -> Any:
            if self._desk.refuses_new():
                raise HTTPError(503, messages.failed(STOPPING))
            with self._desk.at_work():
                return await step(original, *args, **kwargs)

        @functools.wraps(original)
        def does_not(*args: Any, **kwargs: Any) -> Any:
            return at_once(step(original, *args, **kwargs))

        return waits if inspect.iscoroutinefunction(original) else does_not

    async def save(self, original: Callable[..., Any], model: Any, path: str = "") -> Any:
        """Save, save as, upload, new: whatever ends in a notebook."""
        if model.get("chunk") is not None and self._judge.concerns(model, path):
            whole = self._uploads.add(model, path)
            if whole is None:
                return self._uploads.receipt(path)
            model = whole
        return await result(original(await self._judge.safe(model, path), path))

    async def rename_file(self, original: Callable[..., Any], old_path: str, new_path: str) -> Any:
        """Rename: a file that is called a notebook, before or after, is made clean first."""
        if self._judge.is_notebook(old_path) or self._judge.is_notebook(new_path):
            await self._disk.make_safe(old_path, new_path)
        done = await result(original(old_path, new_path))
        self._desk.moved(old_path, new_path)
        return done

    async def copy(
        self, original: Callable[..., Any], from_path: str, to_path: str | None = None
    ) -> Any:
        """Duplicate: a file is saved by ``save``; the notebooks of a folder are judged here."""
        await self._disk.refuse_copy(from_path)
        model = await result(original(from_path, to_path))
        await self._disk.clean_copy(model["path"])
        return model

    async def create_checkpoint(self, original: Callable[..., Any], path: str) -> Any:
        """Checkpoint: of a file that is not clean, the checkpoint is."""
        if self._judge.is_notebook(path):
            made = await self._disk.clean_checkpoint_of(path)
            if made is not None:
                return made
        return await result(original(path))

    async def restore_checkpoint(
        self, original: Callable[..., Any], checkpoint_id: str, path: str
    ) -> Any:
        """Restore: a checkpoint from before there was a guard may hold anything."""
        if self._judge.is_notebook(path):
            await self._disk.make_checkpoint_safe(checkpoint_id, path)
        done = await result(original(checkpoint_id, path))
        if self._judge.is_notebook(path):
            await self._disk.check_restored(path)
        return done
