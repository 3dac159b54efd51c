"""Which texts detection reads of a place: decoded, tags removed, table cells one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.notebook.views import Edit, View

if TYPE_CHECKING:
    from nbguard.notebook.places import Place

_SURROGATE = re.compile("[\ud800-\udfff]")


class Reading:
    """A text that detection reads, with the way back to its place.

    ``context`` holds the words that describe the text from outside: a column's header, the
    keys of a JSON object.
    """

    __slots__ = ("_place", "_start", "_view", "context", "text")

    def __init__(
        self,
        place: Place,
        view: View,
        start: int = 0,
        end: int | None = None,
        context: tuple[str, ...] = (),
    ) -> None:
        self._place = place
        self._view = view
        self._start = start
        self.context = context
        self.text = _encodable(view.text if end is None else view.text[start:end])

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The span of the place's text that ``text[start:end]`` was read from."""
        return self._view.locate(self._start + start, self._start + end)

    def replace(self, start: int, end: int, new: str) -> bool:
        """Write ``new`` instead of ``text[start:end]``, encoded as the place needs it.

        False, and nothing done, where another replacement lies already, and in code where
        ``new`` would not fit.
        """
        return self._place.edit(self._view, Edit(self._start + start, self._start + end, new))


def _encodable(text: str) -> str:
    """``text`` with lone surrogates as U+FFFD: no tagger or printer breaks on them."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def of(place: Place) -> list[Reading]:
    """The readings of a place."""
    return [Reading(place, View(place.text), context=place.context)]
