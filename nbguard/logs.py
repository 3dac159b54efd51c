"""``RedactingFilter`` and ``RedactingFormatter``: nothing sensitive goes into a log.

A filter makes the record itself safe, whatever prints it afterwards (also as JSON); a formatter
makes safe the line that another formatter has made.
"""

from __future__ import annotations

import copy
import logging
import sys
import threading
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from nbguard import audit
from nbguard.errors import describe_bug
from nbguard.payload import Cleaner
from nbguard.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

_PLAIN = (int, float, type(None), Decimal, date, time, timedelta, UUID)
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has: of these only the ones below can hold a value."""
_REMEMBERED = 1024  # texts: names of loggers and threads, and lines that come again
_NAMES = ("name", "threadName", "processName", "taskName", "pathname")
_traces = logging.Formatter()
_at_work = threading.local()


class _Redacting:
    """What the two have in common: a cleaner, and a notice where it fails."""

    def __init__(self, policy: Policy | str | Path | None) -> None:
        cleaner = Cleaner(Policy.of(policy))
        self._nested = cleaner.clean
        self._text = lru_cache(maxsize=_REMEMBERED)(cleaner.clean)

    def clean(self, value: Any) -> Any:
        """A copy of a text, dict or list without what is sensitive; a notice if that fails."""
        _at_work.busy = True
        try:
            text = isinstance(value, str)
            cleaned = self._text(value) if text else self._nested(_readable(value))
        except Exception as error:  # noqa: BLE001 its text may quote the value
            return f"[nbguard: log message withheld: {describe_bug(error)}]"
        finally:
            _at_work.busy = False
        if cleaned.found:
            audit.record("masked", where="log", entities=cleaned.found)
        return cleaned.value


class RedactingFilter(_Redacting, logging.Filter):
    """Takes what is sensitive out of log records: message, arguments, traceback, extra fields.

    ``policy`` is a Policy, the path of a policy file, or None for the one that holds in the
    working folder. From Python 3.12 on only the handler that the filter is added to gets the
    safe copy; before, the record itself is changed. A logger's filter does not see what its
    children log: add it to handlers.

    >>> handler = logging.StreamHandler(sys.stdout)
    >>> handler.addFilter(RedactingFilter(Policy()))
    >>> logger = logging.getLogger("nbguard.example")
    >>> logger.addHandler(handler)
    >>> logger.warning("mail to %s bounced", "jane.roe@acme-corp.com")
    mail to [EMAIL_ADDRESS_1] bounced
    >>> logger.removeHandler(handler)

    If detection fails, a notice stands in the message's place.
    """

    def __init__(self, policy: Policy | str | Path | None = None) -> None:
        _Redacting.__init__(self, policy)
        logging.Filter.__init__(self)

    def filter(self, record: logging.LogRecord) -> Any:
        """The safe record; False for what detection itself logs, which may quote a value."""
        if getattr(_at_work, "busy", False):
            return False
        if sys.version_info < (3, 12):
            self._make_safe(record)
            return True
        safe = copy.copy(record)
        self._make_safe(safe)
        return safe

    def _make_safe(self, record: logging.LogRecord) -> None:
        fields = vars(record)
        record.msg, record.args = self.clean(_message(record)), ()
        fields.update({key: self.clean(fields[key]) for key in _NAMES if fields.get(key)})
        more = {key: fields[key] for key in fields.keys() - _OWN}
        more |= {"exc_text": _trace(record), "stack_info": record.stack_info}
        record.exc_info = None
        if any(more.values()):
            safe = self.clean(more)
            # A notice says what is wrong; nothing of the fields may stay.
            fields.update(safe if isinstance(safe, dict) else dict.fromkeys(more) | {"msg": safe})
        if "message" in fields:
            fields["message"] = str(record.msg)


class RedactingFormatter(_Redacting, logging.Formatter):
    """Formats as ``formatter`` does, or as ``fmt`` says, and takes out what is sensitive.

    >>> formatter = RedactingFormatter("%(levelname)s %(message)s", policy=Policy())
    >>> formatter.format(logging.makeLogRecord({"levelname": "INFO", "msg": "by jane@acme.com"}))
    'INFO by [EMAIL_ADDRESS_1]'
    """

    def __init__(
        self,
        fmt: str | None = None,
        *,
        formatter: logging.Formatter | None = None,
        policy: Policy | str | Path | None = None,
    ) -> None:
        _Redacting.__init__(self, policy)
        logging.Formatter.__init__(self, fmt)
        self._inner = formatter or logging.Formatter(fmt)

    def format(self, record: logging.LogRecord) -> str:
        """The line without what is sensitive, or a notice."""
        if getattr(_at_work, "busy", False):
            return "[nbguard: withheld: logged while detecting]"
        try:
            line = self._inner.format(record)
        except Exception as error:  # noqa: BLE001 logging itself would print message and arguments
            return _unfit(error)
        return str(self.clean(line))


def _message(record: logging.LogRecord) -> Any:
    """The message with its arguments; what structlog hands over as a dict stays one."""
    if isinstance(record.msg, (dict, list)) and not record.args:
        return record.msg
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001 logging itself would print message and arguments
        return _unfit(error)


def _unfit(error: Exception) -> str:
    return f"[nbguard: log message withheld: its arguments do not fit ({type(error).__name__})]"


def _trace(record: logging.LogRecord) -> str | None:
    if record.exc_info and not record.exc_text:
        return _traces.formatException(record.exc_info)
    return record.exc_text


def _readable(value: Any, around: frozenset[int] = frozenset()) -> Any:
    """``value`` as texts, numbers and containers: what else an object holds nobody has read.

    ``around`` are the containers it is in: one that holds itself is shown as ``...`` in there.
    """
    if isinstance(value, (str, *_PLAIN)):
        return value
    if id(value) in around:
        return "..."
    inside = around | {id(value)}
    if isinstance(value, dict):
        return {_printed(key): _readable(item, inside) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_readable(item, inside) for item in value]
    return _printed(value)


def _printed(value: Any) -> Any:
    """A key, or an object of an unknown kind, as text; a number stays one."""
    if isinstance(value, (str, *_PLAIN)):
        return value
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 an object that cannot be printed
        return f"<{type(value).__name__}: {type(error).__name__}>"
