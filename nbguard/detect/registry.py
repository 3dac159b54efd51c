"""Which rules a policy turns on: ours, and the user's own patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect import identifiers, own, secrets
from nbguard.detect.languages import words_for

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule
    from nbguard.policy import Policy


# Where each language is at home: telephone numbers are read as they are written there.
_HOMES = {
    "es": ("ES", "MX"),
    "de": ("DE", "AT", "CH"),
    "fr": ("FR", "BE"),
    "it": ("IT",),
    "pt": ("PT", "BR"),
    "nl": ("NL",),
}


def rules_of(policy: Policy) -> list[Rule]:
    """Every rule whose entity the policy asks for, with the context words of its languages."""
    rules = [*identifiers.rules(_regions(policy)), *secrets.RULES, *own.patterns(policy)]
    return [_translated(rule, policy) for rule in rules if _wanted(rule, policy)]


def _regions(policy: Policy) -> tuple[str, ...]:
    homes = [home for language in policy.languages for home in _HOMES.get(language, ())]
    return tuple(dict.fromkeys((*policy.regions, *homes)))


def _translated(rule: Rule, policy: Policy) -> Rule:
    if not rule.context:
        return rule
    return rule._replace(context=rule.context + words_for(rule.entity, policy.languages))


def _wanted(rule: Rule, policy: Policy) -> bool:
    return rule.entity in policy.entities and (
        not rule.languages or not set(rule.languages).isdisjoint(policy.languages)
    )
