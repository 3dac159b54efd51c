"""The tagger: texts in, names and addresses out.

Most of a notebook is numbers and lower-case code; a line of that is never read. What is left is
read once per distinct text, all texts of a batch in one stream.
"""

from __future__ import annotations

import os
import re
import threading
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from nbguard.detect.names import model
from nbguard.detect.names.abroad import mended
from nbguard.detect.names.cells import DOUBT, doubtful, family_first
from nbguard.detect.names.features import fold, list_key, word_rows
from nbguard.detect.names.headers import with_headers
from nbguard.detect.names.lexicon import Lexicon, rows_of_marks
from nbguard.detect.names.network import APART, ENTITIES, Network
from nbguard.detect.names.repairs import repair
from nbguard.detect.names.settled import settled
from nbguard.detect.names.spans import PERSON, Run, runs
from nbguard.detect.names.threads import one_thread
from nbguard.detect.names.tokens import Token, tokens
from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

_LETTERS = re.compile(r"[^\W\d_]{2}")
_FAINT = 0.02  # a text whose every token is surer than this to be nothing is done with
_BATCH = 500_000  # characters read at once: their tokens take a hundred times their size
_LONGEST = 2_000_000  # characters of a text that is read as one
_OVERLAP = 2_000  # characters on either side of a part of such a text that are read with it
_CACHED = 50_000  # words remembered; a vector is 400 bytes


class Tagger:
    """Tags texts; remembers the vectors of the words it has met, and nothing else."""

    def __init__(
        self, network: Network, lexicon: Lexicon, calibration: Mapping[str, float]
    ) -> None:
        self._network, self._lexicon = network, lexicon
        self._calibration = [((0, calibration[name], 1), (0, 0.5, 1)) for name in ENTITIES]
        self._rows_of_marks = rows_of_marks()
        self._forget()

    @classmethod
    def load(cls) -> Tagger:
        """The tagger that ships with nbguard."""
        network, lexicon, about = model.load()
        return cls(network, lexicon, about["calibration"])

    def _forget(self) -> None:
        width = self._network.w["word.bias"].shape[0]
        self._ids: dict[str, int] = {}
        self._vectors: NDArray[np.float32] = np.zeros((1, width), np.float32)  # row 0 is padding
        self._marks = np.zeros(1, np.uint16)

    def tag(self, texts: Sequence[str]) -> list[list[Match]]:
        """For each text its names, addresses, places and organisations, sorted by start.

        Scores are calibrated: 0.5 is where finding one more is worth what it costs in false
        ones. Weak matches are returned too; the policy's threshold decides.
        """
        distinct = list(dict.fromkeys(text for text in texts if _LETTERS.search(text)))
        with one_thread():
            found = {
                text: with_headers(text, matches)
                for batch in _batches(distinct)
                for text, matches in zip(batch, self._tag(batch), strict=True)
            }
        return [list(found.get(text, ())) for text in texts]

    def _tag(self, texts: Sequence[str]) -> list[list[Match]]:
        if len(texts) == 1 and len(texts[0]) > _LONGEST:
            return [self._tag_long(texts[0])]
        return self._tag_short(texts)

    def _tag_short(self, texts: Sequence[str]) -> list[list[Match]]:
        read = [tokens(text) for text in texts]
        with _TURNS.lock:  # two threads would give two words one vector
            if len(self._ids) > _CACHED:
                self._forget()
            self._learn({token.word for token in chain.from_iterable(read)})
            starts, words, spacing = self._stream(read)
            vectors, known = self._vectors, self._marks
        marks = known[words]
        probabilities = self._network.probabilities(vectors, words, spacing)
        surest = np.maximum.reduceat(probabilities[:, 1:].max(axis=1), starts).tolist()
        return [
            self._matches(part, probabilities[at : at + len(part)], marks[at : at + len(part)])
            if sure >= _FAINT
            else []
            for at, part, sure in zip(starts, read, surest, strict=True)
        ]

    def _tag_long(self, text: str) -> list[Match]:
        """A text whose tokens would take a hundred times its size, some thousand lines at a time.

        Each part is read with the lines around it, and what begins in it counts. A name is not
        looked up beyond them.
        """
        found: list[Match] = []
        for start, end in _pieces(text):
            first, last = _widened(text, start, end)
            (matches,) = self._tag_short([text[first:last]])
            moved = (m._replace(start=m.start + first, end=m.end + first) for m in matches)
            done = found[-1].end if found else 0
            found += (m for m in moved if start <= m.start < end and m.start >= done)
        return found

    def _matches(
        self, read: list[Token], probabilities: NDArray[np.float32], known: NDArray[np.uint16]
    ) -> list[Match]:
        repair(read, probabilities)
        marks = known.tolist()
        found = list(mended(read, runs(read, probabilities), marks))
        return [
            Match(read[run.first].start, read[run.last].end, ENTITIES[run.entity], score)
            for run in _registered(read, settled(read, found, marks), marks)
            if (score := self._score(read, run, marks)) > 0
        ]

    def _score(self, read: list[Token], run: Run, marks: list[int]) -> float:
        if run.entity == PERSON and doubtful(read, run, marks):
            return min(DOUBT, run.score)
        return round(float(np.interp(run.score, *self._calibration[run.entity])), 3)

    def _stream(
        self, read: list[list[Token]]
    ) -> tuple[list[int], NDArray[np.int64], NDArray[np.int64]]:
        """Where each text starts in the stream, the words' rows, and the spacing (-1: padding)."""
        ids = self._ids
        words, spacing, starts = [0] * APART, [-1] * APART, []
        for text in read:
            starts.append(len(words))
            words.extend(ids[token.word] for token in text)
            spacing.extend(token.spacing for token in text)
            words.extend([0] * APART)
            spacing.extend([-1] * APART)
        return starts, np.array(words), np.array(spacing)

    def _learn(self, words: Iterable[str]) -> None:
        """Vectors for the words not met before."""
        new = [word for word in words if word not in self._ids]
        if not new:
            return
        folded = [fold(word) for word in new]
        keys = np.fromiter(map(list_key, folded), np.uint32, len(new))
        marks = self._lexicon.lookup(keys)
        rows = [
            word_rows(word, low) + (self._rows_of_marks[mark] if word[0].isalpha() else [])
            for word, low, mark in zip(new, folded, marks.tolist(), strict=True)
        ]
        first = len(self._ids) + 1
        end = first + len(new)
        if end > len(self._vectors):  # twice as many, or each new word would copy all others
            more = max(end, 2 * len(self._vectors)) - len(self._vectors)
            self._marks = np.pad(self._marks, (0, more))
            self._vectors = np.pad(self._vectors, ((0, more), (0, 0)))
        self._marks[first:end] = marks
        self._vectors[first:end] = self._network.word_vectors(rows)
        self._ids.update(zip(new, range(first, end), strict=True))


class _Turns:
    """A lock that a forked child finds open, whoever held it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        if hasattr(os, "register_at_fork"):  # not on Windows
            os.register_at_fork(after_in_child=self._reset)

    def _reset(self) -> None:
        self.lock = threading.Lock()


_TURNS = _Turns()


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs of texts of about half a million characters together; a very long one by itself."""
    start = size = 0
    for at, text in enumerate(texts):
        if at > start and (size >= _BATCH or len(text) > _LONGEST):
            yield texts[start:at]
            start, size = at, 0
        size += len(text)
    if texts:
        yield texts[start:]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in parts no longer than the longest, cut at the last line end if there is one."""
    start = 0
    while start < len(text):
        end = min(start + _LONGEST, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
        yield start, end
        start = end


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of the text and what is read around it: whole lines, or else whole words."""
    first, last = max(0, start - _OVERLAP), min(len(text), end + _OVERLAP)
    if first > 0:
        first = text.find("\n", first, start - 1) + 1 or text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = text.rfind("\n", end, last) + 1 or text.rfind(" ", end, last) + 1 or last
    return first, last


def _registered(read: list[Token], found: list[Run], marks: list[int]) -> list[Run]:
    """The runs, with a family name and the given name after its comma made one."""
    out: list[Run] = []
    for run in found:
        if out and run.entity == PERSON and family_first(read, out[-1], run, marks):
            score = min(out[-1].score, run.score)
            out[-1] = Run(out[-1].first, run.last, PERSON, score)
        else:
            out.append(run)
    return out
