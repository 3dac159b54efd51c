"""HTML, SVG and XML: what is shown, what stands inside tags, and what is never shown.

The three together hold the whole text but for bare tags, so nothing can hide between them.
Scanning goes forward only: whatever begins and never ends (a tag, a quote, a comment) takes the
rest of the text, as it does in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from nbguard.notebook.tables import MOST
from nbguard.notebook.views import Decoded, Piece, View, substituting

_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
    *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s"),
    *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "tt", "u"),
    *("var", "wbr"),
}
_BLOCK = {
    *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center"),
    *("col", "colgroup", "dd", "desc", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr"),
    *("html", "iframe", "img", "input", "li", "link", "main", "meta", "nav", "object", "ol"),
    *("optgroup", "option", "p", "path", "picture", "pre", "script", "section", "select"),
    *("source", "style", "summary", "svg", "table", "tbody", "td", "template", "text"),
    *("textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video"),
}
_TABLE = {"table", "thead", "tbody", "tr", "td", "th"}
_TABLE |= {f"/{name}" for name in _TABLE}
_RAW = {"script", "style"}

# What a bare tag shows: inline tags vanish, the others break the line.
_BARE = {**dict.fromkeys(_INLINE, ""), **dict.fromkeys(_BLOCK - _RAW, "\n")}
_BARE |= {f"/{name}": shown for name, shown in _BARE.items()}

# The two common forms, each read in one go: a plain table cell, and text up to a bare tag.
_CELL = re.compile(r"\s*<(t[dh])>([^<&]*)</t[dh]>")
_PLAIN = re.compile(r"([^<]*)<(/?[A-Za-z][A-Za-z0-9]*)>")
_OPENING = re.compile(r"<(?:(/?[A-Za-z][^\s/>]*)|!--|!\[CDATA\[|[!?])")
_TAG_PART = re.compile(r">|=\s*([\"'])")
_KNOWN = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[\s/>]|<!--")
_CLOSING = {"<!--": "-->", "<![CDATA[": "]]>"}

# One that lacks its semicolon ends there, unless an escape goes on: ``&#6\u0034;`` is two layers.
_ENTITY = re.compile(
    r"&(?:#0{0,9}\d{1,7}(?:;|(?![\d\\%]))|#[xX]0{0,9}[0-9a-fA-F]{1,6}(?:;|(?![0-9a-fA-F\\%]))"
    r"|[A-Za-z][A-Za-z0-9]{1,31}(?:;|(?![A-Za-z0-9\\%])))"
)
_COMMON = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}

Span = tuple[int, int]


# A tag of a table: its name, its attributes, where the text shown ends before it and goes on.
Tag = tuple[str, str, int, int]


class Markup:
    """Markup read once, from left to right, by whoever takes its ``pieces``.

    When all of them are taken, ``attributes`` are the spans of what stands inside tags, ``raw``
    those of comments, scripts and styles, and ``tags`` are the tags of tables, unless the
    markup is too long to be read cell by cell.
    """

    __slots__ = ("_is_short", "_length", "_text", "_waiting", "attributes", "raw", "tags")

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_short = len(text) <= MOST
        self._length = 0
        self._waiting: list[Piece] = []
        self.attributes: list[Span] = []
        self.raw: list[Span] = []
        self.tags: list[Tag] = []

    def pieces(self) -> Iterator[Piece]:
        """The text between the tags; handed on at once, since there may be millions."""
        at = 0
        while at < len(self._text):
            at = self._cells(at)
            match = _PLAIN.match(self._text, at)
            shown = _BARE.get(match[2].lower()) if match else None
            if match and shown is not None:
                self._show(at, match.end(1))
                self._break(match[2].lower(), match.end(1), shown)
                at = match.end()
            else:
                at = self._other(at)
            yield from self._waiting
            self._waiting.clear()

    def _cells(self, at: int) -> int:
        """As many plain cells as stand here; each is closed by whatever tag comes next."""
        length, shown, tags = self._length, self._waiting, self.tags
        while match := _CELL.match(self._text, at):
            start, end = match.span(2)
            shown.append((start, start, "\n"))
            shown.append((start, end, None))
            if self._is_short:
                tags.append((match[1], "", length, length + 1))
            length += end - start + 1
            at = match.end()
        self._length = length
        return at

    def _show(self, start: int, end: int) -> None:
        """Text between tags."""
        if start == end:
            return
        if self._text.find("&", start, end) < 0:
            self._waiting.append((start, end, None))
            self._length += end - start
            return
        for piece in entities(self._text, start, end):
            self._waiting.append(piece)
            self._length += piece[1] - piece[0] if piece[2] is None else len(piece[2])

    def _break(self, name: str, at: int, shown: str, attributes: str = "") -> None:
        """A tag: what it shows, and its place if it belongs to a table."""
        before = self._length
        if shown:
            self._waiting.append((at, at, shown))
            self._length += len(shown)
        if name in _TABLE and self._is_short:
            self.tags.append((name, attributes, before, self._length))

    def _other(self, at: int) -> int:
        """Text up to the next tag, comment or declaration, and that; where to go on."""
        match = _OPENING.search(self._text, at)
        if not match:
            self._show(at, len(self._text))
            return len(self._text)
        self._show(at, match.start())
        if match[1]:
            return self._tag(match, match[1].lower())
        closing = _CLOSING.get(match[0], ">")
        return self._hide(match.end(), self._text.find(closing, match.end()), len(closing))

    def _tag(self, match: re.Match[str], name: str) -> int:
        """A tag with attributes, or of a name of its own: either may hold something."""
        end = _tag_end(self._text, match.end())
        stop = end - self._text.endswith(">", match.end(), end)
        self.attributes.append((match.start(1), stop))
        self._break(name, match.start(), _BARE.get(name, "\n"), self._text[match.end() : stop])
        if name not in _RAW:
            return end
        closing = re.compile(f"</{name}", re.IGNORECASE).search(self._text, end)
        return self._hide(end, closing.start() if closing else -1, 0)

    def _hide(self, start: int, stop: int, closing: int) -> int:
        """What is never shown; if nothing closes it, all of the rest."""
        self.raw.append((start, len(self._text) if stop < 0 else stop))
        return len(self._text) if stop < 0 else stop + closing


def _tag_end(text: str, at: int) -> int:
    """Where the tag ends, past its ``>``: one inside a quoted attribute value does not count."""
    while match := _TAG_PART.search(text, at):
        if not match[1]:
            return match.end()
        at = text.find(match[1], match.end()) + 1
        if not at:
            break
    return len(text)


def views(view: View) -> list[View]:
    """What markup shows, and what it hides: only the views that hold any text."""
    markup = Markup(view.text)
    return [shown(view, markup), *hidden(view, markup)]


def guessed(view: View) -> list[View]:
    """The same of a text that may hold markup; nothing if it has no known tag and no entity."""
    text = view.text
    if "<" in text and any(_is_known(match) for match in _KNOWN.finditer(text)):
        return views(view)
    if "&" in text and any(_entity(match) is not None for match in _ENTITY.finditer(text)):
        return [Decoded(view, _entities, _to_text)]
    return []


def _is_known(match: re.Match[str]) -> bool:
    return not match[1] or match[1].lower() in _BARE or match[1].lower() in _RAW


def shown(view: View, markup: Markup) -> View:
    """The text between the tags; ``markup`` is read by this."""
    return Decoded(view, lambda text: Markup(text).pieces(), _to_text, markup.pieces())


def hidden(view: View, markup: Markup) -> list[View]:
    """What stands inside tags, then comments and scripts; each only if there is any."""
    made: list[View] = []
    if markup.attributes:
        made.append(Decoded(view, partial(_attributes, markup.attributes), _to_attribute))
    if markup.raw:
        made.append(Decoded(view, partial(_raw, markup.raw), _to_script))
    return made


def _attributes(spans: list[Span], text: str) -> Iterator[Piece]:
    for start, end in spans:
        yield from entities(text, start, end)
        yield end, end, "\n"


def _raw(spans: list[Span], _text: str) -> Iterator[Piece]:
    for start, end in spans:
        yield start, end, None
        yield end, end, "\n"


def entities(text: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces of ``text[start:end]`` with its character references decoded."""
    at = start
    if text.find("&", start, end) >= 0:
        for match in _ENTITY.finditer(text, start, end):
            new = _entity(match)
            if new is not None:
                yield at, match.start(), None
                yield match.start(), match.end(), new
                at = match.end()
    yield at, end, None


def _entity(match: re.Match[str]) -> str | None:
    """The text of a character reference; None if it is none, as in ``R&D``."""
    known = _COMMON.get(match[0])
    if known is not None:
        return known
    from html import unescape  # two thousand names, for the few texts that use them

    new = unescape(match[0])
    return None if new == match[0] else new


_entities = substituting(_ENTITY, _entity)


def _to_text(new: str, _at: int) -> str:
    return new.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _to_attribute(new: str, at: int) -> str:
    return _to_text(new, at).replace('"', "&quot;").replace("'", "&#39;")


def _to_script(new: str, _at: int) -> str:
    """Safe in a string of a script, and without anything that would end script or comment."""
    escaped = new.replace("\\", "\\\\").replace("\n", "\\n")
    return "".join(f"\\u{ord(c):04x}" if c in "\"'<>" else c for c in escaped)
