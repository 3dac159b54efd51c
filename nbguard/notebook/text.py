"""Any other text file as a document of one place; bytes that are no text survive unchanged."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from nbguard.errors import UnreadableFile
from nbguard.notebook import marks
from nbguard.notebook.kinds import CODE, CSV, MARKUP, TEXT
from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place
from nbguard.notebook.views import splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbguard.notebook.jsontext import Path
    from nbguard.notebook.payloads import Pictures

_LANGUAGES = {
    ".bash": "bash",
    ".c": "c",
    ".cpp": "c++",
    ".go": "go",
    ".java": "java",
    ".jl": "julia",
    ".js": "javascript",
    ".py": "python",
    ".pyi": "python",
    ".r": "r",
    ".rb": "ruby",
    ".rs": "rust",
    ".scala": "scala",
    ".sh": "bash",
    ".sql": "sql",
    ".ts": "typescript",
}
_KINDS = {
    ".csv": CSV,
    ".htm": MARKUP,
    ".html": MARKUP,
    ".svg": MARKUP,
    ".tsv": CSV,
    ".xml": MARKUP,
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class TextDocument:
    """A text file: Python and other code by its suffix, CSV, markup, or plain text.

    Raises UnreadableFile for binary files. Bytes that are not UTF-8 are kept as they are.
    """

    def __init__(self, name: str, data: bytes, pictures: Pictures | None = None) -> None:
        self.name = name
        self.cells = 0
        self.unscanned = Payloads(pictures)
        self._data = data
        self._bom, self._encoding = _encoding(data)
        text = _decoded(data[len(self._bom) :], self._encoding)
        suffix = name[name.rfind(".") :].lower()
        language = _LANGUAGES.get(suffix, "")
        kind = CODE if language else _KINDS.get(suffix, TEXT)
        self.marks = marks.on_lines(text, None)
        home = Home(self.unscanned, language=language)
        self._place = Place(home, "text", text, kind=kind, marks=self.marks)

    @cached_property
    def places(self) -> list[Place]:
        """The one place of the document; none if it is empty."""
        return [self._place] if self._place.text else []

    def file_lines(self, spots: Sequence[tuple[Place, int]]) -> list[int]:
        """The line of the file, from 1, that holds each place's character."""
        ends = [match.start() for match in re.finditer("\n", self._place.text)]
        return [bisect_left(ends, at) + 1 for _, at in spots]

    def outputs_at(self, spans: Iterable[tuple[Place, int, int]]) -> set[Path]:  # noqa: ARG002
        """None: only a notebook has outputs."""
        return set()

    def binaries(self) -> set[Path]:
        """None: only a notebook has payloads."""
        return set()

    def unread(self) -> set[Path]:
        """None, for the same reason."""
        return set()

    def without(self, doomed: set[Path]) -> bytes:  # noqa: ARG002
        """The bytes as they were read."""
        return self._data

    def render(self) -> bytes:
        """The document's bytes with every replacement made; the same bytes if there is none."""
        changes = self._place.changes()
        if not changes:
            return self._data
        text = splice(self._place.text, changes)
        return self._bom + text.encode(self._encoding, "surrogateescape")


def _encoding(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, which may be empty, and the encoding it names."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return bom, encoding
    return b"", "utf-8"


def _decoded(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        if b"\0" in data:
            raise UnreadableFile("binary: it holds NUL bytes")
        return data.decode(encoding, "surrogateescape")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"not {encoding}: byte {error.start}"
    raise UnreadableFile(problem)  # out here: the caught error carries the bytes
