"""Flow: text that arrives in pieces and leaves checked, without a value slipping between them.

What may still grow into a value is held back: the last, unfinished line, for a moment (dots and
progress bars must stay live), and the beginning of an address, a number or a token somewhat
longer. What is out already is kept as context: if a value began there after all, the rest of it
is masked.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place
from nbguard.notebook.views import Edit, splice

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.guard import Hit
    from nbguard.kernel.shield import Shield

_CONTEXT = 200
_MOST_HELD = 512
_MOST_KEY = 8192
_BEGINNING = re.compile(
    r"(?:[^\s@]{1,64}@[^\s@]{0,255}|[+(]?\d[\d ().-]{5,40}|[A-Za-z0-9_+/=-]{12,256})\Z"
)
_KEY_BEGINS, _KEY_ENDS = "-----BEGIN ", "-----END "


class Segment(NamedTuple):
    """A piece that may leave: as it was, without what is sensitive, and what that was."""

    raw: str
    safe: str
    found: Counter[str]


class Flow:
    """One stream of text, with what is held back of it. Not thread-safe.

    ``feed`` and ``release`` raise Withheld, and what they were about is then lost.
    """

    def __init__(self, shield: Shield) -> None:
        self._shield = shield
        self._context = ""
        self.held = ""

    def feed(self, text: str, *, final: bool = False) -> Segment:
        """Add ``text``; gives what may leave now: everything when ``final``."""
        self.held += text
        return self._advance(len if final else _whole_lines)

    def release(self, *, final: bool = True) -> Segment:
        """What is held, or, if not ``final``, what of it does not look like a value's start."""
        return self._advance(len if final else _all_but_beginnings)

    def _advance(self, cut_of: Callable[[str], int]) -> Segment:
        context, text = self._context, self.held
        self._context = self.held = ""
        if not text:
            self._context = context
            return Segment("", "", Counter())
        cut, segment = self._shield.run(lambda: self._checked(context, text, cut_of), len(text))
        self._context = (context + text[:cut])[-_CONTEXT:]
        self.held = text[cut:]
        return segment

    def _checked(
        self, context: str, text: str, cut_of: Callable[[str], int]
    ) -> tuple[int, Segment]:
        guard, base = self._shield.guard, len(context)
        place = Place(Home(Payloads()), "text", context + text)
        hits = list(guard.find([place]))
        cut = cut_of(text)
        if cut_of is not len:
            # The value may have begun in the context: then nothing leaves, not text[:-9].
            cut = max(_outside(cut + base, hits) - base, 0)
        todo = [hit for hit in hits if base < hit.end <= base + cut]
        guard.replace([place], todo, self._shield.redactor)
        edits = [_clipped(edit, base) for edit in place.changes()]
        found = Counter(hit.match.entity for hit in todo)
        return cut, Segment(text[:cut], splice(text[:cut], edits), found)


def _outside(cut: int, hits: list[Hit]) -> int:
    """``cut``, or the start of the value that it would cut through."""
    for hit in sorted(hits, key=lambda hit: -hit.start):
        if hit.start < cut < hit.end:
            cut = hit.start
    return cut


def _clipped(edit: Edit, base: int) -> Edit:
    """The edit in positions of the new text; of a value that began before it, what is left."""
    return Edit(max(edit.start - base, 0), edit.end - base, edit.new)


def _whole_lines(text: str) -> int:
    """Where the last, unfinished line begins; of a very long one, its last words."""
    start = max(text.rfind("\n"), text.rfind("\r")) + 1
    if len(text) - start > _MOST_HELD:
        start = len(text) - _MOST_HELD
        start = max(start, text.find(" ", start) + 1)
    return min(start, _open_key(text))


def _all_but_beginnings(text: str) -> int:
    tail = text[-2 * _MOST_HELD :]
    found = _BEGINNING.search(tail)
    start = len(text) - len(tail) + found.start() if found else len(text)
    return min(start, _open_key(text))


def _open_key(text: str) -> int:
    """Where a private key begins whose end is still to come."""
    at = text.rfind(_KEY_BEGINS, max(0, len(text) - _MOST_KEY))
    return at if at >= 0 and text.find(_KEY_ENDS, at) < 0 else len(text)
