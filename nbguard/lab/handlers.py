"""The end points under ``<base_url>nbguard/api/``, with the server's own checks on who asks.

Errors are JSON: ``{"message": ...}``. A message never quotes what was sent.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

import nbguard
from nbguard import audit
from nbguard.errors import NbguardError, describe_bug
from nbguard.lab import asked
from nbguard.lab.engine import EngineError
from nbguard.lab.limits import LARGEST, Rate
from nbguard.lab.rules import STRICTNESS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nbguard.lab.desk import Desk
    from nbguard.lab.wire import Message

_READ = {"action": "read", "resource": "contents"}
_WRITE = {"action": "write", "resource": "contents"}


class _Handler(APIHandler):  # type: ignore[misc]
    """What all end points share."""

    def initialize(self, rate: Rate, attach: Callable[[], None]) -> None:
        self._rate = rate
        self._attach = attach

    async def prepare(self) -> Any:
        """Refuse what is too much before anything of it is read."""
        await super().prepare()
        self._attach()
        if len(self.request.body) > LARGEST:
            raise HTTPError(413, f"nbguard reads at most {LARGEST // 2**20} MiB at once")
        if self.current_user and not self._rate.allows(self._asker()):
            self.set_header("Retry-After", "1")
            raise HTTPError(429, "nbguard: too many requests; try again in a second")

    def _asker(self) -> str:
        """Whose requests these are: with a token alone, Jupyter makes up a user each time."""
        if self.token_authenticated:
            return str(self.request.remote_ip)
        return str(self.current_user.username)

    @property
    def desk(self) -> Desk:
        """The server's rules and modes."""
        desk: Desk = self.settings["nbguard"]
        return desk

    async def answer(self, work: Callable[[], Awaitable[bytes]]) -> None:
        """Write what ``work`` gives; what it raises becomes an error without any value."""
        try:
            self.finish(await work())
            return
        except EngineError as error:
            status, message = error.status, str(error)
        except asked.BadRequest as error:
            status, message = 400, str(error)
        except NbguardError as error:
            status, message = 422, str(error)
        except Exception as error:  # noqa: BLE001 its text may quote what was sent
            status, message = 500, f"a bug of nbguard's: {describe_bug(error)}"
        # Out here, where the exception with the data is no longer this one's context.
        raise HTTPError(status, message.replace("%", ""))

    async def engine(self, job: str) -> bytes:
        """The worker's answer to this request, with the save mode in it."""
        desk = self.desk
        ask = desk.spare.scan if job == "scan" else partial(desk.engine.ask, job)
        reply = await ask(self.request.body)
        self.record(job, reply)
        path = reply.head["path"]
        about: dict[str, Any] = {"save": self.desk.mode(path, self.desk.rules(path))}
        if job == "scan":
            last = self.desk.last_save(path)
            about["last_save"] = last and last.as_object()
        return json.dumps(about).encode()[:-1] + b", " + reply.body[1:]

    def record(self, job: str, reply: Message) -> None:
        """Tell the audit log what was redacted and allowed."""
        event = {"redact": "redacted", "allow": "allowed"}.get(job)
        if event and reply.head.get("entities"):
            where = f"lab: {reply.head['path']}"
            audit.record(event, where=where, entities=reply.head["entities"], note="panel")


class StatusHandler(_Handler):
    """``GET status?path=``: the rules and the save mode of a notebook."""

    @authenticated
    @authorized(**_READ)
    async def get(self) -> None:
        """Answer."""
        await self.answer(self._status)

    async def _status(self) -> bytes:
        path = self.get_query_argument("path", "")
        rules = self.desk.rules(path)
        last = self.desk.last_save(path)
        return _json(
            version=nbguard.__version__,
            save=self.desk.mode(path, rules),
            pinned=rules.policy.pinned,
            policy=rules.policy.source,
            entities=sorted(rules.policy.entities),
            may={name: rules.policy.may(name) for name in ("allow", "switch_off", "reveal")},
            last_save=last and last.as_object(),
        )


class SettingsHandler(_Handler):
    """``PUT settings``: the save mode of a notebook, or of all, until the server ends.

    With null for the mode, what the policy says holds again.
    """

    @authenticated
    @authorized(**_WRITE)
    async def put(self) -> None:
        """Answer."""
        await self.answer(self._put)

    async def _put(self) -> bytes:
        ask = asked.read(self.request.body)
        if ask.rest.get("save", "") is None:
            self.desk.follow(ask.path)
            return _json(save=self.desk.mode(ask.path, self.desk.rules(ask.path)))
        mode = asked.text(ask.rest, "save")
        if mode not in STRICTNESS:
            raise asked.BadRequest(f'"save" must be one of {", ".join(STRICTNESS)}')
        if not self.desk.rules(ask.path).may_save_as(mode):
            audit.record("refused", where=f"lab: {ask.path}", note=f"save mode {mode}")
            raise EngineError(403, "the policy forbids you a looser save mode")
        self.desk.choose(ask.path, mode)
        return _json(save=mode)


class AskHandler(_Handler):
    """``POST scan`` and ``POST redact``, which gives cells back and writes nothing."""

    job = "scan"

    @authenticated
    @authorized(**_READ)
    async def post(self) -> None:
        """Answer."""
        await self.answer(lambda: self.engine(self.job))


class RedactHandler(AskHandler):
    """``POST redact``: as ``scan``, it needs to read only."""

    job = "redact"


class AllowHandler(_Handler):
    """``POST allow``, which may write a policy."""

    @authenticated
    @authorized(**_WRITE)
    async def post(self) -> None:
        """Answer."""
        await self.answer(lambda: self.engine("allow"))


def _json(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def handlers(base_url: str, attach: Callable[[], None]) -> list[Any]:
    """The end points' addresses; all share one rate for each user."""
    shared = {"rate": Rate(), "attach": attach}
    by_name = {
        "allow": AllowHandler,
        "redact": RedactHandler,
        "scan": AskHandler,
        "settings": SettingsHandler,
        "status": StatusHandler,
    }
    return [
        (url_path_join(base_url, "nbguard", "api", name), handler, shared)
        for name, handler in by_name.items()
    ]
