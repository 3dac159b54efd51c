"""Texts to arrays: tokens, their words, their labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nbguard.detect.names.features import fold, list_key, word_rows
from nbguard.detect.names.lexicon import Lexicon, rows_of_marks
from nbguard.detect.names.network import LABELS, REACH
from nbguard.detect.names.tokens import tokens
from nbguard.detect.names.training.templates import Example

IGNORED = -100
_LABEL = {label: i for i, label in enumerate(LABELS)}


class Vocabulary:
    """Every distinct word met, and the rows it is made of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.ids: dict[str, int] = {}
        self.rows: list[list[int]] = [[]]
        self.marks: list[list[int]] = [[]]
        self._rows_of_marks = rows_of_marks()

    def id(self, word: str) -> int:
        """The number of a word; 0 is the padding between texts."""
        if word not in self.ids:
            folded = fold(word)
            mark = int(self.lexicon.lookup(np.array([list_key(folded)], np.uint32))[0])
            self.ids[word] = len(self.rows)
            self.rows.append(word_rows(word, folded))
            self.marks.append(self._rows_of_marks[mark] if word[0].isalpha() else [])
        return self.ids[word]


class Stream(NamedTuple):
    """Texts laid end to end with padding between: words, spacing, labels, one per token."""

    words: NDArray[np.int32]
    spacing: NDArray[np.int8]
    labels: NDArray[np.int64]


def labels_of(example: Example) -> list[tuple[str, int, int]]:
    """(word, spacing, label number) of each token."""
    found = []
    spans = sorted(example.spans)
    at, inside = 0, -1
    for token in tokens(example.text):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        label = "O"
        if at < len(spans) and token.end > spans[at][0]:
            label = ("I-" if inside == at else "B-") + spans[at][2]
            inside = at
        found.append((token.word, token.spacing, _LABEL[label]))
    return found


def stream(examples: Iterable[Example], vocabulary: Vocabulary) -> Stream:
    """All examples in one stream, in the given order."""
    words: list[int] = [0] * REACH
    spacing: list[int] = [-1] * REACH
    labels: list[int] = [IGNORED] * REACH
    for example in examples:
        for word, space, label in labels_of(example):
            words.append(vocabulary.id(word))
            spacing.append(space)
            labels.append(label)
        words += [0] * REACH
        spacing += [-1] * REACH
        labels += [IGNORED] * REACH
    return Stream(np.array(words, np.int32), np.array(spacing, np.int8), np.array(labels, np.int64))
