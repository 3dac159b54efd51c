"""Secrets among the environment variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard.doctor import secrets
from nbguard.doctor.check import Check, Problem

if TYPE_CHECKING:
    from nbguard.doctor.site import Site

# Folders whose names read like passwords; what starts a session gives it; nbguard's own.
_EXPECTED = ("PWD", "OLDPWD", "NBGUARD_", "JUPYTERHUB_", "JPY_", "PYTEST_", "GPG_", "SSH_AUTH_")


def variables(site: Site) -> Iterator[Problem]:
    """Variables that hold a secret, by their name and its form; the value stays in here."""
    pairs = [(k, v) for k, v in sorted(site.environ.items()) if not k.startswith(_EXPECTED)]
    for key, entity in secrets.among(pairs):
        yield Problem("", f"{key} holds a secret ({entity})", f"unset {key}")


CHECKS = [
    Check(
        "environment",
        "no secret in the environment",
        "medium",
        "Every package and every program that a notebook starts inherits it, and `%env`, a crash "
        "report or a debug page prints it.",
        "unset NAME    # and read it where it is needed: keyring, or a file that only you can read",
        variables,
    )
]
