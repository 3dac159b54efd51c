"""The small face: what detection and redaction ask of any table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from nbguard.tables.exact import Exact


_STRIDE = 2_654_435_761  # Knuth's: its multiples leave no pattern behind


class Kind(Enum):
    """What a column's cells are. ``OTHER`` is what cannot be read: intervals, images, objects."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    BYTES = "bytes"
    NESTED = "nested"
    OTHER = "other"


Cells = Any
"""A column in its library's own form."""


class Distinct(NamedTuple):
    """The distinct cells of a column in order of first appearance, nulls left out.

    ``rebuild`` takes as many new values (texts or None) and gives the column with them in the
    old ones' places; nulls stay null. ``array`` holds the values in the library's own form, and
    ``place`` puts as many others of that form in their places. Nested cells have no form of their
    own: ``place`` takes cells of any type.
    """

    values: list[Any]
    rebuild: Callable[[Sequence[Any]], Cells]
    array: Any = None
    place: Callable[[Any], Cells] | None = None


class Column(ABC):
    """One column, or one level of an index."""

    def __init__(self, label: Hashable, kind: Kind, size: int) -> None:
        self.label = label
        self.kind = kind
        self.size = size

    @abstractmethod
    def sample(self, most: int) -> list[Any]:
        """Up to ``most`` cells, spread evenly from first to last, None for null."""

    @abstractmethod
    def distinct(self) -> Distinct:
        """The distinct cells and the way back."""

    @abstractmethod
    def exact(self, distinct: Distinct) -> list[Exact | None]:
        """Each distinct value as a text from which ``restored`` makes it anew, or None."""

    @abstractmethod
    def restored(self, new: Sequence[Exact], distinct: Distinct) -> Cells:
        """Like ``distinct.rebuild``, of the type that the new values' kind tells."""

    @property
    def hidden(self) -> Sequence[Any]:
        """Values that the column carries and no cell shows, as categories of rows filtered out."""
        return ()

    @property
    def has_types(self) -> bool:
        """Whether every cell, and every field of a nested one, is of the column's own type."""
        return True


class Table(ABC):
    """A frame or a series: its columns, and its index levels where it has any."""

    columns: Sequence[Column]
    rows: int

    @property
    def notes(self) -> dict[str, Any]:
        """What the table carries beside its cells, however nested: attributes, metadata."""
        return {}

    @abstractmethod
    def replaced(
        self,
        new: Mapping[int, Cells | None],
        labels: Mapping[int, Any],
        notes: Mapping[str, Any] | None = None,
    ) -> Any:
        """A new object like the one given, with other columns by position; None drops one.

        ``labels`` renames columns by position, ``notes`` are others of the form they have.
        """


@lru_cache(64)
def spread(size: int, most: int) -> Sequence[int]:
    """Positions of up to ``most`` of ``size`` cells, the same each time, one of each equal part.

    Where in its part differs: in tables of keys and values every second or third row is alike.

    >>> spread(3, 5), len(spread(1_000, 5))
    (range(0, 3), 5)
    """
    if size <= most:
        return range(size)
    edges = [i * size // most for i in range(most + 1)]
    return tuple(a + i * _STRIDE % (b - a) for i, (a, b) in enumerate(pairwise(edges)))


def unique_labels(labels: Sequence[Hashable]) -> list[Hashable]:
    """The labels, told apart where two are equal: the second ``email`` is ``email #2``."""
    seen: dict[Hashable, int] = {}
    told: dict[Hashable, None] = {}
    taken = set(labels)
    for label in labels:
        unique = label
        while unique in told or (unique is not label and unique in taken):
            seen[label] = seen.get(label, 1) + 1
            unique = f"{label} #{seen[label]}"
        told[unique] = None
    return list(told)
