"""What may be written: the policy's save mode applied to a model that Jupyter is about to save."""

from __future__ import annotations

import base64
import binascii
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from tornado.web import HTTPError

from nbguard.errors import NbguardError, describe_bug
from nbguard.lab import messages
from nbguard.lab.engine import EngineError, is_large
from nbguard.lab.waiting import result
from nbguard.lab.wire import Message

if TYPE_CHECKING:
    from nbguard.lab.desk import Desk, Found

_SUFFIX = ".ipynb"


class Plan(NamedTuple):
    """What holds for one write: the mode, and where its policy was found."""

    mode: str
    source: str


class Judge:
    """Judges what one contents manager is about to write."""

    def __init__(self, manager: Any, desk: Desk, *, waits: bool) -> None:
        self._manager = manager
        self.desk = desk
        self._waits = waits

    def is_notebook(self, path: str) -> bool:
        """Whether a path, or what it is a link to, has a notebook's suffix."""
        if path.lower().rstrip("/. ").endswith(_SUFFIX):  # Windows drops dots and blanks
            return True
        place = getattr(self._manager, "_get_os_path", None)
        try:
            return place is not None and os.path.realpath(place(path)).lower().endswith(_SUFFIX)
        except (HTTPError, OSError, ValueError):  # the manager will say what is wrong with it
            return False

    def concerns(self, model: Any, path: str) -> bool:
        """Whether a model is that of a notebook, however it calls itself."""
        if model.get("type") == "directory":
            return False
        return model.get("type") == "notebook" or self.is_notebook(path)

    def plan(self, path: str) -> Plan:
        """The mode in which ``path`` is saved. Raises HTTPError where no policy can be read."""
        try:
            held = self.desk.rules(path)
        except NbguardError as error:
            reason = str(error)
        else:
            return Plan(self.desk.mode(path, held), held.policy.source)
        raise HTTPError(422, messages.failed(reason))

    async def safe(self, model: Any, path: str, plan: Plan | None = None) -> Any:
        """The model as it may be written. Raises HTTPError where it may not."""
        if not self.concerns(model, path) or model.get("content") is None:
            return model
        plan = plan or self.plan(path)
        if plan.mode == "off":
            return model
        if model.get("type") == "notebook":
            return await self._safe_tree(model, path, plan)
        data = _bytes(model)
        new = await self.safe_bytes(data, path, plan)
        # Encoded anew in any case, so that what is written is what was judged.
        return {**model, **_content(data if new is None else new, model)}

    async def _safe_tree(self, model: Any, path: str, plan: Plan) -> Any:
        content = model["content"]
        if not isinstance(content, dict):
            raise HTTPError(400, f"{messages.NOT_SAVED}: the content is no notebook")
        body = json.dumps(content).encode()
        reply = await self._ask(path, plan, body, form="tree")
        if not reply.body:
            return model
        return {**model, "content": _changed(content, json.loads(reply.body))}

    async def safe_bytes(
        self, data: bytes, path: str, plan: Plan, *, note: bool = True
    ) -> bytes | None:
        """A file's bytes as they may be written; None: as they are.

        ``note``: this is what becomes of the notebook itself, and not of a copy.
        """
        reply = await self._ask(path, plan, data, form="bytes", note=note)
        return reply.body if reply.head["changed"] else None

    async def _ask(
        self, path: str, plan: Plan, body: bytes, *, form: str, note: bool = True
    ) -> Message:
        """The worker's verdict, carried out. Raises HTTPError for a refusal."""
        reply = await self._reply(path, body, change=plan.mode == "redact", form=form)
        found = [(entity, cell, times) for entity, cell, times in reply.head["found"]]
        if note:
            self.desk.note(path, _outcome(plan.mode, found), found, reply.head["left"])
        if found and plan.mode == "block":
            raise HTTPError(422, messages.refused(found, plan.source))
        return reply

    async def _reply(self, path: str, body: bytes, **head: Any) -> Message:
        """The worker's answer; whatever goes wrong refuses the write."""
        engine = self.desk.engine
        ask = engine.ask if self._waits else engine.ask_now
        about = {"path": path.strip("/"), "urgent": True, **head}
        if is_large(Message(head, body)):
            self.desk.spare.expect()
        try:
            reply: Message = await result(ask("clean", body, **about))
        except EngineError as error:
            status, reason = error.status, str(error)
        except Exception as error:  # noqa: BLE001 a bug of ours must not become a raw save
            status, reason = 500, describe_bug(error)
        else:
            return reply
        raise HTTPError(status, messages.failed(reason))


def _outcome(mode: str, found: Found) -> str:
    if not found:
        return "clean"
    return {"redact": "redacted", "block": "refused", "warn": "warned"}[mode]


def _bytes(model: Any) -> bytes:
    """A plain file's content as bytes. Raises HTTPError where it is not what it says it is."""
    content = model["content"]
    try:
        if isinstance(content, dict):
            return json.dumps(content).encode()
        if model.get("format") == "base64":
            return base64.b64decode(content.encode("ascii"))
        data: bytes = content.encode("utf-8", "surrogatepass")
        return data
    except (AttributeError, UnicodeEncodeError, binascii.Error):
        reason = "the content is not in the format that the request names"
    raise HTTPError(400, f"{messages.NOT_SAVED}: {reason}")


def _content(data: bytes, model: Any) -> dict[str, Any]:
    """Bytes as a model's content, in the format that it came in."""
    if model.get("format") == "base64":
        return {"content": base64.b64encode(data).decode("ascii")}
    return {"content": data.decode("utf-8", "surrogatepass")}


def _changed(content: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A notebook with the worker's changes; the one on screen stays as it is."""
    if "whole" in changes:
        whole: dict[str, Any] = changes["whole"]
        return whole
    new = changes["cells"]
    cells = [new.get(str(i), cell) for i, cell in enumerate(content["cells"])]
    return {**(changes["beside"] or content), "cells": cells}
