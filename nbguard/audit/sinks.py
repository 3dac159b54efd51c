"""Who else is told: syslog of every line, a webhook of every threshold that was passed.

Only those that the policy's ``audit`` names. Both get counts and names of entities, never a
value; both have a time limit, and what they cannot take is said once and lost: the log has it.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any

from nbguard.audit import alerts, entry

if TYPE_CHECKING:
    import urllib.request
    from collections.abc import Callable, Iterator, Mapping
    from logging.handlers import SysLogHandler

    from nbguard.audit.alerts import Rule
    from nbguard.audit.journal import Journal

_SECONDS = 5.0


class Sinks:
    """The receivers that one policy names; ``complain`` hears, in words, what failed."""

    def __init__(self, settings: Mapping[str, Any], complain: Callable[[str], None]) -> None:
        self._syslog = settings.get("syslog")
        self._webhook = settings.get("webhook")
        self._rules = [alerts.rule(text) for text in settings.get("alerts", ())]
        self._complain = complain

    def tell(self, line: bytes, journal: Journal) -> None:
        """Pass on a line that was written; takes as long as the receivers do."""
        self._to_syslog(line)
        says = json.loads(line)
        for rule in self._rules:
            if rule.event == says["event"] and _concerns(rule, says):
                self._check(rule, says, journal)

    def _check(self, rule: Rule, says: dict[str, Any], journal: Journal) -> None:
        """Raise the alarm, once per stretch of time, if the threshold is passed."""
        recent = list(_since(journal, rule.seconds))
        count = sum(_weight(rule, one) for one in recent)
        known = any(one["event"] == "alert" and one["note"] == rule.text for one in recent)
        if count <= rule.most or known:
            return
        alert = {**says, "time": entry.now(), "event": "alert", "note": rule.text}
        for key in ("n", "key", "prev", "mac"):
            del alert[key]
        self._to_syslog(journal.append(alert))
        if self._webhook:
            try:
                post(self._webhook, message(rule, count, alert))
            except (OSError, ValueError) as error:  # its text may hold the address, and that a key
                self._complain(f"the webhook could not be told of an alert ({_reason(error)})")

    def _to_syslog(self, line: bytes) -> None:
        if self._syslog:
            try:
                _send(self._syslog, line.decode().rstrip("\n"))
            except (OSError, ValueError) as error:
                self._complain(f"syslog at {self._syslog} cannot be reached ({_reason(error)})")


def message(rule: Rule, count: int, alert: Mapping[str, Any]) -> dict[str, Any]:
    """What a webhook gets; ``text`` is what chat programs show."""
    who = alert.get("hub") or alert["user"]
    what = f"{rule.event} {rule.entity or ''}".strip()
    said = f"nbguard: {who} on {alert['host']}: {what} {count} times, more than {rule.most}"
    return {
        "text": f"{said} within {timedelta(seconds=rule.seconds)}",
        "rule": rule.text,
        "event": rule.event,
        "entities": alert["entities"],
        "count": count,
        **{key: alert[key] for key in ("time", "user", "hub", "host") if key in alert},
    }


def post(url: str, body: Mapping[str, Any]) -> None:
    """Send JSON, and follow nowhere else. Raises OSError, ValueError."""
    from urllib import request

    data = json.dumps(body).encode()
    head = {"Content-Type": "application/json", "User-Agent": "nbguard"}
    with _opener().open(request.Request(url, data, head), timeout=_SECONDS):  # noqa: S310
        pass  # the policy was checked: https, or this machine


@cache
def _opener() -> urllib.request.OpenerDirector:
    from urllib import request

    class _Nowhere(request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    return request.build_opener(_Nowhere())


def _send(address: str, text: str) -> None:
    import logging

    _handler(address).emit(logging.LogRecord("nbguard", logging.INFO, "", 0, text, None, None))


@cache
def _handler(address: str) -> SysLogHandler:
    from logging.handlers import SYSLOG_UDP_PORT, SysLogHandler

    class _Raising(SysLogHandler):
        def handleError(self, _: object) -> None:  # noqa: N802
            raise

    host, _, port = address.rpartition(":") if ":" in address else (address, "", "")
    where = address if address.startswith("/") else (host, int(port or SYSLOG_UDP_PORT))
    handler = _Raising(where, SysLogHandler.LOG_AUTH)
    handler.ident = "nbguard: "
    handler.append_nul = False
    return handler


def _since(journal: Journal, seconds: int) -> Iterator[dict[str, Any]]:
    start = (datetime.now(timezone.utc) - timedelta(seconds=seconds)).isoformat()
    for line in journal.backwards():
        if str(line.says.get("time")) < start:
            return
        yield line.says


def _concerns(rule: Rule, says: Mapping[str, Any]) -> bool:
    return rule.entity is None or rule.entity in says["entities"]


def _weight(rule: Rule, says: Mapping[str, Any]) -> int:
    """How much an entry counts for a rule: once; of "masked", which is a sum, its values."""
    if says["event"] != rule.event or not _concerns(rule, says):
        return 0
    if rule.event != "masked":
        return 1
    counts: dict[str, int] = says["entities"]
    return counts[rule.entity] if rule.entity else sum(counts.values())


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", None)
    status = getattr(error, "code", None)
    return str(status or getattr(cause, "strerror", None) or type(error).__name__)
