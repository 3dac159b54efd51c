"""Jupyter servers: who may come in, from where, and whether the line is encrypted."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from nbguard.doctor import settings
from nbguard.doctor.check import Check, Problem

if TYPE_CHECKING:
    from nbguard.doctor.settings import Settings
    from nbguard.doctor.site import Site

_PASSWORDS = ("password", "hashed_password")
_ANY_PATTERNS = (".*", "^.*$", "*", ".+")


def authentication(site: Site) -> Iterator[Problem]:
    """A token that is switched off, where no password takes its place."""
    everything = settings.found(site)
    guarded = any(one.get(name) for one in everything if not one.running for name in _PASSWORDS)
    for one in everything:
        own = any(one.get(name) for name in _PASSWORDS)
        if one.get("token", "made") == "" and not own and (one.wrote_down or not guarded):
            yield _problem(one, "token", "no token and no password: whoever reaches it runs code")


def encryption(site: Site) -> Iterator[Problem]:
    """A public address without a certificate, said here or elsewhere."""
    everything = settings.found(site)
    files = [one for one in everything if not one.running]
    certified = any(one.get("certfile") for one in files)
    for one in everything:
        address = one.get("ip", "localhost")
        if _is_public(address) and not one.get("certfile") and not certified:
            yield _problem(one, "ip", f"listens on {_shown(address)} without TLS")


def origins(site: Site) -> Iterator[Problem]:
    """Every website may talk to the server."""
    for one in settings.found(site):
        if one.get("allow_origin") == "*":
            yield _problem(one, "allow_origin", "allow_origin is '*'")
        if one.get("allow_origin_pat") in _ANY_PATTERNS:
            yield _problem(one, "allow_origin_pat", "allow_origin_pat takes every origin")


def forgery(site: Site) -> Iterator[Problem]:
    """The check for forged requests switched off."""
    yield from _switched_on(site, "disable_check_xsrf", "disable_check_xsrf is set")


def hosts(site: Site) -> Iterator[Problem]:
    """Names for this machine are not looked at."""
    yield from _switched_on(site, "allow_remote_access", "allow_remote_access is set")


def as_root(site: Site) -> Iterator[Problem]:
    """Servers that may be root's."""
    yield from _switched_on(site, "allow_root", "allow_root is set")


def _switched_on(site: Site, name: str, said: str) -> Iterable[Problem]:
    return (_problem(one, name, said) for one in settings.found(site) if one.get(name) is True)


def _problem(one: Settings, name: str, said: str) -> Problem:
    if one.running:
        return Problem("", f"{one.where}: {said}")
    return Problem(one.where, said, line=one.line(name))


def _is_public(address: Any) -> bool:
    """Whether others than this machine can reach what listens there."""
    if not isinstance(address, str) or address in ("localhost", "computed"):
        return False
    if address in ("", "*"):
        return True
    try:
        return not ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False  # a name: who knows


def _shown(address: str) -> str:
    return "every address" if address in ("", "*", "0.0.0.0", "::") else "a public address"  # noqa: S104


CHECKS = [
    Check(
        "jupyter-auth",
        "Jupyter asks for a token or a password",
        "high",
        "A notebook server is a shell. Without a token it is anybody's, also a web page's that "
        "you happen to visit.",
        "jupyter server password    # and take token = '' out",
        authentication,
    ),
    Check(
        "jupyter-tls",
        "Jupyter encrypts what leaves the machine",
        "high",
        "The token, the code and every output can be read by whoever carries the packets.",
        "jupyter lab --ip=127.0.0.1    # reach it by ssh -L, or set certfile and keyfile",
        encryption,
    ),
    Check(
        "jupyter-origin",
        "Jupyter answers its own pages only",
        "high",
        "With '*' any website that you visit can talk to your server with your login.",
        "delete allow_origin, or name the one origin that needs it",
        origins,
    ),
    Check(
        "jupyter-xsrf",
        "Jupyter checks for forged requests",
        "high",
        "A page elsewhere can post to your server in your name: start a kernel, run code.",
        "delete disable_check_xsrf",
        forgery,
    ),
    Check(
        "jupyter-host",
        "Jupyter checks under which name it is called",
        "medium",
        "Without that check a website can rebind its own name to your machine and get past the "
        "rule that keeps pages of different origins apart.",
        "delete allow_remote_access, and list the names in local_hostnames",
        hosts,
    ),
    Check(
        "jupyter-root",
        "Jupyter refuses to be root",
        "high",
        "Every cell then runs with all rights.",
        "delete allow_root, and start Jupyter as an ordinary user",
        as_root,
    ),
]
