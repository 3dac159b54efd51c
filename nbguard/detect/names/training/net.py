"""The network in torch, as it is trained; ``nbguard.detect.names.network`` is the same in numpy."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from nbguard.detect.names.features import ROWS
from nbguard.detect.names.network import DILATIONS, LABELS
from nbguard.detect.names.training.dataset import Vocabulary

EMBEDDED, WIDTH, HIDDEN = 72, 96, 128


class Net(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Hashed pieces of words -> word vectors -> convolutions -> labels."""

    def __init__(self, dropout: float = 0.35) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, EMBEDDED, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.word = nn.Linear(EMBEDDED, WIDTH)
        self.space = nn.Embedding(5, WIDTH)
        nn.init.normal_(self.space.weight, std=0.1)
        sizes = ((WIDTH, 5), (HIDDEN, 3), (HIDDEN, 3))
        self.convs = nn.ModuleList(
            nn.Conv1d(size, HIDDEN, k, padding=(k // 2) * d, dilation=d)
            for (size, k), d in zip(sizes, DILATIONS, strict=True)
        )
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.dropout = dropout

    def forward(
        self, pieces: Tensor, offsets: Tensor, keep: Tensor, spacing: Tensor, pad: Tensor
    ) -> Tensor:
        """(runs, tokens, labels) for runs of tokens; ``pad`` marks those between texts."""
        runs, length = spacing.shape
        counts = torch.zeros(len(offsets)).index_add_(0, _segments(offsets, len(pieces)), keep)
        summed = self.table(pieces, offsets, per_sample_weights=keep)
        vectors = functional.relu(self.word(summed / counts.clamp(min=1).sqrt()[:, None]))
        x = vectors.view(runs, length, -1) + self.space(spacing)
        x = functional.dropout(x, self.dropout, self.training)
        live = (~pad).unsqueeze(1).float()
        x = x.transpose(1, 2) * live
        hidden = functional.relu(self.convs[0](x)) * live
        for conv in self.convs[1:]:
            dropped = functional.dropout(hidden, self.dropout, self.training)
            hidden = (hidden + functional.relu(conv(dropped))) * live
        hidden = functional.dropout(hidden, self.dropout, self.training)
        scores: Tensor = self.out(hidden.transpose(1, 2))
        return scores


def _segments(offsets: Tensor, total: int) -> Tensor:
    marks = torch.zeros(total, dtype=torch.long)
    ends = offsets[1:]
    marks.index_add_(0, ends[ends < total], torch.ones(int((ends < total).sum()), dtype=torch.long))
    return marks.cumsum(0)


class Pieces:
    """For every word of a vocabulary its rows, as flat arrays to gather from."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        joint = [r + m for r, m in zip(vocabulary.rows, vocabulary.marks, strict=True)]
        self.counts = np.array([len(r) for r in joint], np.int64)
        self.starts = np.concatenate(([0], np.cumsum(self.counts)[:-1]))
        self.flat = np.array([x for rows in joint for x in rows], np.int64)
        self.from_list = np.array(
            [
                flag
                for r, m in zip(vocabulary.rows, vocabulary.marks, strict=True)
                for flag in [False] * len(r) + [True] * len(m)
            ]
        )
        self.is_word = np.array([False] + [len(r) > 4 for r in vocabulary.rows[1:]])

    def gather(
        self, words: NDArray[np.int32]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
        """Rows, offsets, which rows come from lists, and the token of each row."""
        counts = self.counts[words]
        offsets = np.concatenate(([0], np.cumsum(counts)[:-1]))
        token = np.repeat(np.arange(len(words)), counts)
        at = np.arange(len(token)) - offsets[token] + self.starts[words][token]
        return self.flat[at], offsets, self.from_list[at], token
