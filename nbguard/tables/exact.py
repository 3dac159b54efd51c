"""Values as texts that lose nothing, and back: what an encrypted cell needs to come back as it was.

A kind names the type in no library's words (``int64``, ``datetime[us, Europe/Berlin]``), so that
equal cells of pandas, polars and Arrow make equal tokens, and one library restores what another
hid. After a bar follows a library's own name of the type, where that says more: ``int64|Int64``.
Times are counted, as every library stores them: in units since 1970.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

_UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_COUNTED = re.compile(r"(datetime|time|duration)\[(s|ms|us|ns)(?:, ([^\]|]+))?\]")
_DECIMAL = re.compile(r"decimal\((\d+), (-?\d+)\)")


class Exact(NamedTuple):
    """A value's kind and its text; the kind of a text is empty."""

    kind: str
    text: str


class Counted(NamedTuple):
    """A type that counts units of time: ``name`` is datetime, time or duration."""

    name: str
    unit: str
    zone: str


def pack(value: Any) -> Exact | None:
    """One of Python's or numpy's own values; None for what has no exact text.

    >>> pack(Decimal("1.50")), pack(date(1970, 1, 2)), pack(object())
    (Exact(kind='decimal', text='1.50'), Exact(kind='date', text='1970-01-02'), None)
    """
    if hasattr(value, "dtype") and hasattr(value, "item"):
        value = value.item()
    for known, (kind, write) in _PACKED.items():
        if isinstance(value, known):
            return Exact(kind, write(value))
    return None


def unpack(kind: str, text: str) -> Any:
    """What ``pack`` or a library's column made a text of; a text for a kind not known here.

    >>> unpack("datetime[ms]", "1500"), unpack("int64|Int64", "7")
    (datetime.datetime(1970, 1, 1, 0, 0, 1, 500000), 7)
    """
    name = kind.partition("|")[0]
    if counted := counted_kind(name):
        return _moment(counted, int(text))
    read = _READ.get(name.rstrip("0123456789").partition("(")[0])
    return read(text) if read else text


def counted_kind(kind: str) -> Counted | None:
    """The parts of a kind that counts time, None for any other."""
    found = _COUNTED.fullmatch(kind.partition("|")[0])
    return Counted(found[1], found[2], found[3] or "") if found else None


def decimal_kind(kind: str) -> tuple[int, int] | None:
    """Precision and scale, None for any other kind."""
    found = _DECIMAL.fullmatch(kind.partition("|")[0])
    return (int(found[1]), int(found[2])) if found else None


def own(kind: str) -> str:
    """The library's own name of the type, or nothing."""
    return kind.partition("|")[2]


def _moment(counted: Counted, units: int) -> Any:
    """As Python tells time: to the microsecond."""
    span = timedelta(microseconds=units * 10**6 // _UNITS[counted.unit])
    if counted.name == "duration":
        return span
    if counted.name == "time":
        return (datetime(1970, 1, 1) + span).time()
    if not counted.zone:
        return datetime(1970, 1, 1) + span
    start = datetime(1970, 1, 1, tzinfo=timezone.utc)
    try:
        return (start + span).astimezone(ZoneInfo(counted.zone))
    except (ValueError, OSError):  # "+02:00", or a zone that this machine does not know
        return start + span


def _micros(span: timedelta) -> str:
    return str(span // timedelta(microseconds=1))


_PACKED: dict[Any, tuple[str, Callable[[Any], str]]] = {
    str: ("", str),
    bool: ("bool", str),
    int: ("int", str),
    float: ("float", repr),
    (bytes, bytearray, memoryview): (
        "bytes",
        lambda v: bytes(v).decode("utf-8", "surrogateescape"),
    ),
    datetime: ("datetime", datetime.isoformat),
    date: ("date", date.isoformat),
    time: ("time", time.isoformat),
    timedelta: ("duration[us]", _micros),
    Decimal: ("decimal", str),
    UUID: ("uuid", str),
    complex: ("complex", str),
}
_READ: dict[str, Callable[[str], Any]] = {
    "bool": lambda text: text == "True",
    "int": int,
    "uint": int,
    "float": float,
    "bytes": lambda text: text.encode("utf-8", "surrogateescape"),
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
    "complex": complex,
}
