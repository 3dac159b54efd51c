"""Columns of printed tables whose header asks for a person's name.

The network sees eight tokens to either side; the header of the fifth row is out of its sight.
So the header is looked up by position: by the count of separators where the lines have them, by
overlap where columns are set off by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from nbguard.findings import Match

_WHOSE = (
    r"(?:customer|client|patient|employee|contact|student|passenger|member|doctor|guest|tenant"
    r"|manager|author|owner|(?:card)?holder|applicant|beneficiary|recipient|sender)"
)
_HEADER = (
    rf"(?:(?:first|last|middle|given|family|full|maiden|{_WHOSE})[ _-]?names?|surname|forename"
    r"|[fl]name|vorname|nachname|familienname|apellidos?|pr[ée]nom|cognome|sobrenome|voornaam"
    r"|achternaam|nombre completo|nome completo)"
)
# One of these is in every such header; looking for them is ten times faster than the pattern.
_HINTS = (
    "name", "apellido", "nom", "patient", "employee", "passenger", "holder", "naam", "customer",
    "client", "contact", "student", "member", "doctor", "guest", "tenant", "manager", "author",
    "owner", "applicant", "beneficiary", "recipient", "sender",
)  # fmt: skip
_ASKS = re.compile(rf"{_HEADER}|{_WHOSE}", re.IGNORECASE)
_NAME_HEADER = re.compile(rf"{_HEADER}\Z", re.IGNORECASE)
_BESIDE = re.compile(r"(?:given|family|first|last|middle)\Z", re.IGNORECASE)  # not by themselves
SCORE = 0.9
_SEPARATORS = "\t|;,"
_BARS = str.maketrans("│┆┃║", "||||")
# What stands beside a column's name where columns are listed: that line is no header.
_LISTED = re.compile(r"[\d.%]+\Z|object\Z|str(?:ing)?\Z|category\Z|(?:u?int|float|datetime)\d+")
_LONGEST_LINE, _WORDS_AT_MOST = 2000, 5
_FOOTER = re.compile(
    r"^(?:Name: (?P<name>[^,\n]{1,60}), )?(?:Length: \d+, )?dtype: \w+\s*\Z", re.MULTILINE
)
_PAIR = 2
_WORD = re.compile(r"[^\W\d]+")
_COLUMNS = 100  # that are looked at
_HEAD = 3  # words of a header, and lines drawn above it
_WORDS = re.compile(r"\S+(?: \S+)*")
_NAME = re.compile(r"[^\W\d_][^\d_=<>{}()\[\]/\\:;|]{1,50}\Z")
_NOBODY = re.compile(r"(?:nan|none|null|na|n/a|unknown|missing|true|false|\W*)\Z", re.IGNORECASE)

_WHOSE_HEADER = re.compile(rf"{_WHOSE}\Z", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:Ltd|Inc|LLC|PLC|GmbH|AG|SA|SE|Corp|Co|Group|Bank|University|Hospital|School|Council)\b",
    re.IGNORECASE,
)

Span = tuple[int, int]


class Cell(NamedTuple):
    """``text[start:end]``; ``sure`` where the header asks for nothing but a person's name."""

    start: int
    end: int
    sure: bool


_Test = Callable[[str], bool]


def with_headers(text: str, matches: list[Match]) -> list[Match]:
    """The matches, and each cell under such a header as one name instead of what was in it.

    Under "owner" or "client", which need not be people, only what was suspected already counts.
    """
    cells = named_cells(text)
    suspected = [m for m in matches if m.entity == "PERSON"]
    taken = [c for c in cells if c.sure or any(_overlap(c, m) for m in suspected)]
    kept = [m for m in matches if not any(_overlap(c, m) for c in taken)]
    return sorted([*kept, *(Match(c.start, c.end, "PERSON", SCORE) for c in taken)])


def asks_for_a_name(header: str) -> bool:
    """Whether a header asks for a person's name and nothing else.

    >>> asks_for_a_name("last_name"), asks_for_a_name("name")
    (True, False)
    """
    return _NAME_HEADER.match(header.strip()) is not None


def _overlap(cell: Cell, match: Match) -> bool:
    return match.start < cell.end and cell.start < match.end


def named_cells(text: str) -> list[Cell]:
    r"""Where the cells stand that are names, by their columns' headers.

    >>> text = "id,surname,city\n1,Lee,York\n2,May,Bath"
    >>> [text[cell.start : cell.end] for cell in named_cells(text)]
    ['Lee', 'May']
    """
    if "\n" not in text or not _may_ask(text):
        return []
    text = text.translate(_BARS)
    return [cell for block in _blocks(text) for cell in _named(text, block)]


def _may_ask(text: str) -> bool:
    return any(map(text.lower().__contains__, _HINTS))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines without an empty one between them."""
    block: list[Span] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_LINE or not text[start:end].strip():
            yield block
            block = []
        else:
            block.append((start, end))
        start = end + 1
    yield block


def _named(text: str, block: list[Span]) -> Iterator[Cell]:
    for number, (start, end) in enumerate(block):
        if number < len(block) - 1 and _may_ask(line := text[start:end]) and _ASKS.search(line):
            for cell, _, test in _below(text, (start, end), block[number + 1 :], _tests):
                yield Cell(*cell, sure=test is _is_name)
            return


def under(text: str, test_of: Callable[[str], bool]) -> Iterator[tuple[int, int, int]]:
    r"""(start, end, place of the header) of each cell below a header that passes ``test_of``.

    >>> text = "film  n\nUp    1\nHer   2"
    >>> [text[start:end] for start, end, _ in under(text, {"film"}.__contains__)]
    ['Up', 'Her']
    """

    def tests_of(heads: list[str]) -> list[_Test | None]:
        told: list[_Test | None] = [
            _is_text if len(h.split()) <= _HEAD and test_of(h) else None for h in heads
        ]
        return told if len(heads) > 1 and not any(map(_LISTED.match, heads)) else []

    text = text.translate(_BARS)
    for block in _blocks(text):
        worded = (i for i, line in enumerate(block[:_HEAD]) if _is_text(text[slice(*line)]))
        if (first := next(worded, None)) is not None:
            header, *lines = block[first:]
            if not any(map(test_of, _WORD.findall(text, *header)[:_COLUMNS])):
                continue  # before the lines are counted: most blocks are no tables
            for cell, column, _ in _below(text, header, lines, tests_of):
                yield *cell, header[0] + column


def in_series(text: str, test_of: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    r"""(start, end) of each value of a printed pandas Series that its name or label tells.

    >>> text = "film    Up\nyear     9\nName: 0, dtype: object"
    >>> [text[start:end] for start, end in in_series(text, {"film"}.__contains__)]
    ['Up']
    """
    footer = _FOOTER.search(text)
    if footer is None:
        return
    lines = [_cells(text, line, "") for block in _blocks(text[: footer.start()]) for line in block]
    values = test_of(footer["name"] or "")
    index = bool(lines) and len(lines[0]) == 1 and test_of(text[slice(*lines[0][0])])
    for cells in lines[index:]:
        if len(cells) == _PAIR and (values or test_of(text[slice(*cells[0])])):
            yield cells[1]
        if len(cells) == _PAIR and index:
            yield cells[0]


def _below(
    text: str, header: Span, lines: list[Span], tests_of: Callable[[list[str]], list[_Test | None]]
) -> Iterator[tuple[Span, int, _Test]]:
    """The cells that pass the test of their column, each with its column and that test."""
    separator = _separator(text[slice(*header)], [text[slice(*line)] for line in lines])
    heads = _cells(text, header, separator)
    tests = tests_of([text[slice(*head)] for head in heads])
    for line in lines if any(tests) else ():
        cells = _cells(text, line, separator)
        index = len(cells) - len(heads)  # a frame's index has no header
        for number, cell in enumerate(cells):
            in_order = separator or index in (0, 1)
            column = number - index if in_order else _over(heads, header[0], cell, line[0])
            test = tests[column] if 0 <= column < len(tests) else None
            if test and test(text[slice(*cell)]):
                yield cell, column, test


def _tests(heads: list[str]) -> list[_Test | None]:
    """For each column, what a cell must be to be taken for a name; None where none is."""
    if any(_LISTED.match(head) for head in heads):
        return []
    tests: list[_Test | None] = [_test_of(head) for head in heads]
    if _is_name in tests:
        tests = [_is_name if _BESIDE.match(h) else t for h, t in zip(heads, tests, strict=True)]
    return tests


def _test_of(head: str) -> _Test | None:
    if _NAME_HEADER.match(head):
        return _is_name
    return _is_full_name if _WHOSE_HEADER.match(head) else None


def _separator(header: str, lines: list[str]) -> str:
    """The sign that parts the cells of every line as often as those of the header, or ''."""
    drawn = [line for line in lines if re.search(r"\w", line)]
    for sign in _SEPARATORS:
        count = header.count(sign)
        if count and drawn and all(line.count(sign) == count for line in drawn):
            return sign
    return ""


def _cells(text: str, line: Span, separator: str) -> list[Span]:
    """The cells of one line, without the blanks and quotes around them."""
    if not separator:
        return [
            (line[0] + m.start(), line[0] + m.end()) for m in _WORDS.finditer(text[slice(*line)])
        ]
    found, start = [], line[0]
    for cell in text[slice(*line)].split(separator):
        inner = cell.strip(" \t\"'")
        at = start + cell.find(inner)
        found.append((at, at + len(inner)))
        start += len(cell) + 1
    return found


def _over(heads: list[Span], header: int, cell: Span, line: int) -> int:
    """The column whose header stands above the cell."""
    overlaps = [
        min(head[1] - header, cell[1] - line) - max(head[0] - header, cell[0] - line)
        for head in heads
    ]
    best = max(range(len(heads)), key=overlaps.__getitem__, default=-1)
    return best if best >= 0 and overlaps[best] > 0 else -1


def _is_name(cell: str) -> bool:
    """Written like a name: letters, none of them small at the start, not too many words."""
    fits = _NAME.match(cell) and not cell[0].islower() and cell.count(" ") < _WORDS_AT_MOST
    return bool(fits) and not _NOBODY.match(cell)


def _is_text(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _is_full_name(cell: str) -> bool:
    """Two words or more, and no company's: an owner or a client may be either."""
    capitals = sum(word[0].isupper() for word in cell.split())
    return _is_name(cell) and capitals > 1 and not _COMPANY.search(cell)
