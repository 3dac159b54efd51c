"""The rival that was measured and not shipped: a linear-chain CRF on the same text.

``python -m nbguard.detect.names.training.crf --corpora PATH`` trains it on half a pass of the same
mixture, with the same pieces of words (hashed too), two neighbours on either side, and prints
its F1 on the held-out documents beside the shipped model's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pycrfsuite

from nbguard.detect.names import tagger
from nbguard.detect.names.features import fold, list_key, word_rows
from nbguard.detect.names.lexicon import Lexicon, rows_of_marks
from nbguard.detect.names.network import LABELS
from nbguard.detect.names.spans import runs
from nbguard.detect.names.tokens import tokens
from nbguard.detect.names.training import corpora, lists
from nbguard.detect.names.training.__main__ import SEED
from nbguard.detect.names.training.dataset import labels_of
from nbguard.detect.names.training.measure import total
from nbguard.detect.names.training.mixture import Mixture
from nbguard.findings import Match


class Features:
    """The attributes of each token: its pieces, and its neighbours'."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon, self.rows_of_marks = lexicon, rows_of_marks()
        self.known: dict[str, list[int]] = {}

    def _pieces(self, word: str) -> list[int]:
        if word not in self.known:
            folded = fold(word)
            mark = int(self.lexicon.lookup(np.array([list_key(folded)], np.uint32))[0])
            self.known[word] = word_rows(word, folded)[:12] + self.rows_of_marks[mark]
        return self.known[word]

    def of(self, words: list[str]) -> list[list[str]]:
        """One list of attributes a token."""
        found = []
        for at in range(len(words)):
            near = range(max(0, at - 2), min(len(words), at + 3))
            found.append([f"{i - at}:{piece}" for i in near for piece in self._pieces(words[i])])
        return found


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--iterations", type=int, default=60)
    options = parser.parse_args()
    features = Features(lists.build())
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {"c1": 0.05, "c2": 0.05, "max_iterations": options.iterations, "feature.minfreq": 3}
    )
    examples = Mixture(options.corpora, SEED).examples(peopled=0.6)
    for example in examples[: len(examples) // 2]:  # all of it does not fit into memory
        labelled = labels_of(example)
        if labelled:
            trainer.append(
                features.of([w for w, _, _ in labelled]), [LABELS[n] for _, _, n in labelled]
            )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crf.bin"
        began = time.perf_counter()
        trainer.train(str(path))
        sys.stdout.write(
            f"{time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.1f} MB\n"
        )
        _compare(path, features, options.corpora)


def _compare(path: Path, features: Features, folder: Path) -> None:
    crf = pycrfsuite.Tagger()
    crf.open(str(path))
    for source, sentences in corpora.held_out(folder).items():
        examples = [corpora.join(s, source) for s in sentences]
        ours = total(examples, tagger().tag([e.text for e in examples]), "PERSON", 0.5)
        began = time.perf_counter()
        theirs = total(examples, [_tag(crf, features, e.text) for e in examples], "PERSON", 0.3)
        spent = 1e6 * (time.perf_counter() - began) / sum(len(e.text) for e in examples)
        figures = (
            f"P {theirs.precision:.2f} R {theirs.recall:.2f}, {spent:.2f} ms per 1,000 characters"
        )
        sys.stdout.write(
            f"{source}: network F1 {ours.f(1):.3f}, CRF F1 {theirs.f(1):.3f} ({figures})\n"
        )


def _tag(crf: pycrfsuite.Tagger, features: Features, text: str) -> list[Match]:
    read = tokens(text)
    crf.set(features.of([token.word for token in read]))
    seen = set(crf.labels())
    rows = [
        [crf.marginal(label, at) if label in seen else 0.0 for label in LABELS]
        for at in range(len(read))
    ]
    found = runs(read, np.array(rows, np.float32).reshape(-1, len(LABELS)))
    return [
        Match(read[r.first].start, read[r.last].end, "PERSON", r.score)
        for r in found
        if r.entity == 0
    ]


if __name__ == "__main__":
    main()
