"""The screen: what a text could hold, told without Presidio.

Every rule is matched here, once, in the cheapest order: a literal that must be in the text, the
words that must be near, then the expression, then its check. A text without candidates costs
microseconds and never reaches Presidio.

Numeric rules have nothing in common but digits, so they are looked for together: one expression
knows how all of them begin. Rules too weak to count alone are searched only where one of their
context words stands, or throughout when the word comes from outside (a column's header).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import context
from nbguard.detect.guards import DIGITS, LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from nbguard.detect.rules import Rule

_LONGEST = 80
"""No numeric value is longer; searches in a part of a text go so far past its end."""


RUN = re.compile(r"[A-Za-z0-9_.$~+/:=-]{18,}")
"""What keys, tokens and URLs stand in, and little else: a tenth of code, nothing of tables."""


class Candidate(NamedTuple):
    """A span that a rule or the tagger proposes, with the words that would support it."""

    start: int
    end: int
    entity: str
    score: float
    context: frozenset[str] = frozenset()


class _Compiled:
    """A rule under one policy; its expression is compiled on first use, as most never are used."""

    def __init__(self, rule: Rule, least: float) -> None:
        self.rule = rule
        self.context = frozenset(rule.context)
        self.strong = rule.score >= least
        self.possible = self.strong or (bool(rule.context) and context.lifted(rule.score) >= least)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.rule.regex, self.rule.flags)

    def candidate(self, match: re.Match[str], outside: Collection[str]) -> Candidate | None:
        rule = self.rule
        start, end = match.span("value" if "value" in self.pattern.groupindex else 0)
        if not self.strong and not context.lifts(match.string, start, end, self.context, outside):
            return None
        if rule.check and not rule.check(match):
            return None
        return Candidate(start, end, rule.entity, rule.score, self.context)


class _View:
    """One text and what is known about it, each computed when first asked for."""

    def __init__(self, text: str, outside: Collection[str]) -> None:
        self.text = text
        self.outside = outside

    @cached_property
    def lower(self) -> str:
        """The text in lower case, letter for letter: a few capitals (İ) have longer small forms."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def vocabulary(self) -> set[str]:
        return context.vocabulary(self.text)

    @cached_property
    def has_digits(self) -> bool:
        return any(digit in self.text for digit in DIGITS)

    @cached_property
    def runs(self) -> str:
        return " ".join(RUN.findall(self.text)).lower()


class Screen:
    """The rules of one policy, ready to be asked about any text."""

    def __init__(self, rules: Iterable[Rule], threshold: Callable[[str], float]) -> None:
        compiled = [_Compiled(rule, threshold(rule.entity)) for rule in rules]
        possible = [rule for rule in compiled if rule.possible]
        others = [r for r in possible if r.rule.hint != DIGITS]
        self._anywhere = _by_hint(r for r in others if not r.rule.run)
        self._in_runs = _by_hint(r for r in others if r.rule.run)
        self._strong = [r for r in possible if r.rule.hint == DIGITS and r.strong]
        self._weak = [r for r in possible if r.rule.hint == DIGITS and not r.strong]
        self._weak_context = frozenset[str]().union(*(rule.context for rule in self._weak))

    def search(self, text: str, outside: Collection[str] = ()) -> list[Candidate]:
        """Every candidate in ``text`` whose score, context included, reaches its threshold."""
        view = _View(text, outside)
        found = list(self._search_hinted(view, self._anywhere, view.lower))
        if view.runs:
            found += self._search_hinted(view, self._in_runs, view.runs)
        if view.has_digits:
            found += self._search_strong(view)
            found += self._search_weak(view)
        return found

    def _search_hinted(
        self, view: _View, rules: Sequence[tuple[str, _Compiled]], where: str
    ) -> Iterator[Candidate]:
        for rule in dict.fromkeys([rule for hint, rule in rules if hint in where]):
            for start, end in _parts(view.lower, rule.rule):
                for match in rule.pattern.finditer(view.text, start, end):
                    if candidate := rule.candidate(match, view.outside):
                        yield candidate

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        starts = "|".join(dict.fromkeys(rule.rule.start for rule in self._strong))
        return re.compile(rf"(?=[\d+(]|[A-Z]{{1,6}}\d){LEFT}(?={starts})")

    def _search_strong(self, view: _View) -> Iterator[Candidate]:
        for start in self._starts.finditer(view.text):
            for rule in self._strong:
                if (match := rule.pattern.match(view.text, start.start())) and (
                    candidate := rule.candidate(match, view.outside)
                ):
                    yield candidate

    def _search_weak(self, view: _View) -> Iterator[Candidate]:
        inside = self._weak_context & view.vocabulary
        for rule in self._weak:
            if rule.context.isdisjoint(view.outside):
                parts = _near(view.lower, rule.context & inside) if inside else []
            else:
                parts = [(0, len(view.text))]
            for start, end in parts:
                for match in rule.pattern.finditer(view.text, start, end + _LONGEST):
                    if match.start() < end and (c := rule.candidate(match, view.outside)):
                        yield c


def _by_hint(rules: Iterable[_Compiled]) -> list[tuple[str, _Compiled]]:
    """Each hint with its rule; the empty hint, which every text holds, for a rule without."""
    return [(hint, rule) for rule in rules for hint in rule.rule.hint or ("",)]


def _parts(lower: str, rule: Rule) -> list[tuple[int, int]]:
    """Where to search for ``rule``: everywhere, or within its reach of each of its hints."""
    if not rule.reach:
        return [(0, len(lower))]
    spans = (
        (at - rule.reach, at + rule.reach) for hint in rule.hint for at in _positions(lower, hint)
    )
    return _merged(spans, len(lower))


def _near(lower: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches in which one of ``words`` may be context."""
    spans = (
        (at - context.BEYOND - _LONGEST, at + len(word) + context.REACH)
        for word in words
        for at in _positions(lower, word)
    )
    return _merged(spans, len(lower))


def _positions(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((max(0, start), end))
    return [(start, min(end, length)) for start, end in merged]


def header_words(contexts: Sequence[str]) -> tuple[str, ...]:
    """The words of the keys and headers that describe a text from outside."""
    return tuple(word for label in contexts for word in context.words(label))
