"""What was found, and where. Never the value itself.

These are plain tuples on purpose: they are made by the thousand, sorted and compared, and
``dataclasses`` alone would cost a fifth of the time of a warm ``nbguard scan``.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple


class Match(NamedTuple):
    """One hit of detection inside one text: ``text[start:end]`` is an ``entity``."""

    start: int
    end: int
    entity: str
    score: float


class Seen(NamedTuple):
    """Where a value stands in a git history: since when, until when, how far it went.

    ``commit``, ``date`` (ISO 8601) and ``author`` are those of the first commit that holds it in
    this file; ``until`` and ``until_date`` those of the last that took it out, empty where it is
    ``still_in`` the tips of some ``refs``. ``refs`` are all branches and tags whose history holds
    it; ``pushed`` is None where the repository knows of no remote. ``versions`` counts the
    distinct versions of the file that hold it, ``blob`` is the first of them.
    """

    commit: str
    date: str
    refs: tuple[str, ...]
    author: str = ""
    until: str = ""
    until_date: str = ""
    still_in: tuple[str, ...] = ()
    pushed: bool | None = None
    versions: int = 1
    blob: str = ""


class Finding(NamedTuple):
    """One sensitive value in one place of a document; the value is not in it.

    ``start`` and ``end`` count characters of the place's own decoded text, from 0. ``cell``
    counts from 0 and is None outside cells; ``line`` counts from 1 inside the place.
    ``fingerprint`` is a keyed hash: the same value gives the same one, and without the key
    it says nothing. ``column`` and ``share`` are for tables. ``file_line`` is the line, from 1,
    of the file as it is stored, where an editor or GitHub would show it. ``seen`` is for findings
    in a git history, where all the rest describes the first version that holds the value.
    """

    entity: str
    kind: str
    score: float
    start: int
    end: int
    line: int
    place: str = ""
    path: str = ""
    cell: int | None = None
    cell_id: str | None = None
    column: str | None = None
    share: float | None = None
    fingerprint: str = ""
    file_line: int | None = None
    seen: Seen | None = None


class Column(NamedTuple):
    """The verdict on one column of a table: ``share`` of its cells carry ``entity``."""

    entity: str
    score: float
    share: float


class FileError(NamedTuple):
    """A file that could not be read or cleaned, and why; the message never holds its text.

    ``bug`` marks a failure that is nbguard's own fault.
    """

    path: str
    message: str
    bug: bool = False


class Walked(NamedTuple):
    """How much of a git history was looked at; ``notes`` say what was not, for people."""

    commits: int
    paths: int
    versions: int
    blobs: int
    refs: int
    notes: tuple[str, ...] = ()


class Report:
    """Findings, and how much was looked at: silence must be visible.

    ``findings`` is a list of Finding; ``columns`` maps a table's column labels to a Column or
    None; ``quasi`` those that identify people only together, to AGE, POSTCODE, COORDINATE or
    DATE_OF_BIRTH; ``unscanned`` counts what cannot be read, by MIME type; ``unused`` lists
    allowances that allowed nothing, as text. ``known`` counts findings that a baseline took out,
    ``changed`` lists the files that cleaning changed, or would, ``left`` counts what it could
    not replace, and ``dropped`` the payloads that it took out whole. ``allowing`` are the entries
    of the policy's ``allow`` that allowed something, by position. ``history`` tells how much of a
    git history the report is about. Reports of several files add up with ``+=``.
    """

    def __init__(self, *, files: int = 0, cells: int = 0, places: int = 0) -> None:
        self.findings: list[Finding] = []
        self.columns: dict[Any, Column | None] = {}
        self.quasi: dict[Any, str] = {}
        self.files = files
        self.cells = cells
        self.places = places
        self.unscanned: Counter[str] = Counter()
        self.errors: list[FileError] = []
        self.unused: list[str] = []
        self.allowing: set[int] = set()
        self.known = 0
        self.changed: list[str] = []
        self.left = 0
        self.dropped = 0
        self.history: Walked | None = None

    def __iadd__(self, other: Report) -> Report:
        self.findings += other.findings
        self.columns |= other.columns
        self.quasi |= other.quasi
        self.files += other.files
        self.cells += other.cells
        self.places += other.places
        self.unscanned += other.unscanned
        self.errors += other.errors
        self.unused += other.unused
        self.known += other.known
        self.changed += other.changed
        self.left += other.left
        self.dropped += other.dropped
        return self

    def by_entity(self) -> dict[str, int]:
        """How many findings of each entity, most first."""
        return dict(Counter(finding.entity for finding in self.findings).most_common())

    def __str__(self) -> str:
        rows = self._rows()
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        head, *body = (list(map(_escape, row)) for row in self._rows())
        titles = "".join(f"<th>{cell}</th>" for cell in head)
        lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in body)
        return f"<table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>"

    def _rows(self) -> list[tuple[str, ...]]:
        """The report as a table: by column where there are columns, else by finding."""
        if self.columns:
            verdicts = [(str(name), column) for name, column in self.columns.items()]
            rows = [
                (name, c.entity, f"{c.score:.2f}", f"{c.share:.0%}") if c else (name, "-", "", "")
                for name, c in verdicts
            ]
            return [("column", "entity", "score", "share"), *rows]
        if not self.findings:
            return [("nothing found",)]
        return [
            ("place", "span", "entity", "score"),
            *((f.place, f"{f.start}-{f.end}", f.entity, f"{f.score:.2f}") for f in self.findings),
        ]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
