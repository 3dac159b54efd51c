"""Headers that are personal data: after a pivot, or where the first row was no header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import headers, people, resolve
from nbguard.detect.remarks import is_sentence
from nbguard.findings import Column, Match

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from nbguard.detect.columns import Verdict
    from nbguard.guard import Guard
    from nbguard.operators import Redactor
    from nbguard.tables import Table

_ENOUGH = 3  # headers, from which they can be a list of people
_NEARLY_ALL = 0.9
_UNNAMED = re.compile(r"<index(?: \d+)?>")
_LEAST_NUMBER = 10**6
_LIKE_ITS_COLUMN = 0.85


class Header(NamedTuple):
    """What stands in a header's stead, and what was found in it."""

    text: Hashable
    found: Column


def redacted_labels(
    table: Table, judged: Sequence[Verdict], guard: Guard, redactor: Redactor
) -> dict[int, Header]:
    """The headers that may not stay, by position; of a header of several levels each is read.

    ``judged`` are the verdicts on the columns: a name heads names where the first row is no header.
    """
    labels = {i: column.label for i, column in enumerate(table.columns)}
    whole = {i for i, verdict in enumerate(judged) if verdict.entity == "PERSON" and verdict.whole}
    levels = max((len(label) for label in labels.values() if isinstance(label, tuple)), default=0)
    new = _redacted(
        {i: label for i, label in labels.items() if not isinstance(label, tuple)},
        whole,
        guard,
        redactor,
    )
    for level in range(levels):
        parts = {
            i: label[level]
            for i, label in labels.items()
            if isinstance(label, tuple) and level < len(label)
        }
        for i, part in _redacted(parts, whole, guard, redactor).items():
            label = new[i].text if i in new else labels[i]
            assert isinstance(label, tuple)
            renamed = (*label[:level], part.text, *label[level + 1 :])
            new[i] = Header(renamed, part.found)
    return new


def _redacted(
    labels: Mapping[int, Hashable], above_names: set[int], guard: Guard, redactor: Redactor
) -> dict[int, Header]:
    texts = {i: str(label) for i, label in labels.items() if _is_read(label)}
    different = list(dict.fromkeys(texts.values()))
    seen = people.look(different) if len(different) >= _ENOUGH else None
    if seen and seen.several >= _NEARLY_ALL and seen.listed >= _NEARLY_ALL:
        found = Column("PERSON", round(0.9 * seen.listed, 2), 1.0)
        known = {t for t in different if not _is_word(t) or people.look([t]).listed}
        named = {i: text for i, text in texts.items() if text in known}
        return {i: Header(redactor.apply("PERSON", text), found) for i, text in named.items()}
    matches = dict(zip(different, guard.read(different), strict=True))
    told = dict(zip(different, guard.known(different), strict=True))
    # One header that reads like a name is a word, many are people.
    sure = {t: [m for m in ms if m.entity != "PERSON"] + told[t] for t, ms in matches.items()}
    is_row = any(sure.values())
    if is_row:
        sure |= {t: matches[t] + told[t] for t in different if is_sentence(t)}
    for text in {texts[i] for i in above_names & texts.keys()}:
        if not sure[text] and _is_name(text, alone=is_row):
            sure[text] = [Match(0, len(text), "PERSON", _LIKE_ITS_COLUMN)]
    new = {text: _header(text, resolve(found), redactor) for text, found in sure.items() if found}
    return {i: new[text] for i, text in texts.items() if text in new}


def _header(text: str, found: Sequence[Match], redactor: Redactor) -> Header:
    return Header(redactor.splice(text, found), Column(found[0].entity, found[0].score, 1.0))


def _is_name(text: str, *, alone: bool) -> bool:
    """Whether a header above names is one; a single word only in a row of values."""
    seen = people.look([text])
    return bool(not _is_word(text) and seen.listed and (seen.several or alone))


def _is_word(text: str) -> bool:
    """Whether a header says what stands below it, as "total" does among people."""
    header = headers.read(text)
    return bool(header.person or header.suggested or people.look([text]).other)


def _is_read(label: object) -> bool:
    """Whether a header is a text, or a number long enough to be somebody's."""
    if isinstance(label, str):
        return not _UNNAMED.fullmatch(label)
    return isinstance(label, int) and abs(label) >= _LEAST_NUMBER
