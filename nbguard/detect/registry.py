"""Which rules a policy turns on: ours, and the user's own patterns."""

from __future__ import annotations

from nbguard.detect import identifiers, own
from nbguard.detect.rules import Rule
from nbguard.policy import Policy


def rules_of(policy: Policy) -> list[Rule]:
    """Every rule whose entity the policy asks for, in its languages."""
    return [rule for rule in [*_ours(), *own.patterns(policy)] if _wanted(rule, policy)]


def _ours() -> tuple[Rule, ...]:
    try:
        from nbguard.detect.secrets import RULES
    except ImportError:
        return identifiers.RULES
    return (*identifiers.RULES, *RULES)


def _wanted(rule: Rule, policy: Policy) -> bool:
    return rule.entity in policy.entities and (
        not rule.languages or not set(rule.languages).isdisjoint(policy.languages)
    )
