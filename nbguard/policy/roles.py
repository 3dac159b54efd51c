"""Roles: who may do what. Where a policy names roles, whoever none of them names may nothing.

    [roles.steward]
    who = ["jane", "group:privacy", "env:JUPYTERHUB_USER=jane"]   # "*" is everybody
    see = ["PERSON"]                      # entities shown as they are; "*" is all of them
    may = ["reveal", "restore:PERSON"]    # of every entity, or of one

Users and groups are the system's. The environment is as true as whoever started the process.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbguard.entities import CATALOGUE
from nbguard.errors import PolicyError
from nbguard.policy.checks import list_of, one_of

ACTIONS = ("see", "reveal", "restore", "switch_off", "allow", "export")
PINNED_FORBIDS = ("see", "reveal", "switch_off", "allow")
"""What an administrator's policy that names no roles lets nobody do."""

_KEYS = ("who", "see", "may")
_EVERY = "*"

Roles = Mapping[str, Mapping[str, list[str]]]


def roles_table(value: Mapping[str, Any], own: set[str]) -> dict[str, dict[str, list[str]]]:
    """The roles by name, each checked word by word."""
    if not isinstance(value, Mapping):
        raise PolicyError(f"roles must be a table, not {type(value).__name__}")
    return {str(name): _role(str(name), row, own) for name, row in value.items()}


def _role(name: str, row: Mapping[str, Any], own: set[str]) -> dict[str, list[str]]:
    where = f"roles.{name}"
    if not isinstance(row, Mapping):
        raise PolicyError(f"{where} must be a table with {', '.join(_KEYS)}")
    for key in row:
        one_of(f"key in {where}", key, _KEYS)
    who, see, may = (list_of(row.get(key, ()), f"{where}.{key}", str) for key in _KEYS)
    if not who:
        raise PolicyError(f"{where} names nobody: who = ['jane', 'group:privacy'], or ['*']")
    entities = [_EVERY, *CATALOGUE, *own]
    for member in who:
        _check_member(member, where)
    for entity in see:
        one_of(f"entity in {where}", entity, entities)
    for word in may:
        action, colon, entity = word.partition(":")
        one_of(f"action in {where}.may", action, ACTIONS[1:])
        if colon:
            one_of(f"entity in {where}", entity, entities)
    return {"who": who, "see": see, "may": may}


def _check_member(member: str, where: str) -> None:
    kind, colon, rest = member.partition(":")
    known = not colon or (kind in ("user", "group") and rest) or (kind == "env" and "=" in rest)
    if not member or not known:
        raise PolicyError(f"{where}.who: write 'jane', 'group:privacy' or 'env:NAME=value'")


def grants(roles: Roles, action: str, entity: str | None) -> bool:
    """Whether a role of whoever runs this process grants the action (of the entity)."""
    for role in roles.values():
        words = role["see"] if action == "see" else _entities(role["may"], action)
        if (entity in words or _EVERY in words) and any(map(_is_me, role["who"])):
            return True
    return False


def _entities(may: list[str], action: str) -> list[str]:
    """The entities of which ``may`` grants the action: ``*`` where it names none."""
    words = [word.partition(":") for word in may]
    return [entity or _EVERY for name, _, entity in words if name == action]


def _is_me(member: str) -> bool:
    kind, colon, rest = member.partition(":")
    if kind == "env":
        name, _, value = rest.partition("=")
        return _environment().get(name) == value
    if kind == "group" and colon:
        return rest in _groups()
    return member == _EVERY or (rest or member) == _user()


def _environment() -> dict[str, str]:
    """The environment that the process was started with: what a cell sets comes too late.

    Where the system does not tell, as it was when a policy was first needed.
    """
    try:
        parts = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return _AT_FIRST
    pairs = (os.fsdecode(part).partition("=") for part in parts)
    return {name: value for name, _, value in pairs}


_AT_FIRST = dict(os.environ)


def _user() -> str:
    """Not from the environment, where anybody can be anybody, if the system tells."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "" if hasattr(os, "getuid") else os.environ.get("USERNAME", "")


def _groups() -> set[str]:
    try:
        import grp
    except ImportError:  # Windows: no role by group holds there
        return set()
    names = set()
    for number in {os.getgid(), *os.getgroups()}:
        with suppress(KeyError):  # a directory service may tell one group, and not list all
            names.add(grp.getgrgid(number).gr_name)
    return names
