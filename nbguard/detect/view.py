"""A text and what is quickly known of it, each fact computed when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from nbguard.detect import context

if TYPE_CHECKING:
    from collections.abc import Iterable


class View:
    """One text, or many joined into one, asked the same few questions by every rule."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, bool] = {}

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

    def holds(self, hints: Iterable[str]) -> bool:
        """Whether one of the lower-case literals ``hints`` is in it."""
        return any(self._holds(hint) for hint in hints)

    def _holds(self, hint: str) -> bool:
        known = self._known.get(hint)
        if known is None:
            # A text of numbers lacks most letters; a long text says most of its words often.
            where = self.lower if " " in hint or "\n" in hint else self._distinct
            known = self._known[hint] = self._characters.issuperset(hint) and hint in where
        return known

    @cached_property
    def _characters(self) -> set[str]:
        return set(self.lower)

    @cached_property
    def _distinct(self) -> str:
        """Each distinct run of visible characters once: far shorter than an ordinary long text."""
        return "\n".join(set(self.lower.split()))
