"""HTML, SVG and XML: what is shown, what stands inside tags, and what is never shown.

The three together hold the whole text but for bare tags, so nothing can hide between them.
Scanning goes forward only: whatever begins and never ends (a tag, a quote, a comment) takes the
rest of the text, as it does in a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from nbguard.notebook.views import Decoded, Piece, View, substituting

TEXT, TAG, RAW = "text", "tag", "raw"

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
_NAMES = _INLINE | _BLOCK
_KNOWN = re.compile(
    rf"</?(?:{'|'.join(sorted(_NAMES))})(?=[\s/>])|<!--|<!doctype|<\?xml", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:(/?[A-Za-z][^\s/>]*)(\s*/?>)?|!--|!\[CDATA\[|[!?])")
_TAG_PART = re.compile(r">|=\s*([\"'])")
_RAW_END = {
    "script": re.compile(r"</script", re.IGNORECASE),
    "style": re.compile(r"</style", re.IGNORECASE),
}
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>"}

_ENTITY = re.compile(r"&(?:#0{0,9}\d{1,7}|#[xX]0{0,9}[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_COMMON = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}


class Token(NamedTuple):
    """A stretch of markup. ``inner`` and ``stop`` bound what it holds; ``name``: a tag's own."""

    form: str
    start: int
    inner: int
    stop: int
    end: int
    name: str = ""


def views(view: View) -> list[View]:
    """What markup shows and hides: the views that hold any text."""
    tokens = list(tokenize(view.text))
    return [shown(view, tokens), *hidden(view, tokens)]


def guessed(view: View) -> list[View]:
    """The same of a text that may hold markup; nothing if it has no known tag and no entity."""
    text = view.text
    if "<" in text and _KNOWN.search(text):
        return views(view)
    if "&" in text and any(_entity(match) is not None for match in _ENTITY.finditer(text)):
        return [Decoded(view, _entities, _to_text)]
    return []


def shown(view: View, tokens: Iterable[Token]) -> View:
    """The text between the tags; inline tags vanish, others break the line."""
    return Decoded(view, partial(_shown, tokens), _to_text)


def hidden(view: View, tokens: list[Token]) -> list[View]:
    """Attributes, then comments and scripts; each only if there is something in it."""
    attributes = [token for token in tokens if token.form == TAG and token.inner < token.stop]
    raw = [token for token in tokens if token.form == RAW]
    made: list[View] = []
    if attributes:
        made.append(Decoded(view, partial(_attributes, attributes), _to_attribute))
    if raw:
        made.append(Decoded(view, partial(_raw, raw), _to_script))
    return made


def tokenize(text: str) -> Iterator[Token]:
    """The markup as a row of tokens that covers all of it."""
    at = 0
    while match := _MARKUP.search(text, at):
        start = match.start()
        if at < start:
            yield Token(TEXT, at, at, start, start)
        token = _tag(text, match) if match[1] else _declaration(text, match)
        yield token
        at = token.end
        if token.name in _RAW_END:
            body = _script(text, token)
            yield body
            at = body.end
    if at < len(text):
        yield Token(TEXT, at, at, len(text), len(text))


def _tag(text: str, match: re.Match[str]) -> Token:
    """A tag; a bare one (a plain name, no attributes) holds nothing to read."""
    name = match[1].lower()
    start, end = match.span()
    if match[2] and name.removeprefix("/") in _NAMES:
        return Token(TAG, start, end, end, end, name)
    inner = match.start(1)
    end = end if match[2] else _tag_end(text, end)
    return Token(TAG, start, inner, max(inner, end - text.endswith(">", start, end)), end, name)


def _tag_end(text: str, at: int) -> int:
    """Where the tag ends, past its ``>``: one inside a quoted attribute value does not count."""
    while match := _TAG_PART.search(text, at):
        if not match[1]:
            return match.end()
        at = text.find(match[1], match.end()) + 1
        if not at:
            break
    return len(text)


def _declaration(text: str, match: re.Match[str]) -> Token:
    start, inner = match.span()
    closing = _ENDS.get(match[0], ">")
    stop = text.find(closing, inner)
    if stop < 0:
        return Token(RAW, start, inner, len(text), len(text))
    return Token(RAW, start, inner, stop, stop + len(closing))


def _script(text: str, tag: Token) -> Token:
    match = _RAW_END[tag.name].search(text, tag.end)
    end = match.start() if match else len(text)
    return Token(RAW, tag.end, tag.end, end, end, tag.name)


def flow(tokens: Iterable[Token], text: str) -> Iterator[tuple[Piece, Token]]:
    """The pieces of what is shown, each with its token; a break where a block tag stands."""
    for token in tokens:
        if token.form == TEXT:
            for piece in entities(text, token.start, token.end):
                yield piece, token
        elif token.form == TAG or token.name:
            inline = token.name.removeprefix("/") in _INLINE
            yield (token.start, token.start, "" if inline else "\n"), token


def _shown(tokens: Iterable[Token], text: str) -> Iterator[Piece]:
    for piece, _ in flow(tokens, text):
        yield piece


def _attributes(tokens: Iterable[Token], text: str) -> Iterator[Piece]:
    for token in tokens:
        yield from entities(text, token.inner, token.stop)
        yield token.stop, token.stop, "\n"


def _raw(tokens: Iterable[Token], text: str) -> Iterator[Piece]:  # noqa: ARG001
    for token in tokens:
        yield token.inner, token.stop, None
        yield token.stop, token.stop, "\n"


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
