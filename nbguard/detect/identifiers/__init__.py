"""The rules for personal identifiers, one file per family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.identifiers import (
    banks,
    cards,
    dates,
    email,
    europe,
    network,
    paths,
    people,
    phones,
    streets,
    united_states,
    web,
    world,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.rules import Rule

_EVERYWHERE: tuple[Rule, ...] = (
    *email.RULES,
    *cards.RULES,
    *banks.RULES,
    *network.RULES,
    *united_states.RULES,
    *europe.RULES,
    *world.RULES,
    *people.RULES,
    *streets.RULES,
    *dates.RULES,
    *paths.RULES,
    *web.RULES,
)


def rules(regions: Sequence[str]) -> tuple[Rule, ...]:
    """Every rule; telephone numbers as they are written in ``regions``."""
    return (*_EVERYWHERE, *phones.rules(regions))
