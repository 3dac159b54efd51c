"""A rule is data: what a sensitive value looks like, and what proves it.

Rules are matched once, by the screen, without Presidio; what they find is then handed to
Presidio as the results of a recognizer. Nothing here imports Presidio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


class Rule(NamedTuple):
    """One form of one entity.

    ``regex`` must be linear in the length of a hostile text (bounded repeats, no nested ones);
    its group ``value``, where it has one, is the sensitive part, else the whole match is.
    ``hint`` holds lower-case literals: a text without any of them is never searched.
    ``check`` sees the match (and so its surroundings, in ``match.string``) and says whether it
    is real: checksums, issuer ranges, placeholders, neighbours.
    ``score`` is the score alone; one of the ``context`` words nearby (whole words, lower case)
    lifts it by 0.35 to at least 0.65. A rule whose score stays below the policy's threshold
    finds something only where such a word is near, or in the header or key from outside.
    ``languages`` empty means every language.
    ``reach``, where it is given, promises that a match begins and ends within so many characters
    of a hint, so that only there is searched.
    ``one_word`` promises besides that a match and its hint stand in one word, without blanks.
    ``begins`` promises that every match begins with a hint, so that it is only tried there.
    ``run`` promises that a hint stands in a run of 18 or more of the characters that keys are made
    of (``view.RUN``), so that no hint is looked for in the rest of a text.
    ``start`` is for numbers (see ``guards.number``): a cheap form with which the value begins.
    """

    entity: str
    regex: str
    score: float
    hint: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    check: Callable[[re.Match[str]], bool] | None = None
    languages: tuple[str, ...] = ()
    flags: int = 0
    reach: int = 0
    start: str = ""
    run: bool = False
    one_word: bool = False
    begins: bool = False


def each(words: str) -> tuple[str, ...]:
    """The words of a blank-separated line: a row of data stays a row.

    >>> each("phone tel mobile")
    ('phone', 'tel', 'mobile')
    """
    return tuple(words.split())
