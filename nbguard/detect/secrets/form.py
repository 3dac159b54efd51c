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
_LITERAL = re.compile(r"(?:[A-Za-z0-9_/-](?![{?*+]))*")
# From a name to its value: the rest of the name, a bracket or quote, a sign, a quote.
_TO_VALUE = (
    r"[\w.\- ]{0,40}(?![\w.\- ])(?:\\?[\"'])?[\])]?\s{0,3}(?:=>|:=|<-|[=:,(|>])\s{0,3}"
    r"(?:[bf]?\\?[\"'])?"
)


def spelled(stems: Iterable[str]) -> str:
    """The stems in small, capital and capitalised letters: literals are found faster than (?i)."""
    forms = {form for stem in stems for form in (stem, stem.capitalize(), stem.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


def issued(match: re.Match[str]) -> bool:
    """Whether a token of the right form is one that was issued: no sample, no words, no 1234."""
    value = match["value"]
    body = value[-32:]
    written = value if len(value) < 100 else body  # the long ones repeat a letter by chance
    return (
        values.steps(body) <= 0.5
        and values.entropy(body) >= 2.4
        and values.wordiness(body) <= 0.85
        and not values.is_placeholder(written)
    )


def token(
    entity: str, form: str, *hints: str, check: Check | None = issued, score: float = 0.95
) -> Rule:
    """A rule for a token whose ``form`` gives it away; ``hints``, lower case, are part of it."""
    regex = f"(?P<value>{_edged(form)}){_END}"
    return Rule(entity, regex, score, hints, check=check, flags=re.ASCII, run=True)


def _edged(form: str) -> str:
    r"""``form``, where it begins a word; the n of a written \n and the digits of %3D are no word.

    The look-behinds come after the literal with which most forms begin: an expression that
    begins with a literal is searched many times faster.
    """
    literal = _LITERAL.match(form)[0]  # type: ignore[index]
    before = rf"(?<![A-Za-z0-9]{literal})|(?<=\\[nrt]{literal})|(?<=%[0-9A-F][0-9A-F]{literal})"
    return f"{literal}(?:{before}){form[len(literal) :]}"


def within(
    entity: str, regex: str, *hints: str, check: Check | None = issued, score: float = 0.9
) -> Rule:
    """A rule for a token known by what stands around it; ``regex`` has a group ``value``."""
    return Rule(entity, regex, score, hints, check=check, flags=re.ASCII)


def named(entity: str, vendor: str, form: str, score: float = 0.9) -> Rule:
    """A rule for a formless token in a key, variable or call that names its ``vendor``."""
    regex = rf"(?:{spelled([vendor])}){_TO_VALUE}(?P<value>{form}){_END}"
    return Rule(entity, regex, score, (vendor,), check=issued, flags=re.ASCII)
