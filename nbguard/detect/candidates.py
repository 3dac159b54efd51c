"""What the screen proposes, and a rule made ready to propose it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.rules import Rule
    from nbguard.detect.view import View


class Candidate(NamedTuple):
    """A span that a rule or the tagger proposes; ``lifted`` if words near it support that."""

    start: int
    end: int
    entity: str
    score: float
    lifted: bool = False


class Compiled:
    """A rule under one policy; its expression is compiled on first use, as most never are used.

    ``strong`` says that the rule's score is enough alone, ``possible`` that it is at least enough
    with context, and ``most`` what it comes to then. ``whole`` says that a value is the whole text
    (a cell), so that only words from outside can be its context.
    """

    def __init__(self, rule: Rule, least: float) -> None:
        self.rule = rule
        self.context = frozenset(rule.context)
        self.whole = rule.regex.startswith(r"\A")
        self.strong = rule.score >= least
        self.most = context.lifted(rule.score)
        self.possible = self.strong or (bool(rule.context) and self.most >= least)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression."""
        return re.compile(self.rule.regex, self.rule.flags)

    @cached_property
    def _group(self) -> str | int:
        return "value" if "value" in self.pattern.groupindex else 0

    def find(self, view: View, start: int, end: int, outside: Sequence[str]) -> list[Candidate]:
        """The candidates in a part of a text."""
        matches = self.pattern.finditer(view.text, start, end)
        return [c for match in matches if (c := self._accepted(match, view, outside))]

    def at(self, view: View, start: int, outside: Sequence[str]) -> list[Candidate]:
        """The candidate that begins exactly at ``start``, if there is one."""
        match = self.pattern.match(view.text, start)
        candidate = match and self._accepted(match, view, outside)
        return [candidate] if candidate else []

    def _accepted(
        self, match: re.Match[str], view: View, outside: Sequence[str]
    ) -> Candidate | None:
        rule = self.rule
        start, end = match.span(self._group)
        if start == end or not (self.strong or view.lifts(start, end, self.context, outside)):
            return None
        if rule.check is not None and not rule.check(match):
            return None
        lifted = not self.strong or view.lifts(start, end, self.context, outside)
        return Candidate(start, end, rule.entity, rule.score, lifted)
