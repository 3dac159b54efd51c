"""Every decoding of a notebook, and which needles can be found in any of them."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TAG = re.compile(r"<[^<>]*>")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_DEPTH = 4


def haystack(notebook: bytes) -> str:
    """All texts of the notebook in all their decodings, one after the other."""
    seen: set[str] = {notebook.decode()}
    front = set(_strings(json.loads(notebook)))
    for _ in range(_DEPTH):
        front = {view for text in front for view in _views(text)} - seen
        seen |= front
    return "\n\0\n".join(seen)


def _strings(node: Any) -> Iterator[str]:
    """Every string of the document; lists of strings and neighbouring streams also joined."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _strings(value)
    elif isinstance(node, list):
        if all(isinstance(item, str) for item in node):
            yield "".join(node)
        if all(isinstance(item, dict) and item.get("output_type") == "stream" for item in node):
            yield "".join("".join(item["text"]) for item in node)
        for item in node:
            yield from _strings(item)


def _views(text: str) -> Iterator[str]:
    yield text
    yield html.unescape(text)
    yield unquote(text)
    yield _ANSI.sub("", text)
    yield _TAG.sub("", text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    yield text.replace('\\"', '"').replace("\\n", "\n").replace("\\/", "/").replace("\\\\", "\\")
    yield from map(_decoded, _BASE64.findall(text))


def _decoded(run: str) -> str:
    try:
        return base64.b64decode(run, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
