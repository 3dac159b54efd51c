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
    if str(service.get("user", "")).split(":")[0] in ("root", "0"):
        yield "runs as root", 'user: "1000:1000"'
    if any("docker.sock" in str(volume) for volume in service.get("volumes") or ()):
        yield "can command Docker, and so the machine", "take the socket out of its volumes"
    for port in service.get("ports") or ():
        if isinstance(port, str | int) and _published_to_all(str(port)) and "8888" in str(port):
            yield "publishes Jupyter on every address", '"127.0.0.1:8888:8888"'


def _published_to_all(port: str) -> bool:
    """Whether a port's short form names no address before the two numbers."""
    return port.count(":") == 1 or port.startswith(("0.0.0.0:", "[::]:"))


def _secrets(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    said = service.get("environment") or {}
    if isinstance(said, list):
        pairs = [(name, value) for name, _, value in (str(x).partition("=") for x in said)]
    else:
        pairs = [(str(k), str(v)) for k, v in said.items() if v is not None]
    for name, entity in secrets.among(pairs):
        yield f"{name} holds a secret ({entity})", f"{name}: ${{{name}}}    # or: secrets:"


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
