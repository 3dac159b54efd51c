"""Headers that are personal data themselves, as after a pivot: one column per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import people, resolve
from nbguard.findings import Column

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from nbguard.guard import Guard
    from nbguard.operators import Redactor
    from nbguard.tables import Table

_ENOUGH = 3  # headers, from which they can be a list of people
_NEARLY_ALL = 0.9
_LEAST_NUMBER = 10**6


class Header(NamedTuple):
    """What stands in a header's stead, and what was found in it."""

    text: Hashable
    found: Column


def redacted_labels(table: Table, guard: Guard, redactor: Redactor) -> dict[int, Header]:
    """The headers that may not stay, by position; of a header of several levels each is read."""
    labels = {i: column.label for i, column in enumerate(table.columns)}
    levels = max((len(label) for label in labels.values() if isinstance(label, tuple)), default=0)
    headers = _redacted(
        {i: label for i, label in labels.items() if not isinstance(label, tuple)}, guard, redactor
    )
    for level in range(levels):
        parts = {
            i: label[level]
            for i, label in labels.items()
            if isinstance(label, tuple) and level < len(label)
        }
        for i, part in _redacted(parts, guard, redactor).items():
            label = headers[i].text if i in headers else labels[i]
            assert isinstance(label, tuple)
            new = (*label[:level], part.text, *label[level + 1 :])
            headers[i] = Header(new, part.found)
    return headers


def _redacted(
    labels: Mapping[int, Hashable], guard: Guard, redactor: Redactor
) -> dict[int, Header]:
    texts = {i: str(label) for i, label in labels.items() if _is_read(label)}
    different = list(dict.fromkeys(texts.values()))
    seen = people.look(different) if len(different) >= _ENOUGH else None
    if seen and seen.several >= _NEARLY_ALL and seen.listed >= _NEARLY_ALL:
        found = Column("PERSON", round(0.9 * seen.listed, 2), 1.0)
        return {i: Header(redactor.apply("PERSON", text), found) for i, text in texts.items()}
    rows = zip(different, guard.match(different), guard.known(different), strict=True)
    new: dict[str, Header] = {}
    for text, matches, known in rows:
        # One header that reads like a name is a word, many are people.
        sure = resolve([*known, *(match for match in matches if match.entity != "PERSON")])
        if sure:
            found = Column(sure[0].entity, sure[0].score, 1.0)
            new[text] = Header(redactor.splice(text, sure), found)
    return {i: new[text] for i, text in texts.items() if text in new}


def _is_read(label: object) -> bool:
    """Whether a header is a text, or a number long enough to be somebody's."""
    return isinstance(label, str) or (isinstance(label, int) and abs(label) >= _LEAST_NUMBER)
