"""``generalize``: a coarser value that is still true. What has no coarser form shows its entity.

AGE             37                ->  30-39
DATE_OF_BIRTH   1985-03-14        ->  1985          (``generalize:month``: 1985-03)
POSTCODE        94103             ->  941**
IP_ADDRESS      203.0.113.77      ->  203.0.113.*
EMAIL_ADDRESS   jane@acme.com     ->  *@acme.com
URL             https://a.b/c?d   ->  https://a.b/
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from nbguard.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_HOST = re.compile(r"([a-z][a-z0-9+.-]{0,20}://)(?:[^/@\s]{0,200}@)?([^/?#\s]+)", re.IGNORECASE)
_COARSE_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\*|[0-9a-f:]{2,20}::/48")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")
_BAND = 10


def operator(argument: str) -> Callable[[str, str], str]:
    """``year`` or ``month`` for dates, a width for numbers; years and tens by default."""
    if argument and argument not in ("year", "month") and not argument.isdecimal():
        raise PolicyError("generalize takes 'year', 'month' or a width, as in 'generalize:5'")
    width = int(argument) if argument.isdecimal() else _BAND
    if width == 0:
        raise PolicyError("generalize takes a width above 0")
    return lambda entity, value: generalize(entity, value, width=width, month=argument == "month")


def generalize(entity: str, value: str, *, width: int = _BAND, month: bool = False) -> str:
    """A coarser form of ``value``, or ``[ENTITY]``; a coarse value stays as it is.

    >>> generalize("DATE_OF_BIRTH", "14/03/1985"), generalize("PERSON", "Jane Roe")
    ('1985', '[PERSON]')
    """
    text = value.strip()
    if entity in ("DATE_OF_BIRTH", "DATE_TIME"):
        coarse = _date(text, month=month)
    elif entity in _COARSER:
        coarse = _COARSER[entity](text)
    elif _NUMBER.fullmatch(text) and entity in ("AGE", "NUMBER"):
        coarse = band(float(text), width)
    else:
        coarse = None
    return coarse or f"[{entity}]"


def band(number: float, width: int) -> str:
    """The band of ``width`` whole numbers that holds ``number``, both ends included.

    >>> band(37, 10), band(-3, 5)
    ('30-39', '-5--1')
    """
    low = int(number // width) * width
    return f"{low}-{low + width - 1}"


def _date(text: str, *, month: bool) -> str | None:
    if first := _YEAR_FIRST.search(text):
        year, number = first[1], first[2]
    elif last := _YEAR_LAST.search(text):
        # 3/14 can only be a month and a day; 14/3 and what could be either are read day first.
        year = last[3] if len(last[3]) == 4 else _century(last[3])
        number = last[1] if int(last[2]) > 12 else last[2]
    else:
        known = _YEAR.search(text)
        return known[1] if known else None
    return f"{year}-{int(number):02}" if month else year


def _century(two_digits: str) -> str:
    """POSIX's rule: 69 to 99 are of the last century."""
    return ("19" if int(two_digits) >= 69 else "20") + two_digits


def _postcode(text: str) -> str:
    """The first half or three characters stay: an area, no street."""
    keep = min(3, len(text) // 2)
    return text[:keep] + re.sub(r"\w", "*", text[keep:])


def _address(text: str) -> str | None:
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return text if _COARSE_ADDRESS.fullmatch(text) else None
    if ip.version == 4:
        return text.rpartition(".")[0] + ".*"
    return str(ipaddress.ip_network((ip, 48), strict=False))


def _domain(text: str) -> str | None:
    return "*@" + text.rpartition("@")[2] if "@" in text else None


def _host(text: str) -> str | None:
    found = _HOST.match(text)
    return f"{found[1]}{found[2]}/" if found else None


_COARSER: dict[str, Callable[[str], str | None]] = {
    "EMAIL_ADDRESS": _domain,
    "IP_ADDRESS": _address,
    "POSTCODE": _postcode,
    "URL": _host,
}
