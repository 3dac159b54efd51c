"""All numeric rules at once: what they have in common is how a number begins.

A text full of numbers has a hundred thousand places where one begins, so the first look is one
expression, written for speed, that passes over plain integers and decimals. What it leaves is
tried against the beginnings of all strong rules, and only what fits against the rules themselves.

Weak rules count only beside one of their context words: they are tried only there, or throughout
where the word comes from outside (a column's header).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from nbguard.detect import context
from nbguard.detect.guards import LEFT
from nbguard.detect.spans import about
from nbguard.detect.view import LONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence

    from nbguard.detect.candidates import Candidate, Compiled
    from nbguard.detect.joined import Joined
    from nbguard.detect.view import View

_STRONG = 0.5
"""The score from which a rule's numbers are longer than 11 digits, or more than digits."""
_LONGEST = 80
"""No numeric value is longer than this."""

# The first character comes before the look-behind, because the expression engine finds a
# character of a set many times faster than it tries a look-behind everywhere.
_BEGIN = r"[\d+(A-Za-f](?<![^\Wnrt].)"
_CLOCK = r"\d(?::[0-5]\d){1,2}(?=[,.]\d|[ \n,;)\]]|$)"  # no address of six or eight parts
_PLAIN = r"\d{0,10}(?=[,;\])}|'\"\n]|  |$| [^\d(\-])|\d*\.\d+(?![\d.\-/])"
_LETTER = (
    r"(?<=[A-Z])(?=[A-Z]{0,5}[ -]?\d)|(?<=[A-Fa-f])(?=[0-9A-Fa-f]{0,3}[:.-][0-9A-Fa-f]{0,4}[:.-])"
)
_SIGN = r"(?<=\+)(?= ?[1-9])|(?<=\()(?=\d{2,5}\))"
_NOT_PLAIN = re.compile(
    rf"{_BEGIN}(?:(?<=\d)(?!{_CLOCK})(?:(?<=0)(?=\d)|(?!{_PLAIN}))|{_LETTER}|{_SIGN})"
)
_OTHER_DIGIT = re.compile(r"[^\x00-\x7f](?<=\d)")
_DIGIT = re.compile(r"\d")
_ANY = re.compile(rf"{_BEGIN}(?:(?<=\d)(?=[\d\W])|{_LETTER}|{_SIGN})")


def _surest_first(rule: Compiled) -> float:
    return -rule.rule.score


def _supported(known: Iterable[Candidate]) -> dict[str, float]:
    """By entity, the best score of what a context word supports.

    It goes before whatever a rule that is less sure of the same entity could find at its place.
    """
    scores: dict[str, float] = {}
    for found in known:
        if found.lifted:
            score = context.lifted(found.score)
            scores[found.entity] = max(score, scores.get(found.entity, 0.0))
    return scores


class Numbers:
    """The numeric rules of one policy."""

    def __init__(self, rules: Sequence[Compiled]) -> None:
        self._strong: dict[str, list[Compiled]] = {}
        self._weak: dict[str, list[Compiled]] = {}
        for rule in rules:
            index = self._strong if rule.strong else self._weak
            for key in (rule.rule.start,) if rule.strong else rule.context:
                index.setdefault(key, []).append(rule)
        # Plain integers are for weak rules, unless the policy's threshold makes such a rule count.
        lowered = any(rule.strong and rule.rule.score < _STRONG for rule in rules)
        self._begin = _ANY if lowered else _NOT_PLAIN

    def starts(self, view: View) -> Iterator[int]:
        """Where in a text, or in many joined into one, a strong rule's number may begin."""
        if self._strong and view.has_digits:
            fits, text = self._any_beginning.match, view.text
            yield from (at for at in self._beginnings(text) if fits(text, at))

    def _beginnings(self, text: str) -> Iterator[int]:
        if len(text) < LONG or self._begin is _ANY or _OTHER_DIGIT.search(text):
            return (found.start() for found in self._begin.finditer(text))
        from nbguard.detect import long  # imports numpy, which short texts need not wait for

        return (at for at in long.beginnings(text) if self._begin.match(text, at))

    def at(self, view: View, start: int, outside: Sequence[str]) -> list[Candidate]:
        """What the strong rules see in a number that begins at ``start``.

        Once a word supports what a rule has seen, no rule that is less sure of the same entity
        has anything to add.
        """
        fitting = self._each_beginning.match(view.text, start)
        if not fitting:
            return []
        each = zip(fitting.groups(), self._strong.values(), strict=True)
        rules = [rule for beginning, some in each if beginning is not None for rule in some]
        found: list[Candidate] = []
        for rule in sorted(rules, key=_surest_first):
            if _supported(found).get(rule.rule.entity, 0.0) <= rule.most:
                found += rule.at(view, start, outside)
        return found

    @property
    def words(self) -> KeysView[str]:
        """The words that support a weak rule."""
        return self._weak.keys()

    def words_in(self, view: View) -> set[str]:
        """The words of a text, or of many joined into one, that may support a weak rule."""
        return view.vocabulary & self._weak.keys() if self._weak and view.has_digits else set()

    def beside(
        self, joined: Joined, known: Mapping[int, Sequence[Candidate]]
    ) -> Iterator[tuple[int, Candidate]]:
        """What the weak rules see beside their words, each with the text it is in.

        ``known`` is what is known of each text: a number that a strong rule has seen, and a word
        supports, is no number of the same entity to a weak one.
        """
        numbered = [i for i, text in enumerate(joined.texts) if _DIGIT.search(text)]
        few = joined if len(numbered) == len(joined.texts) else joined.only(numbered)
        for at, places in few.places(self.words_in(few.view)).items():
            i, view = numbered[at], joined.alone(numbered[at])
            rules = self._weak_rules(word for _, word in places)
            sure = [candidate for candidate in known.get(i, ()) if candidate.lifted]
            for start in self._weak_beginnings(view.text, places):
                over = _supported(c for c in sure if c.start <= start < c.end)
                for rule in rules:
                    if over.get(rule.rule.entity, 0.0) <= rule.most:
                        yield from ((i, found) for found in rule.at(view, start, ()))

    def _weak_beginnings(self, text: str, places: Iterable[tuple[int, str]]) -> Iterator[int]:
        begins, before = self._any_weak_beginning.match, context.BEYOND + _LONGEST
        for start, end in about(places, before, context.REACH, len(text)):
            for found in _ANY.finditer(text, start, end):
                if begins(text, found.start()):
                    yield found.start()

    def under(self, view: View, outside: Sequence[str]) -> Iterator[Candidate]:
        """What the weak rules see under a header, or beside a key, of these words."""
        rules = self._weak_rules(outside)
        for found in _ANY.finditer(view.text):
            for rule in rules:
                yield from rule.at(view, found.start(), outside)

    def _weak_rules(self, words: Iterable[str]) -> list[Compiled]:
        """The weak rules that one of these words supports, each once."""
        return list(dict.fromkeys(rule for word in words for rule in self._weak.get(word, ())))

    @cached_property
    def _any_beginning(self) -> re.Pattern[str]:
        return re.compile(f"{LEFT}(?:{'|'.join(self._strong)})")

    @cached_property
    def _any_weak_beginning(self) -> re.Pattern[str]:
        starts = dict.fromkeys(r.rule.start for rules in self._weak.values() for r in rules)
        return re.compile(f"{LEFT}(?:{'|'.join(starts)})")

    @cached_property
    def _each_beginning(self) -> re.Pattern[str]:
        """One group for each beginning, set if the text goes on like that."""
        return re.compile(LEFT + "".join(f"(?=({start})?)" for start in self._strong))
