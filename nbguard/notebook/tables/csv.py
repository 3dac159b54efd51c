"""CSV: each field with the header of its column."""

from __future__ import annotations

import re
from functools import cache

from nbguard.notebook.tables import Cell, Span, words

_DELIMITERS = ",;\t|"
_MOST_FIELDS = 200_000

Record = list[Span]


def fields(text: str) -> list[Cell]:
    """The fields of a CSV text; none if its records do not all have as many as the first."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    head, *body = _records(text, delimiter) or [[]]
    if not body or any(len(record) != len(head) for record in body):
        return []
    titles = [words(text[start:end]) for start, end in head]
    found = [Cell((span,)) for span in head]
    for record in body:
        found += [Cell((span,), title) for span, title in zip(record, titles, strict=True)]
    return [cell for cell in found if cell.spans[0][0] < cell.spans[0][1]]


def _records(text: str, delimiter: str) -> list[Record]:
    """The records of the text, without quotes; none if it is too long, or a quote never ends."""
    records: list[Record] = [[]]
    at = fields = 0
    while match := field(delimiter).match(text, at):
        records[-1].append(match.span(2 if match[2] is not None else 1))
        fields += 1
        at = match.end()
        if match["end"] == "" or fields > _MOST_FIELDS:
            break
        if match["end"] != delimiter:
            records.append([])
    whole = at == len(text) and fields <= _MOST_FIELDS
    return [record for record in records if not _is_blank(record)] if whole else []


def _is_blank(record: Record) -> bool:
    return not record or (len(record) == 1 and record[0][0] == record[0][1])


@cache
def field(delimiter: str) -> re.Pattern[str]:
    """A field and its ``end``; group 1 is a plain one, group 2 what is inside quotes."""
    mark = re.escape(delimiter)
    return re.compile(
        rf"(?:([^\"{mark}\r\n][^{mark}\r\n]*|)|\"([^\"]*(?:\"\"[^\"]*)*)\")(?P<end>{mark}|\r?\n|\Z)"
    )
