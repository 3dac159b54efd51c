"""What a CSV file holds by where it stands in the text: large files are reported as small ones.

The verdicts say which columns to look at, so no other cell is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect import headers
from nbguard.detect.evidence import is_null_word
from nbguard.entities import kind_of
from nbguard.findings import Finding, Match
from nbguard.fingerprints import fingerprinter
from nbguard.frames.labels import redacted_labels
from nbguard.guard import Guard
from nbguard.notebook.tables.csv import field
from nbguard.operators import Redactor
from nbguard.tokens import covers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nbguard.frames.batches import Survey
    from nbguard.policy import Policy

_RECORDS = 20_000  # at a time


class Field(NamedTuple):
    """A field of a sensitive column: where it starts in the text, in which line, and its text."""

    start: int
    line: int
    text: str


def located(text: str, separator: str, seen: Survey, policy: Policy) -> list[Finding]:
    """A finding for each value in the text of a CSV file whose columns were judged."""
    guard = Guard(policy)
    wanted = {i: verdict for i, verdict in enumerate(seen.verdicts) if verdict.entity}
    titles = redacted_labels(seen.first, seen.verdicts, guard, Redactor(policy))
    print_of = fingerprinter()
    found: list[Finding] = []
    for number, block in enumerate(_blocks(text, separator, {*wanted, *titles})):
        for i, fields in block.items():
            name = str(seen.first.columns[i].label)
            if number == 0:
                title, *fields = fields
                if i in titles:
                    match = Match(0, len(title.text), *titles[i].found[:2])
                    found.append(_finding(match, title, name, print_of))
            if i in wanted:
                matches = _matches(fields, wanted[i], name, guard)
                found += [_finding(m, one, name, print_of) for one, ms in matches for m in ms]
    return sorted(found, key=lambda finding: finding.start)


def _matches(
    fields: Sequence[Field], verdict: Any, name: str, guard: Guard
) -> Iterator[tuple[Field, Sequence[Match]]]:
    """What each field holds: as a whole where its column does, else as a text that is read."""
    distinct = list(dict.fromkeys(one.text for one in fields))
    if verdict.whole:
        known = {text: _whole(text, verdict, guard) for text in distinct}
    else:
        context = headers.read(name).within
        known = dict(zip(distinct, guard.read(distinct, [context] * len(distinct)), strict=True))
    return ((one, known[one.text]) for one in fields)


def _whole(text: str, verdict: Any, guard: Guard) -> list[Match]:
    value = text.strip()
    if is_null_word(text) or covers(value) or guard.policy.allows(value):
        return []
    start = text.index(value)
    return [Match(start, start + len(value), verdict.entity, verdict.score)]


def _finding(match: Match, one: Field, name: str, print_of: Any) -> Finding:
    value = one.text[match.start : match.end]
    line = one.line + one.text.count("\n", 0, match.start)
    return Finding(
        entity=match.entity,
        kind=kind_of(match.entity),
        score=round(match.score, 2),
        start=one.start + match.start,
        end=one.start + match.end,
        line=line,
        file_line=line,
        column=name,
        place="text",
        fingerprint=print_of(match.entity, value),
    )


def _blocks(text: str, separator: str, wanted: set[int]) -> Iterator[Mapping[int, list[Field]]]:
    """The wanted fields by column, some thousand records at a time; the titles come first."""
    columns: dict[int, list[Field]] = {i: [] for i in sorted(wanted)}
    for records, fields in enumerate(_records(text, separator, sorted(wanted)), 1):
        for i, one in fields:
            columns[i].append(one)
        if records % _RECORDS == 0:
            yield columns
            columns = {i: [] for i in columns}
    yield columns


def _records(text: str, separator: str, wanted: Sequence[int]) -> Iterator[list[tuple[int, Field]]]:
    """Of each record the wanted fields; blank lines are none."""
    at, line = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        row = text[at:end]
        if '"' in row:
            spans, end = _quoted(text, at, separator)
        else:
            spans = []
            start = at
            for part in row.removesuffix("\r").split(separator):
                spans.append((start, start + len(part)))
                start += len(part) + 1
        if row.strip("\r"):
            yield [
                (i, Field(spans[i][0], line, text[slice(*spans[i])]))
                for i in wanted
                if i < len(spans)
            ]
        line += text.count("\n", at, end) + 1
        at = end + 1


def _quoted(text: str, at: int, separator: str) -> tuple[list[tuple[int, int]], int]:
    """The fields of a record with quotes, without them, and where its line ends."""
    spans = []
    while match := field(separator).match(text, at):
        spans.append(match.span(2 if match[2] is not None else 1))
        at = match.end()
        if match["end"] != separator:
            return spans, at - bool(match["end"])
    end = text.find("\n", at)  # a quote that never ends: the line is no record
    return [], len(text) if end < 0 else end
