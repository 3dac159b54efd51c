"""What bears somebody's name and is nobody: methods, laws, diseases, openings, storms.

"Hosmer-Lemeshow test", "Lambert W function", "Hurricane Katrina". A reference in a docstring names
people who signed a published work; it is told by reStructuredText's own mark and by its year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.names.tokens import BLANK, GLUED, LINE, SPACE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

_OF_ANYBODY = frozenset(
    each(
        """tau kappa lemma theorem theorems inequality conjecture polynomial polynomials
        distribution distributions function quadrature estimator coefficient"""
    )
)
"""Not even somebody who is told by a given name has one: "Kendall's tau", not "Anna's reaction"."""
_OF_ONE = _OF_ANYBODY | frozenset(
    each(
        """algorithm formula functions equation equations regression transform decomposition
        factorization integral integrals expansion kernel divergence statistic criterion heuristic
        syndrome disease lymphoma palsy reaction apparatus"""
    )
)
"""Nobody owns one: "Miller test" may be somebody's, "Miller polynomial" is not."""
_OF_TWO = _OF_ONE | frozenset(
    each(
        """test tests index score number model method methods window tree curve plot law ratio
        correction variation defense defence opening attack gambit series process matrix conditions
        diagram filter distance simplex algorithm stain cycle effect p U"""
    )
)
_STORMS = frozenset(each("Hurricane Typhoon Cyclone Storm"))
_WHOSE = frozenset(("'s", "\u2019s", "'", "\u2019"))
_GIVEN = 1 << LISTS.index("first")
_MANY = 3  # names that are joined
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


def is_eponym(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is that of a thing, by the word for the thing beside it.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    if _is_storm(read, run):
        return True
    first, last = _joined(read, run)
    letter = last == first + 1 and len(read[last].word) == 1  # "Lambert W"
    names = 1 if letter else (last - first) // 2 + 1
    if not letter and set(_words(read, first, last)[1::2]) - {"-"}:
        return False
    given = not letter and bool(marks[first] & _GIVEN)
    if names >= _MANY:
        return not given
    after = last + 1 + (last + 1 < len(read) and read[last + 1].word in _WHOSE)
    things = [token.word for token in read[after : after + 2] if token.spacing == SPACE]
    if given:
        return names == 1 and not _OF_ANYBODY.isdisjoint(things[:1])
    return not (_OF_ONE.isdisjoint(things[:1]) if names == 1 else _OF_TWO.isdisjoint(things))


def _is_storm(read: list[Token], run: Run) -> bool:
    """Whether it is one word behind that for a storm, or both together."""
    at = run.last
    near = at > 0 and read[at].spacing == SPACE and read[at - 1].word in _STORMS
    return near and at - run.first <= 1


def _words(read: list[Token], first: int, last: int) -> list[str]:
    return [token.word for token in read[first : last + 1]]


def _joined(read: list[Token], run: Run) -> tuple[int, int]:
    """The run with the names that hyphens join to it: "Mann" is half of "Mann-Whitney"."""
    first, last = run.first, run.last
    while first > 1 and _is_joint(read, first - 1):
        first -= 2
    while last + 2 < len(read) and _is_joint(read, last + 1):
        last += 2
    return first, last


def _is_joint(read: list[Token], at: int) -> bool:
    left, hyphen, right = read[at - 1 : at + 2]
    glued = hyphen.spacing == GLUED == right.spacing
    return hyphen.word == "-" and glued and left.word[0].isupper() and right.word[0].isupper()


def references(read: list[Token]) -> Iterator[tuple[int, int]]:
    """Where references stand: ``.. [1] J. Doe, "A title", 2004.``, to the next one or a blank line.

    Gives the first token of each and the one behind its last.
    """
    at = 0 if any(token.word == ".." for token in read) else len(read)
    while at < len(read):
        if not _begins(read, at):
            at += 1
            continue
        start, at = at, at + 1
        while at < len(read) and read[at].spacing < BLANK and not _begins(read, at):
            at += 1
        if any(_YEAR.fullmatch(token.word) for token in read[start:at]):
            yield start, at


def _begins(read: list[Token], at: int) -> bool:
    return read[at].word == ".." and read[at].spacing >= LINE and _opens(read, at + 1)


def _opens(read: list[Token], at: int) -> bool:
    return at < len(read) and read[at].word == "[" and read[at].spacing == SPACE
