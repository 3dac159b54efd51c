"""The screen: what texts could hold, told without Presidio.

Every rule is matched here, once, in the cheapest order: a literal that must be in the text, the
words that must be near, then the expression, then its check. Many small texts (cells of a table)
are first asked together, as one: a rule whose literal is nowhere among them is done with, and a
text without candidates costs next to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import context, delimited
from nbguard.detect.candidates import Candidate, Compiled
from nbguard.detect.guards import DIGITS
from nbguard.detect.joined import Joined
from nbguard.detect.numbers import Numbers
from nbguard.detect.spans import about, whole_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from nbguard.detect.delimited import Cell
    from nbguard.detect.rules import Rule
    from nbguard.detect.view import Literal, View

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
        cells = (rule.context for rule in self._rules if rule.whole)
        self._by_literal: dict[Literal, list[int]] = {}
        for i, rule in enumerate(self._rules):
            for hint in rule.rule.hint:
                self._by_literal.setdefault((hint, rule.rule.run), []).append(i)
        self._unhinted = [i for i, rule in enumerate(self._rules) if not rule.rule.hint]
        self._headers = frozenset(self._numbers.words).union(*cells)

    def search(self, questions: Sequence[Question]) -> list[Sequence[Candidate]]:
        """Per question, every candidate whose score, context included, reaches its threshold."""
        return [found for batch in _batches(questions) for found in self._search_batch(batch)]

    def _search_batch(self, batch: Sequence[Question]) -> Iterator[Sequence[Candidate]]:
        joined = Joined([question.text for question in batch])
        found: defaultdict[int, list[Candidate]] = defaultdict(list)
        for start in self._numbers.starts(joined.view):
            index, at = joined.locate(start)
            found[index] += self._numbers.at(joined.alone(index), at, batch[index].outside)
        for index, candidate in self._numbers.beside(joined, found):
            found[index].append(candidate)
        labelled = _labelled(batch)
        numbered = self._numbers.words & labelled.keys() if joined.view.has_digits else ()
        for index in set().union(*(labelled[word] for word in numbered)):
            found[index] += self._numbers.under(joined.alone(index), batch[index].outside)
        for rule in self._worth_asking(joined.view):
            if rule.rule.begins:
                for index, at in joined.each_place(rule.rule.hint):
                    found[index] += rule.at(joined.alone(index), at, batch[index].outside)
                continue
            for index, start, end in _where(rule, joined, labelled):
                found[index] += rule.find(joined.alone(index), start, end, batch[index].outside)
        self._search_tables(batch, joined, found)
        return (found.get(i, ()) for i in range(len(batch)))

    def _worth_asking(self, view: View) -> Iterator[Compiled]:
        """The rules of which a literal is there, and those that have none, in their order."""
        hinted = (i for literal in view.held(self._by_literal) for i in self._by_literal[literal])
        return (self._rules[i] for i in sorted({*hinted, *self._unhinted}))

    def _search_tables(
        self, batch: Sequence[Question], joined: Joined, found: Mapping[int, list[Candidate]]
    ) -> None:
        """Ask about the cells of tables inside the texts; a text under a header is no table."""
        if joined.view.text.count("\n") == 2 * (len(batch) - 1):
            return  # all of them stand between the texts
        texts = {i for i, q in enumerate(batch) if not q.outside and "\n" in q.text}
        words = self._headers & joined.view.vocabulary if texts else frozenset()
        cells = [
            (i, cell)
            for i in texts & joined.having(words)
            for cell in delimited.cells(batch[i].text, words)
        ]
        asked = [Question(batch[i].text[c.start : c.end], c.header) for i, c in cells]
        for (index, cell), candidates in zip(cells, self.search(asked), strict=True):
            found[index] += (_in_table(candidate, cell) for candidate in candidates)


def _in_table(candidate: Candidate, cell: Cell) -> Candidate:
    """A cell's candidate where it stands in the text; the header has lifted it already."""
    score = candidate.score if candidate.score >= context.LEAST else context.lifted(candidate.score)
    return Candidate(
        candidate.start + cell.start, candidate.end + cell.start, candidate.entity, score
    )


def _labelled(batch: Sequence[Question]) -> dict[str, set[int]]:
    """Which questions each word from outside belongs to."""
    labelled: dict[str, set[int]] = {}
    for i, question in enumerate(batch):
        for word in question.outside:
            labelled.setdefault(word, set()).add(i)
    return labelled


def _where(
    rule: Compiled, joined: Joined, labelled: Mapping[str, set[int]]
) -> Iterator[tuple[int, int, int]]:
    """The parts of a batch's texts in which ``rule`` is worth a search: text, start and end."""
    hint, reach = rule.rule.hint, rule.rule.reach
    if hint and reach:
        for i, places in joined.places(hint).items():
            text = joined.texts[i]
            spans = (
                whole_words(text, places, reach)
                if rule.rule.one_word
                else about(places, reach, reach, len(text))
            )
            yield from ((i, *span) for span in spans)
    elif hint and rule.rule.run:
        for i in joined.having(hint, run=True):
            yield from ((i, *span) for span in joined.alone(i).runs_with(hint))
    else:
        yield from ((i, 0, len(joined.texts[i])) for i in _texts(rule, joined, labelled))


def _texts(rule: Compiled, joined: Joined, labelled: Mapping[str, set[int]]) -> Iterable[int]:
    """Which texts of a batch are worth a search for ``rule``."""
    if rule.rule.hint:
        return joined.having(rule.rule.hint)
    if rule.strong:
        return range(len(joined.texts))
    asked = set().union(*(labelled[word] for word in rule.context & labelled.keys()))
    return asked if rule.whole else asked | joined.having(rule.context & joined.view.vocabulary)


def _batches(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """Runs of questions whose texts together are about a mega-character."""
    start = size = 0
    for end, question in enumerate(questions, 1):
        size += len(question.text)
        if size >= _BATCH or end == len(questions):
            yield questions[start:end]
            start, size = end, 0
