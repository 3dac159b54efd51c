"""What a table carries beside its cells, read like any text: attributes, metadata, axes' names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect import resolve
from nbguard.detect.labels import words_of
from nbguard.errors import TableError
from nbguard.findings import Column
from nbguard.frames import nested

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbguard.guard import Guard
    from nbguard.operators import Redactor


class Notes(NamedTuple):
    """The notes that stand in the old ones' stead, and what was found in those."""

    new: dict[str, Any]
    found: list[Column]


def redacted_notes(notes: Mapping[str, Any], guard: Guard, redactor: Redactor) -> Notes | None:
    """``Table.notes`` with what is found in them replaced; None where nothing is."""
    try:
        leaves = [leaf for leaf in nested.leaves([notes]) if _is_read(leaf)]
        leaves = list(dict.fromkeys(leaves))
        if not leaves:
            return None
        texts = [leaf.text for leaf in leaves]
        found = guard.read(texts, [words_of(leaf.key) for leaf in leaves])
        sure = [resolve(pair[0] + pair[1]) for pair in zip(found, guard.known(texts), strict=True)]
        if not any(sure):
            return None
        for text in texts:
            redactor.reserve(text)
        fresh = redactor.splice_all(texts, sure)
        pairs = zip(leaves, fresh, strict=True)
        new = nested.replaced(notes, {old: text for old, text in pairs if text != old.text})
    except TableError as error:
        raise TableError(f"attributes: {error}") from None
    except RecursionError:
        raise TableError("attributes: nested too deeply; flatten or drop them") from None
    columns = dict.fromkeys(Column(m.entity, round(m.score, 2), 1.0) for ms in sure for m in ms)
    return Notes(new, list(columns))


def _is_read(leaf: nested.Leaf) -> bool:
    """Fractions are measures, one in twenty of which passes for a card number."""
    return not leaf.kind.startswith("float")
