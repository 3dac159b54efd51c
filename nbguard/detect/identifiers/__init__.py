"""The rules for personal identifiers, one file per family."""

from __future__ import annotations

from nbguard.detect.identifiers import cards, email, network, phones, united_states
from nbguard.detect.rules import Rule

RULES: tuple[Rule, ...] = (
    *email.RULES,
    *cards.RULES,
    *phones.RULES,
    *network.RULES,
    *united_states.RULES,
)
