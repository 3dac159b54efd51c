"""What a command did, for the audit log of whoever ran it, under the policy that holds here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from nbguard import audit
from nbguard.errors import PolicyError
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping


def record(
    event: str, *, where: str, entities: Mapping[str, int] | None = None, note: str = ""
) -> None:
    """As ``audit.record``, with the receivers that the policy names."""
    audit.configure(Policy.find(os.getcwd()).audit)
    audit.record(event, where=where, entities=entities, note=note)


def refuse_unless(action: str, where: str) -> None:
    """Raise PolicyError, and record it, where the policy forbids the action."""
    policy = Policy.find(os.getcwd())
    if not policy.may(action):
        record("refused", where=where, note=action)
        raise PolicyError(f"the policy forbids this to you ({policy.source})")
