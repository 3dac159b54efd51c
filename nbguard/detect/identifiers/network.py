"""Addresses of machines that point at someone: public IP addresses, MAC addresses, wallets."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from nbguard.detect.guards import number
from nbguard.detect.rules import Rule, each

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

_IP = each("ip ipv4 ipv6 address host client remote server addr src dst source gateway")
_V4 = r"(?:\d{1,3}\.){3}\d{1,3}(?:/(?:3[0-2]|[12]?\d))?"
_HEX = r"[0-9A-Fa-f]"
_V6 = (
    rf"(?<!:)(?:{_HEX}{{1,4}}:){{1,7}}(?:{_HEX}{{1,4}}|(?::{_HEX}{{1,4}}){{1,6}}|:)"
    r"(?:%\w{1,15})?(?:/\d{1,3})?(?!:)"
)
_V6_START = rf"{_HEX}{{1,4}}:{_HEX}{{0,4}}:"
_MAC = rf"(?<!:){_HEX}{{2}}(?P<s>[:-])(?:{_HEX}{{2}}(?P=s)){{4}}{_HEX}{{2}}(?!:)"
_MAC_DOTTED = rf"{_HEX}{{4}}\.{_HEX}{{4}}\.{_HEX}{{4}}"
_LEGACY_WALLET = r"[13][1-9A-HJ-NP-Za-km-z]{25,34}"
_BECH32_WALLET = r"(?<!\w)(?P<value>bc1[02-9ac-hj-np-z]{39,59})(?!\w)"
_MACHINE = each("mac ethernet hwaddr ether device")
_COIN = each("bitcoin btc wallet crypto")
_VERSION = re.compile(
    r"(?:version|ver|release|build|section|v|[=<>~^]=)\W{0,4}$|(?-i:(?<![/\w])[A-Z][A-Za-z]+/)$",
    re.IGNORECASE,
)  # "Chrome/119.0.0.0" as well
_TITLE = re.compile(r"\. [A-Z]")
_SECTIONS = 30
_SHORT = 3  # colons
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


@cache
def _nobodys() -> tuple[IPv4Network | IPv6Network, ...]:
    """Ranges that Python calls global although they point at nobody: RFC 5737, 3849, 9637, 6598."""
    ranges = each("192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20")
    return tuple(
        ip_network(n) for n in (*ranges, "100.64.0.0/10", "198.18.0.0/15", "192.88.99.0/24")
    )


def is_public(text: str) -> bool:
    """Whether ``text`` is an address that is somebody's on the public internet.

    >>> is_public("8.8.8.8"), is_public("192.168.0.1"), is_public("2001:db8::1")
    (True, False, False)
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in n for n in _nobodys() if n.version == address.version)
    )


def _is_v4(match: re.Match[str]) -> bool:
    """A public address that is no version and no dotted number of another kind."""
    start, text = match.start("value"), match.string
    before = text[max(0, start - 12) : start]
    other = _VERSION.search(before) or _is_heading(match, before)
    return is_public(match["value"].partition("/")[0]) and not other


def _is_heading(match: re.Match[str], before: str) -> bool:
    """Whether it counts the sections of a book: ``7.4.7.1. Tukey's method``."""
    opens = before.endswith(('"', "\n", "\u201c")) or not before
    follows = _TITLE.match(match.string, match.end("value"))
    return opens and bool(follows) and max(map(int, re.split("[./]", match["value"]))) < _SECTIONS


def _is_v6(match: re.Match[str]) -> bool:
    """A public address; times and slices (``[1::2]``) are too short to be one.

    Outside of what IANA has given out (2000::/3), short ones are times: ``10:20::30``.
    """
    value = re.split("[%/]", match["value"])[0]
    long = value.count(":") > _SHORT or value[0] in "23"
    return len(value) > 6 and long and is_public(value)


def _is_device(match: re.Match[str]) -> bool:
    """A device's own address: not all zero, not broadcast, not one of the multicast ranges."""
    octets = re.sub(r"[^0-9a-f]", "", match["value"].lower())
    return len(set(octets)) > 1 and not octets.startswith(("01005e", "3333", "0180c2"))


def _is_wallet(match: re.Match[str]) -> bool:
    """Base58 and its checksum: the first four bytes of SHA-256 twice."""
    value = 0
    for c in match["value"]:
        value = value * 58 + _BASE58.index(c)
    if value >= 1 << 200:
        return False
    raw = value.to_bytes(25, "big")
    return sha256(sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def _is_mixed(match: re.Match[str]) -> bool:
    """Bech32 data holds both digits and letters."""
    data = match["value"][3:]
    return any(c.isdigit() for c in data) and any(c.isalpha() for c in data)


RULES = (
    number("IP_ADDRESS", _V4, 0.75, _IP, _is_v4, start=r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d"),
    number("IP_ADDRESS", _V6, 0.75, _IP, _is_v6, start=_V6_START),
    number(
        "MAC_ADDRESS", _MAC, 0.85, _MACHINE, _is_device, start=rf"{_HEX}{{2}}[:-]{_HEX}{{2}}[:-]"
    ),
    number("MAC_ADDRESS", _MAC_DOTTED, 0.6, _MACHINE, _is_device),
    number("CRYPTO", _LEGACY_WALLET, 0.9, _COIN, _is_wallet),
    Rule("CRYPTO", _BECH32_WALLET, 0.8, ("bc1",), _COIN, _is_mixed),
)
