"""How a token that is known by its form, or by its vendor's name before it, becomes a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule
from nbguard.detect.secrets import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Check = Callable[[re.Match[str]], bool]

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_END = r"(?![A-Za-z0-9])"
# The "n" of a line end written as \n and the hex digits of %3D belong to no word.
_ESCAPE = re.compile(r"\\[nrt]\Z|%[0-9A-Fa-f]{2}\Z")
# From a name to its value: the rest of the name, a bracket or quote, a sign, a quote.
_TO_VALUE = (
    r"[\w.\- ]{0,40}(?:\\?[\"'])?[\])]?\s{0,3}(?:=>|:=|<-|[=:,(|>])\s{0,3}(?:[bf]?\\?[\"'])?"
)


def spelled(stems: Iterable[str]) -> str:
    """The stems in small, capital and capitalised letters: literals are found faster than (?i)."""
    forms = {form for stem in stems for form in (stem, stem.capitalize(), stem.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


def begins(match: re.Match[str]) -> bool:
    """Whether the value begins a word. Asked here, since a look-behind makes every search slow."""
    text, start = match.string, match.start("value")
    before = text[max(0, start - 3) : start]
    return not before[-1:].isalnum() or bool(_ESCAPE.search(before))


def issued(match: re.Match[str]) -> bool:
    """Whether a token of the right form is one that was issued: no sample, no words, no 1234."""
    value = match["value"]
    body = value[-32:]
    return (
        values.steps(body) <= 0.5
        and values.entropy(body) >= 2.4
        and values.wordiness(body) <= 0.6
        and not values.is_placeholder(value)
    )


def token(
    entity: str, form: str, *hints: str, check: Check | None = issued, score: float = 0.95
) -> Rule:
    """A rule for a token whose own ``form`` gives it away; ``hints`` are lower case."""

    def real(match: re.Match[str]) -> bool:
        return begins(match) and (check is None or check(match))

    regex = f"(?P<value>{form}){_END}"
    return Rule(entity, regex, score, hints, check=real, flags=re.ASCII, run=True)


def within(
    entity: str, regex: str, *hints: str, check: Check | None = issued, score: float = 0.9
) -> Rule:
    """A rule for a token known by what stands around it; ``regex`` has a group ``value``."""
    return Rule(entity, regex, score, hints, check=check, flags=re.ASCII)


def named(entity: str, vendor: str, form: str, score: float = 0.9) -> Rule:
    """A rule for a formless token in a key, variable or call that names its ``vendor``."""
    regex = rf"(?:{spelled([vendor])}){_TO_VALUE}(?P<value>{form}){_END}"
    return Rule(entity, regex, score, (vendor,), check=issued, flags=re.ASCII)
