"""Thresholds: ``revealed>5/1h`` is more than five reveals within an hour."""

from __future__ import annotations

import re
from typing import NamedTuple

_RULE = re.compile(r"([a-z_]+)(?:\[([A-Z][A-Z0-9_]*)\])?\s*>\s*(\d{1,9})\s*/\s*(\d{1,5})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Rule(NamedTuple):
    """More than ``most`` of ``event`` (of ``entity``, where one is named) in ``seconds``."""

    text: str
    event: str
    entity: str | None
    most: int
    seconds: int


def rule(text: str) -> Rule:
    """What ``text`` says; raises ValueError for what is no rule.

    >>> rule("revealed[PERSON]>5/1h")
    Rule(text='revealed[PERSON]>5/1h', event='revealed', entity='PERSON', most=5, seconds=3600)
    """
    match = _RULE.fullmatch(text.strip())
    if not match:
        raise ValueError("not a rule")
    event, entity, most, count, unit = match.groups()
    return Rule(text.strip(), event, entity, int(most), int(count) * _SECONDS[unit])
