"""The screen: what a text could hold, told without Presidio.

Every rule is matched here, once, in the cheapest order: a literal that must be in the text, the
words that must be near, then the expression, then its check. A text without candidates costs
microseconds and never reaches Presidio.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nbguard.detect import context
from nbguard.detect.guards import DIGITS
from nbguard.detect.rules import Rule

# Where a number may begin. The character comes first and the look-behind after it, because the
# expression engine finds a character of a set many times faster than a look-behind.
_START = re.compile(r"[\d+(](?:(?<!\w.)|(?<=\\[nrt].))")


class Candidate(NamedTuple):
    """A span that a rule or the tagger proposes, with the words that would support it."""

    start: int
    end: int
    entity: str
    score: float
    context: frozenset[str] = frozenset()


class _Compiled:
    """A rule with its expression compiled on first use: most rules of most runs never need it."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.context = frozenset(rule.context)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.rule.regex, self.rule.flags)

    def candidate(self, match: re.Match[str]) -> Candidate | None:
        rule = self.rule
        if rule.check and not rule.check(match):
            return None
        start, end = match.span("value" if "value" in self.pattern.groupindex else 0)
        return Candidate(start, end, rule.entity, rule.score, self.context)


class Screen:
    """The rules of one policy, ready to be asked about any text."""

    def __init__(self, rules: Iterable[Rule], threshold: Callable[[str], float]) -> None:
        self._threshold = threshold
        compiled = [_Compiled(rule) for rule in rules]
        self._numbers = [r for r in compiled if r.rule.hint == DIGITS]
        self._others = [r for r in compiled if r.rule.hint != DIGITS]

    def search(self, text: str, outside: Collection[str] = ()) -> list[Candidate]:
        """Every candidate in ``text`` whose score, context included, reaches its threshold."""
        view = _View(text, outside)
        found = [*self._search_literals(view), *self._search_numbers(view)]
        return [c for c in found if self._counts(c, view)]

    def _counts(self, candidate: Candidate, view: _View) -> bool:
        least = self._threshold(candidate.entity)
        if candidate.score >= least:
            return True
        return context.lifted(candidate.score) >= least and context.lifts(
            view.text, candidate.start, candidate.end, candidate.context, view.outside
        )

    def _search_literals(self, view: _View) -> Iterator[Candidate]:
        for rule in self._others:
            hint = rule.rule.hint
            if (not hint or any(h in view.lower for h in hint)) and self._may_count(rule, view):
                for match in rule.pattern.finditer(view.text):
                    if candidate := rule.candidate(match):
                        yield candidate

    def _search_numbers(self, view: _View) -> Iterator[Candidate]:
        starts = [m.start() for m in _START.finditer(view.text)]
        active = [rule for rule in self._numbers if self._may_count(rule, view)] if starts else []
        for rule in active:
            for at in starts:
                if (match := rule.pattern.match(view.text, at)) and (
                    candidate := rule.candidate(match)
                ):
                    yield candidate

    def _may_count(self, rule: _Compiled, view: _View) -> bool:
        """Whether the rule's score is enough, or a word that would lift it is there at all."""
        if rule.rule.score >= self._threshold(rule.rule.entity):
            return True
        return not rule.context.isdisjoint(view.vocabulary)


class _View:
    """One text and what is known about it, each computed when first asked for."""

    def __init__(self, text: str, outside: Collection[str]) -> None:
        self.text = text
        self.outside = outside

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def vocabulary(self) -> set[str]:
        return context.vocabulary(self.text).union(self.outside)


def header_words(contexts: Sequence[str]) -> tuple[str, ...]:
    """The words of the keys and headers that describe a text from outside."""
    return tuple(word for label in contexts for word in context.words(label))
