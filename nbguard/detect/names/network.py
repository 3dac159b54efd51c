"""The network, in numpy: word vectors, three convolutions over the tokens, a label for each.

The parameters are kept as 8-bit integers with one scale a column, and widened once at loading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

ENTITIES = ("PERSON", "STREET_ADDRESS", "LOCATION", "ORGANIZATION")
LABELS = ("O", *(f"{prefix}-{entity}" for entity in ENTITIES for prefix in "BI"))
DILATIONS = (1, 2, 4)  # of the three convolutions
REACH = 8  # tokens on either side that a token's label can depend on
APART = 4  # tokens of padding that no convolution reaches across; it is emptied before each
_CHUNK = 2048


class Network:
    """``weights`` as the training exports them, widened to 32-bit floats."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.w = weights

    def word_vectors(self, rows: Sequence[Sequence[int]]) -> Array:
        """One vector for each word, given the rows of the table it is made of."""
        counts = np.fromiter(map(len, rows), np.int64, len(rows))
        flat = np.fromiter((row for word in rows for row in word), np.int64, int(counts.sum()))
        starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        summed = np.add.reduceat(self.w["table"][flat], starts, axis=0)
        summed /= np.sqrt(counts, dtype=np.float32)[:, None]
        vectors: Array = np.maximum(summed @ self.w["word.weight"] + self.w["word.bias"], 0)
        return vectors

    def probabilities(
        self, vectors: Array, words: NDArray[np.int64], spacing: NDArray[np.int64]
    ) -> Array:
        """The probability of each label for each token of a stream.

        ``vectors`` is (words, width), ``words`` (tokens,) the row of each token's word, and
        ``spacing`` (tokens,) is -1 for the padding that keeps one text from seeing the next.
        Gives (tokens, labels), a few thousand tokens at a time.
        """
        pieces = []
        for at in range(0, len(words), _CHUNK):
            part = slice(max(0, at - REACH), at + _CHUNK + REACH)
            pieces.append(self._chunk(vectors[words[part]], spacing[part], min(at, REACH)))
        found = np.concatenate(pieces)
        found[spacing < 0] = 0
        return found

    def _chunk(self, vectors: Array, spacing: NDArray[np.int64], skip: int) -> Array:
        pad = spacing < 0
        hidden = vectors + self.w["space"][spacing]
        hidden[pad] = 0
        hidden = self._convolve(hidden, 0, 2)
        for layer in (1, 2):
            hidden[pad] = 0
            hidden = hidden + self._convolve(hidden, layer, 1)
        return self._labels(hidden[skip : skip + _CHUNK])

    def _labels(self, hidden: Array) -> Array:
        scores = hidden @ self.w["out.weight"] + self.w["out.bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        probabilities: Array = scores / scores.sum(axis=1, keepdims=True)
        return probabilities

    def _convolve(self, x: Array, layer: int, reach: int) -> Array:
        """Each row beside its neighbours (zeros beyond the ends), times the layer's weights."""
        step = DILATIONS[layer]
        edge = np.zeros((reach * step, x.shape[1]), x.dtype)  # np.pad costs more than the product
        padded = np.concatenate((edge, x, edge))
        window = np.concatenate(
            [padded[i * step : i * step + len(x)] for i in range(2 * reach + 1)], axis=1
        )
        out: Array = np.maximum(
            window @ self.w[f"conv{layer}.weight"] + self.w[f"conv{layer}.bias"], 0
        )
        return out
