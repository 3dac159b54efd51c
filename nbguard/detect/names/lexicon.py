"""The lists, as sorted hashes: first names, towns, ordinary words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nbguard.detect.names.features import LEARNED, LISTS

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lexicon:
    """``keys`` are sorted 32-bit hashes; bit ``i`` of ``marks`` says the ``i``-th list has it."""

    def __init__(self, keys: NDArray[np.uint32], marks: NDArray[np.uint16]) -> None:
        self.keys, self.marks = keys, marks

    def lookup(self, keys: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """The marks of each hash; 0 for one that no list holds."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        found: NDArray[np.uint16] = np.where(self.keys[at] == keys, self.marks[at], 0)
        return found


def rows_of_marks() -> list[list[int]]:
    """For all marks a word can have, the rows of the embedding table they stand for."""
    learned = range(len(LEARNED))
    return [[bit for bit in learned if mark >> bit & 1] for mark in range(1 << len(LISTS))]
