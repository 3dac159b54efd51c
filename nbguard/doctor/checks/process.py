"""Who runs the notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nbguard.doctor.check import Check, Problem

if TYPE_CHECKING:
    from nbguard.doctor.site import Site


def root(site: Site) -> Iterator[Problem]:
    """Whether this is root's own session."""
    if site.user == 0:
        yield Problem("", "you are root, and so is every notebook you start from here")


CHECKS = [
    Check(
        "root",
        "notebooks do not run as root",
        "high",
        "Any cell, and any package it imports, can then read and change everything on the machine.",
        "useradd --create-home analyst && su - analyst    # in a Dockerfile: USER 1000",
        root,
    )
]
