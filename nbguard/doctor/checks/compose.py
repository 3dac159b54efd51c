"""Compose files: what a container may do to the machine around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nbguard.doctor import secrets
from nbguard.doctor.check import Check, Problem, Skip
from nbguard.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from nbguard.doctor.site import Site


def compose(site: Site) -> Iterator[Problem]:
    """Services with rights they need not have, and secrets written down in the file."""
    for path, services in _files(site):
        for name, service in services.items():
            if isinstance(service, dict):
                for said, mend in (*_rights(service), *_secrets(service)):
                    yield Problem(site.shown(path), f"{name}: {said}", mend)


def _files(site: Site) -> list[tuple[Path, dict[str, Any]]]:
    import yaml

    found = []
    paths = site.files("compose*.y*ml", "docker-compose*.y*ml")
    for path in paths:
        try:
            content = yaml.safe_load(site.text(path))
        except yaml.YAMLError:
            raise UnreadableFile(f"{site.shown(path)}: not YAML") from None
        services = content.get("services") if isinstance(content, dict) else None
        if isinstance(services, dict):
            found.append((path, services))
    if not found:
        raise Skip("no compose file here")
    return found


def _rights(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if service.get("privileged") is True:
        yield "privileged: it is root on the machine", "delete privileged; cap_add what it needs"
    if service.get("network_mode") == "host":
        yield "shares the machine's network", "delete network_mode; publish single ports"
    if _plain(service.get("user")).split(":")[0] in ("root", "0"):
        yield "runs as root", 'user: "1000:1000"'
    if any("docker.sock" in _mounted(volume) for volume in _listed(service, "volumes")):
        yield "can command Docker, and so the machine", "take the socket out of its volumes"
    for port in map(_plain, _listed(service, "ports")):
        if "8888" in port and _published_to_all(port):
            yield "publishes Jupyter on every address", '"127.0.0.1:8888:8888"'


def _published_to_all(port: str) -> bool:
    """Whether a port's short form names no address before the two numbers."""
    return port.count(":") == 1 or port.startswith(("0.0.0.0:", "[::]:"))


def _secrets(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    said = service.get("environment")
    if isinstance(said, dict):
        pairs = [(_plain(name), _plain(value)) for name, value in said.items()]
    else:
        words = map(_plain, _listed(service, "environment"))
        pairs = [(name, value) for name, _, value in (word.partition("=") for word in words)]
    for name, entity in secrets.among(pairs):
        yield f"{name} holds a secret ({entity})", f"{name}: ${{{name}}}    # or: secrets:"


def _plain(value: object) -> str:
    """A word or a number as text; anything else is none, for aliases can make it endless."""
    return str(value) if isinstance(value, str | int | float) else ""


def _listed(service: dict[str, Any], key: str) -> list[Any]:
    value = service.get(key)
    return value if isinstance(value, list) else []


def _mounted(volume: object) -> str:
    """What of the machine a volume shows."""
    return _plain(volume.get("source") if isinstance(volume, dict) else volume)


CHECKS = [
    Check(
        "compose",
        "containers have no rights over the machine",
        "high",
        "A notebook in such a container can do what root on the machine can.",
        "see what each line names",
        compose,
    )
]
