"""A text and what is quickly known of it, each fact computed when first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from nbguard.detect import context
from nbguard.detect.spans import positions

if TYPE_CHECKING:
    from collections.abc import Iterable


RUN = re.compile(r"[A-Za-z0-9_.$~+/:=%-]{18,}")
"""What keys, tokens and URLs stand in, and little else: a tenth of code, nothing of tables."""


class View:
    """One text, or many joined into one, asked the same few questions by every rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, bool], bool] = {}

    @cached_property
    def lower(self) -> str:
        """The text in lower case, letter for letter: a few capitals (İ) have longer small forms."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def vocabulary(self) -> set[str]:
        """Its words, lower case."""
        return context.vocabulary(self.text)

    @cached_property
    def has_digits(self) -> bool:
        """Whether it holds a digit of any script."""
        return any(c.isdecimal() for c in self._characters)

    def holds(self, hints: Iterable[str], *, run: bool = False) -> bool:
        """Whether one of the lower-case literals ``hints`` is in it, or in a ``RUN`` of it."""
        return any(self._holds(hint, run) for hint in hints)

    def _holds(self, hint: str, run: bool) -> bool:
        known = self._known.get((hint, run))
        if known is None:
            # A text of numbers lacks most letters, so a look at its characters saves the search.
            known = self._characters.issuperset(hint) and hint in self._where(hint, run)
            self._known[hint, run] = known
        return known

    def _where(self, hint: str, run: bool) -> str:
        if run:
            return self._runs
        return self.lower if " " in hint or "\n" in hint else self._distinct

    @cached_property
    def _characters(self) -> set[str]:
        return set(self.lower)

    @cached_property
    def _distinct(self) -> str:
        """Each distinct run of visible characters once: far shorter than an ordinary long text."""
        return "\n".join(set(self.lower.split()))

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
        return [match.span() for match in RUN.finditer(self.text)]

    @cached_property
    def _runs(self) -> str:
        return " ".join(self.lower[start:end] for start, end in self._run_spans)
