"""The training loop: Adam, a cooling learning rate, and the mean of the weights along the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from nbguard.detect.names.training.dataset import IGNORED, Stream
from nbguard.detect.names.training.net import Net, Pieces

RUN, RUNS = 256, 16  # a step sees 16 runs of 256 tokens
_LIST_DROPPED = 0.25  # how often a word's list membership is hidden: lists are never complete
_PIECE_DROPPED = 0.12
_WORD_DROPPED = 0.20  # how often a word is known by its spelling alone


class Batches:
    """Streams cut into runs, shuffled, with the pieces of their words."""

    def __init__(self, pieces: Pieces, rng: np.random.Generator) -> None:
        self.pieces, self.rng = pieces, rng

    def of(self, stream: Stream) -> Iterator[tuple[Tensor, ...]]:
        """The steps of one pass."""
        usable = len(stream.words) // RUN
        order = self.rng.permutation(usable)
        for at in range(0, usable - RUNS + 1, RUNS):
            index = (order[at : at + RUNS, None] * RUN + np.arange(RUN)).ravel()
            yield self.step(
                stream.words[index], stream.spacing[index], stream.labels[index], drop=True
            )

    def step(
        self,
        words: NDArray[np.int32],
        spacing: NDArray[np.int8],
        labels: NDArray[np.int64],
        drop: bool,
    ) -> tuple[Tensor, ...]:
        """Tensors of one step; ``drop`` hides pieces at random."""
        rows, offsets, listed, token = self.pieces.gather(words)
        keep = np.ones(len(rows), np.float32)
        if drop:
            keep = self._keep(words, rows, listed, token)
        shape = (-1, RUN)
        return (
            torch.from_numpy(rows), torch.from_numpy(offsets), torch.from_numpy(keep),
            torch.from_numpy(np.maximum(spacing, 0).astype(np.int64).reshape(shape)),
            torch.from_numpy((spacing < 0).reshape(shape)), torch.from_numpy(labels.reshape(shape)),
        )  # fmt: skip

    def _keep(
        self,
        words: NDArray[np.int32],
        rows: NDArray[np.int64],
        listed: NDArray[np.bool_],
        token: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        random = self.rng.random
        unlisted = random(len(words)) < _LIST_DROPPED
        keep = random(len(rows)) >= _PIECE_DROPPED
        keep &= ~(listed & unlisted[token])
        second = np.zeros(len(rows), bool)
        second[1:] = token[1:] == token[:-1]
        first_at = np.flatnonzero(~second)
        lexical = np.zeros(len(rows), bool)
        with_more = first_at[self.pieces.counts[words[token[first_at]]] > 4] + 1
        lexical[with_more] = True  # the row of the whole word comes second
        unknown = random(len(words)) < _WORD_DROPPED
        keep &= ~(lexical & unknown[token])
        return keep.astype(np.float32)


def fit(
    net: Net,
    streams: Callable[[int], Stream],
    batches: Callable[[], Batches],
    passes: int,
    log: Callable[[str], None],
) -> dict[str, Tensor]:
    """Train; gives the exponential mean of the weights."""
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.01)
    mean: dict[str, Tensor] = {}
    step, total = 0, 0
    for number in range(passes):
        stream = streams(number)
        steps = len(stream.words) // RUN // RUNS
        total = total or steps * passes
        began, losses = time.time(), []
        for rows, offsets, keep, spacing, pad, labels in batches().of(stream):
            rate = min(1.0, step / 200) * 0.5 * (1 + np.cos(np.pi * min(1.0, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = 2.5e-3 * max(rate, 0.01)
            scores = net(rows, offsets, keep, spacing, pad)
            loss = functional.cross_entropy(
                scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
            _average(mean, net, step)
        spent = time.time() - began
        log(f"pass {number}: loss {np.mean(losses):.4f}, {len(losses)} steps, {spent:.0f} s")
    return mean


def _average(mean: dict[str, Tensor], net: Net, step: int) -> None:
    rate = min(0.998, step / (step + 10))
    for name, value in net.state_dict().items():
        if name not in mean:
            mean[name] = value.clone()
        else:
            mean[name].mul_(rate).add_(value, alpha=1 - rate)
