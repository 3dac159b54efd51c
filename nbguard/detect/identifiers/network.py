"""IP and MAC addresses that point at someone: no private, loopback or documentation ranges."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

from nbguard.detect.rules import Rule

_CONTEXT = ("ip", "ipv4", "ipv6", "address", "host", "client", "remote", "server", "addr")
_V4 = r"(?<![\w.\-])(?P<value>(?:\d{1,3}\.){3}\d{1,3})(?![\w\-]|\.\w)"
_HIDDEN = tuple(
    ip_network(n)
    for n in (
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
        "3fff::/20",
        "100.64.0.0/10",
        "198.18.0.0/15",
    )
)
_VERSION = re.compile(r"(?:version|ver|release|v|==|>=|<=|~=|build)\W{0,3}$", re.IGNORECASE)


def is_public(text: str) -> bool:
    """Whether ``text`` is an address that is somebody's on the public internet."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return address.is_global and not address.is_multicast and not any(address in n for n in _HIDDEN)


def _is_address(match: re.Match[str]) -> bool:
    start = match.start("value")
    before = match.string[max(0, start - 12) : start]
    return is_public(match["value"]) and not _VERSION.search(before)


RULES = (Rule("IP_ADDRESS", _V4, 0.75, tuple("0123456789"), _CONTEXT, _is_address),)
