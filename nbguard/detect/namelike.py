"""How much the lists must know of a column's values before it counts as one of people's names.

Two thresholds stand for one thought: enough values are listed as names at all, or fewer are and
enough of them hold a word that is a name and nothing else. Single words prove less than several;
where a header speaks of things, only full names prove anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbguard.detect.people import People

_NAME_OF_A_PERSON, _ROLE, _NAME, _SILENCE = 1.0, 0.75, 0.5, 0.0
_TOGETHER = ((0.15, 0.33), (0.3, 0.3))
_FEW, _SOME, _MANY, _VARIED = 5, 10, 12, 50  # distinct values
# Of fifty different values, all made like names and few of them words: fewer need be listed.
_AMONG_MANY = {"one": (0.24, 0.2, 0.06), "several": (0.16, 0.21, 0.15)}


def enough_names(said: float, seen: People, distinct: int) -> bool:
    """Whether the values are names; ``said`` is what the header says (``Header.person``)."""
    if said == _NAME_OF_A_PERSON:
        return _under_a_name(seen, distinct)
    if said >= _SILENCE and _among_many(seen, distinct):
        return True
    if said == _ROLE:
        return (seen.listed >= 0.35 and seen.only > 0) or seen.only >= 0.3
    if seen.other > 0.2:
        return said == _NAME and seen.several > 0.5 and seen.listed >= 0.6
    return (_full_names if seen.several > 0.5 else _single_words)(said, seen, distinct)


def _under_a_name(seen: People, distinct: int) -> bool:
    """No list holds every language's names: words of no other meaning will do."""
    if seen.listed >= 0.2 and (seen.only > 0 or seen.capital > 0.5):
        return True
    return distinct >= _FEW and min(seen.shaped, seen.capital) >= 0.8 and seen.other <= 0.15


def _among_many(seen: People, distinct: int) -> bool:
    """Whether so many different values, with capitals each, are names of which few are listed."""
    if distinct < _VARIED or min(seen.shaped, seen.capital) < 0.95 or 0.1 < seen.several < 0.9:
        return False
    listed, only, other = _AMONG_MANY["several" if seen.several > 0.5 else "one"]
    return seen.listed >= listed and seen.only >= only and seen.other <= other


def _full_names(said: float, seen: People, distinct: int) -> bool:
    if said == _NAME:
        return seen.listed >= 0.4 or seen.only >= 0.3
    if said == _SILENCE:
        known = seen.listed >= 0.65 or seen.only >= 0.9
        several = any(seen.listed >= low and seen.only >= high for low, high in _TOGETHER)
        return (known or several) and distinct >= _FEW
    return seen.listed >= 0.95 and distinct >= _SOME


def _single_words(said: float, seen: People, distinct: int) -> bool:
    if said == _NAME:
        known = distinct >= _MANY and seen.other <= 0.08 and seen.only >= 0.15
        varied = distinct >= _VARIED and seen.other <= 0.1 and seen.only >= 0.24
        return (
            seen.listed >= 0.7
            or (known and seen.listed >= 0.45)
            or (varied and seen.listed >= 0.38)
        )
    if said == _SILENCE:
        if seen.other > 0.1 or seen.capital < 0.5:
            return seen.listed >= 0.9 and distinct >= _FEW
        known = seen.listed >= 0.4 and seen.only >= 0.35 and distinct >= _MANY
        varied = seen.listed >= 0.3 and seen.only >= 0.25 and distinct >= _VARIED
        return known or varied or (seen.listed >= 0.9 and distinct >= _FEW)
    return False
