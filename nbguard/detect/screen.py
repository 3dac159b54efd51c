"""The screen: what texts could hold, told without Presidio.

Every rule is matched here, once, in the cheapest order: a literal that must be in the text, the
words that must be near, then the expression, then its check. Many small texts (cells of a table)
are first asked together, as one: a rule whose literal is nowhere among them is done with, and a
text without candidates costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect.candidates import Candidate, Compiled
from nbguard.detect.guards import DIGITS
from nbguard.detect.joined import Joined
from nbguard.detect.numbers import Numbers
from nbguard.detect.spans import around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nbguard.detect.rules import Rule
    from nbguard.detect.view import View

_BATCH = 1 << 20


class Question(NamedTuple):
    """A text, and the words of the keys and headers that describe it from outside."""

    text: str
    outside: tuple[str, ...] = ()


class Screen:
    """The rules of one policy, ready to be asked about any texts."""

    def __init__(self, rules: Iterable[Rule], threshold: Callable[[str], float]) -> None:
        compiled = [Compiled(rule, threshold(rule.entity)) for rule in rules]
        possible = [rule for rule in compiled if rule.possible]
        self._rules = [rule for rule in possible if rule.rule.hint != DIGITS]
        self._numbers = Numbers([rule for rule in possible if rule.rule.hint == DIGITS])

    def search(self, questions: Sequence[Question]) -> list[list[Candidate]]:
        """Per question, every candidate whose score, context included, reaches its threshold."""
        return [found for batch in _batches(questions) for found in self._search_batch(batch)]

    def _search_batch(self, batch: Sequence[Question]) -> list[list[Candidate]]:
        joined = Joined([question.text for question in batch])
        found: list[list[Candidate]] = [[] for _ in batch]
        for start in self._numbers.starts(joined.view):
            index, at = joined.locate(start)
            found[index] += self._numbers.at(batch[index].text, at)
        for index in joined.having(self._numbers.words_in(joined.view)):
            found[index] += self._numbers.beside(joined.alone(index))
        for index, question in enumerate(batch) if joined.view.has_digits else ():
            found[index] += self._numbers.under(question.text, question.outside)
        for rule in self._rules:
            for index in _where(rule, joined, batch):
                found[index] += _find(rule, joined.alone(index), batch[index].outside)
        return found


def _where(rule: Compiled, joined: Joined, batch: Sequence[Question]) -> Iterable[int]:
    """Which texts of a batch are worth a search for ``rule``."""
    if rule.rule.hint:
        return joined.having(rule.rule.hint, run=rule.rule.run)
    if rule.strong:
        return range(len(batch))
    asked = {i for i, q in enumerate(batch) if not rule.context.isdisjoint(q.outside)}
    return asked if rule.whole else asked | joined.having(rule.context & joined.view.vocabulary)


def _find(rule: Compiled, view: View, outside: Sequence[str]) -> Iterator[Candidate]:
    """The candidates in a text: within the rule's reach of its hints, where it has one."""
    parts = [(0, len(view.text))]
    if rule.rule.hint and rule.rule.reach:
        parts = around(view.lower, rule.rule.hint, rule.rule.reach, rule.rule.reach)
    for start, end in parts:
        yield from rule.find(view.text, start, end, outside)


def _batches(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """Runs of questions whose texts together are about a mega-character."""
    start = size = 0
    for end, question in enumerate(questions, 1):
        size += len(question.text)
        if size >= _BATCH or end == len(questions):
            yield questions[start:end]
            start, size = end, 0
