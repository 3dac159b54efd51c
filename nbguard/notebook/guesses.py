"""What a text may mean if it is encoded: decoded again and again, as long as that changes it.

Layers are tried in a fixed order, one at a time, so every mixture of encodings is undone by one
chain of views and not by every order of layers. Each view holds only the surroundings of the
spots that still look encoded, so a long text with one escape costs little more than without.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from nbguard.notebook.layers import ansi, base64text, escapes, html, percent
from nbguard.notebook.readings import SIGNS
from nbguard.notebook.views import Decoded, View

if TYPE_CHECKING:
    from nbguard.notebook.places import Place
    from nbguard.notebook.views import Piece

Window = tuple[int, int]

_MOST_LAYERS = 10
_REACH = 200
_ENCODED = re.compile(
    r"\\[^\w\s]|\\[abfnrtvuxU0-3_]|&#|&[A-Za-z]{2}|%[0-9A-Fa-f]{2}|<[/!?A-Za-z]"
    "|\x1b|\x9b|\x08|;base64,[A-Za-z0-9+/=_-]+"
)


def guesses(view: View, place: Place, depth: int = 0) -> Iterator[View]:
    """The views of ``view`` with one layer after the other taken off; most texts have none."""
    if depth == _MOST_LAYERS or not any(sign in view.text for sign in SIGNS):
        return
    focus = _focus(view)
    for made in _step(focus) if focus else ():
        bare, pictures = base64text.bare(made, place)
        yield from [bare, *pictures]
        yield from guesses(bare, place, depth + 1)


def _step(view: View) -> list[View]:
    """The views of the first layer that changes anything."""
    for layer in (ansi.views, html.guessed, escapes.views, percent.views, base64text.texts):
        made = layer(view)
        if len(made) > 1 or (made and made[0].text != view.text):
            return made
    return []


def _focus(view: View) -> View | None:
    """The surroundings of what looks encoded; None if nothing does."""
    windows = list(_windows(view.text))
    if not windows:
        return None
    if 2 * sum(end - start for start, end in windows) >= len(view.text):
        return view
    return Decoded(view, partial(_cut, windows))


def _windows(text: str) -> Iterator[Window]:
    """Stretches around encoded spots: to the ends of the line, or as far as context reaches."""
    start = end = -1
    for first, last in _spots(text):
        if end - last > _REACH // 2:
            continue  # far enough inside: most spots stand close together
        left, right = _around(text, first, last)
        if left <= end:
            end = max(end, right)
        else:
            if end >= 0:
                yield start, end
            start, end = left, right
    if end >= 0:
        yield start, end


def _spots(text: str) -> Iterator[Window]:
    """What looks encoded, by position."""
    spots: Iterable[re.Match[str]] = _ENCODED.finditer(text)
    if "+" in text and "?" in text:
        spots = heapq.merge(spots, percent.QUERY.finditer(text), key=re.Match.start)
    return (match.span() for match in spots)


def _around(text: str, start: int, end: int) -> Window:
    least, most = max(0, start - _REACH), min(len(text), end + _REACH)
    left = text.rfind("\n", least, start) + 1 or least
    right = text.find("\n", end, most)
    while left < start and left and text[left - 1].isalnum() and text[left].isalnum():
        left += 1
    return left, most if right < 0 else right


def _cut(windows: list[Window], _text: str) -> Iterator[Piece]:
    for start, end in windows:
        yield start, end, None
        yield end, end, "\n"
