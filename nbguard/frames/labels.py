"""Headers that are personal data themselves, as after a pivot: one column per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nbguard.detect import people, resolve
from nbguard.findings import Column

if TYPE_CHECKING:
    from nbguard.guard import Guard
    from nbguard.operators import Redactor
    from nbguard.tables import Table

_ENOUGH = 3  # headers, from which they can be a list of people
_NEARLY_ALL = 0.9
_LEAST_NUMBER = 10**6


class Header(NamedTuple):
    """What stands in a header's stead, and what was found in it."""

    text: str
    found: Column


def redacted_labels(table: Table, guard: Guard, redactor: Redactor) -> dict[int, Header]:
    """The headers that may not stay, by position."""
    texts = {i: str(c.label) for i, c in enumerate(table.columns) if _is_read(c.label)}
    seen = people.look(list(texts.values())) if len(texts) >= _ENOUGH else None
    if seen and seen.several >= _NEARLY_ALL and seen.listed >= _NEARLY_ALL:
        found = Column("PERSON", round(0.9 * seen.listed, 2), 1.0)
        return {i: Header(redactor.apply("PERSON", text), found) for i, text in texts.items()}
    headers = {}
    labels = list(texts.values())
    rows = zip(texts.items(), guard.match(labels), guard.known(labels), strict=True)
    for (i, text), matches, known in rows:
        # One header that reads like a name is a word, many are people.
        sure = resolve([*known, *(match for match in matches if match.entity != "PERSON")])
        if sure:
            found = Column(sure[0].entity, sure[0].score, 1.0)
            headers[i] = Header(redactor.splice(text, sure), found)
    return headers


def _is_read(label: object) -> bool:
    """Whether a header is a text, or a number long enough to be somebody's."""
    return isinstance(label, str) or (isinstance(label, int) and abs(label) >= _LEAST_NUMBER)
