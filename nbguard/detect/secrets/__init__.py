"""Keys, tokens and passwords, as rules.

Three kinds of proof: the form that a vendor gave its tokens (``cloud``, ``code``, ``ai``,
``messages``, ``payments``, ``services``, ``jwt``, ``private_keys``); the syntax around the value
(``urls``, ``headers``, ``commands``); the name before it (``keyed``, ``lists``, ``prose``,
``columns``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.secrets import (
    ai,
    cloud,
    code,
    columns,
    commands,
    headers,
    jwt,
    keyed,
    lists,
    messages,
    payments,
    private_keys,
    prose,
    services,
    urls,
)

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = tuple(
    rule
    for family in (
        *(cloud, code, ai, messages, payments, services, jwt, private_keys),
        *(urls, headers, commands, keyed, lists, prose, columns),
    )
    for rule in family.RULES
)
