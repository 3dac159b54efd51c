"""A text and what is quickly known of it, each fact computed when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING

from nbguard.detect import context
from nbguard.detect.spans import positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet


_DIGIT = re.compile(r"\d")
_SEVERAL = 1000
_PARTS = re.compile(r"[^0-9\s]+")
_LONGER = "İ"
"""The one capital whose small form is longer than itself."""

LONG = 50_000
"""Characters from which a text is worth numpy."""

_LEAST = 18
RUN = re.compile(rf"[A-Za-z0-9_.$~+/:=%-]{{{_LEAST},}}")
"""What keys, tokens and URLs stand in, and little else: a tenth of code, nothing of tables."""


Literal = tuple[str, bool]
"""Lower-case letters to look for, and whether only in a ``RUN`` of the text."""


class View:
    """One text, or many joined into one, asked the same few questions by every rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, bool], bool] = {}
        self._before: dict[int, list[str]] = {}
        self._after: dict[tuple[int, int], list[str]] = {}

    def before(self, start: int) -> list[str]:
        """``context.before`` a place in the text; several rules ask about one value."""
        if start not in self._before:
            self._before[start] = context.before(self.text, start)
        return self._before[start]

    def after(self, end: int, wide: int = 0) -> list[str]:
        """``context.after`` a place in the text."""
        key = end, wide
        if key not in self._after:
            self._after[key] = context.after(self.text, end, wide)
        return self._after[key]

    def lifts(
        self, start: int, end: int, words: AbstractSet[str], outside: Sequence[str] = ()
    ) -> bool:
        """Whether one of ``words`` stands near a value, or in its key or header."""
        return bool(words) and not (
            words.isdisjoint(outside)
            and words.isdisjoint(self.before(start))
            and words.isdisjoint(self.after(end))
        )

    @cached_property
    def lower(self) -> str:
        """The text in lower case, letter for letter."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return _LONGER.join(part.lower() for part in self.text.split(_LONGER))

    @cached_property
    def vocabulary(self) -> set[str]:
        """Its words, lower case."""
        return context.vocabulary(self.text)

    @cached_property
    def has_digits(self) -> bool:
        """Whether it holds a digit of any script."""
        return _DIGIT.search(self.text) is not None

    def holds(self, hints: Iterable[str], *, run: bool = False) -> bool:
        """Whether one of the lower-case literals ``hints`` is in it, or in a ``RUN`` of it."""
        return any(self._holds(hint, run) for hint in hints)

    def held(self, literals: Iterable[Literal]) -> list[Literal]:
        """Those of ``literals`` that are in it."""
        if len(self.text) < _SEVERAL:  # one call less for each of two hundred
            lower, runs = self.lower, self._runs
            self._known = {row: row[0] in (runs if row[1] else lower) for row in literals}
        else:
            self._known = {(hint, run): hint in self._where(hint, run) for hint, run in literals}
        return [literal for literal, known in self._known.items() if known]

    def _holds(self, hint: str, run: bool) -> bool:
        known = self._known.get((hint, run))
        if known is None:
            known = self._known[hint, run] = hint in self._where(hint, run)
        return known

    def _where(self, hint: str, run: bool) -> str:
        """The shortest text that holds the literal if the whole text does."""
        if run:
            return self._runs
        if len(self.text) < _SEVERAL:
            return self.lower
        # A text of numbers lacks most words, so a look at them saves the search.
        return self.lower if all(part in self._words for part in _parts(hint)) else ""

    @cached_property
    def _words(self) -> str:
        """Each distinct run of visible characters once, without digits: numbers differ most.

        What stood on either side of a number stands together here, so it may hold more than the
        text does, and never less of what has neither digits nor blanks.
        """
        data = self.lower.encode("utf-8", "surrogatepass").translate(None, b"0123456789")
        return "\n".join(set(data.decode("utf-8", "surrogatepass").split()))

    def runs_with(self, hints: Iterable[str]) -> list[tuple[int, int]]:
        """Where the runs stand that hold one of ``hints``."""
        starts = [start for start, _ in self._run_spans]
        at = {
            bisect_right(starts, position) - 1
            for hint in hints
            if self._holds(hint, run=True)
            for position in positions(self.lower, hint)
        }
        return [self._run_spans[i] for i in sorted(at) if i >= 0]

    @cached_property
    def _run_spans(self) -> list[tuple[int, int]]:
        if len(self.text) < LONG:
            return [match.span() for match in RUN.finditer(self.text)]
        from nbguard.detect import long  # imports numpy, which short texts need not wait for

        return list(long.runs(self.text, _LEAST))

    @cached_property
    def _runs(self) -> str:
        return " ".join(self.lower[start:end] for start, end in self._run_spans)


@cache
def _parts(hint: str) -> list[str]:
    """What of a literal is neither digits nor blanks."""
    return _PARTS.findall(hint)
