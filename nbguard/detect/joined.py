"""Many texts as one, so that what none of them holds is asked once."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from nbguard.detect.spans import positions
from nbguard.detect.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BETWEEN = "\n\x00\n"


class Joined:
    """Texts put together with a mark between them that no value spans.

    >>> joined = Joined(["call me", "a phone"])
    >>> joined.having(["phone"]), joined.locate(12)
    ({1}, (1, 2))
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.view = View(_BETWEEN.join(texts))
        lengths = (len(text) + len(_BETWEEN) for text in texts)
        self._starts = list(accumulate(lengths, initial=0))[:-1]
        self._views = {0: self.view} if len(texts) == 1 else {}
        self._places: dict[tuple[str, ...], dict[int, list[tuple[int, str]]]] = {}

    def only(self, indices: Iterable[int]) -> Joined:
        """Some of the texts, put together again."""
        return Joined([self.texts[i] for i in indices])

    def locate(self, position: int) -> tuple[int, int]:
        """Which text a position of the whole lies in, and where in it."""
        index = bisect_right(self._starts, position) - 1
        return index, position - self._starts[index]

    def alone(self, index: int) -> View:
        """One text by itself; what was asked of it once is known the next time."""
        if index not in self._views:
            self._views[index] = View(self.texts[index])
        return self._views[index]

    def having(self, literals: Iterable[str], *, run: bool = False) -> set[int]:
        """The texts that hold one of these lower-case literals (see ``View.holds``)."""
        if len(self.texts) == 1:
            return {0} if self.view.holds(literals, run=run) else set()
        return {
            self.locate(position)[0]
            for literal in literals
            if self.view.holds([literal], run=run)
            for position in positions(self.view.lower, literal)
        }

    def places(self, literals: Iterable[str]) -> dict[int, list[tuple[int, str]]]:
        """Where in which texts these lower-case literals stand.

        >>> Joined(["call me", "a phone", "the phone"]).places(["phone"])
        {1: [(2, 'phone')], 2: [(4, 'phone')]}
        """
        wanted = tuple(literals)
        if wanted not in self._places:
            found: dict[int, list[tuple[int, str]]] = {}
            for literal in wanted:
                for index, at in self._located(literal):
                    found.setdefault(index, []).append((at, literal))
            self._places[wanted] = found
        return self._places[wanted]

    def each_place(self, literals: Iterable[str]) -> Iterator[tuple[int, int]]:
        """The same one by one: the text, and where in it."""
        for literal in literals:
            yield from self._located(literal)

    def _located(self, literal: str) -> Iterator[tuple[int, int]]:
        if self.view.holds([literal]):
            yield from map(self.locate, positions(self.view.lower, literal))
