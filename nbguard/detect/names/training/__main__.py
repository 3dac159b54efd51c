"""``python -m nbguard.detect.names.training --corpora PATH``: makes model.bin again."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import numpy as np
import torch

from nbguard.detect.names import model
from nbguard.detect.names.training import export, lists
from nbguard.detect.names.training.dataset import Stream, Vocabulary, stream
from nbguard.detect.names.training.mixture import Mixture
from nbguard.detect.names.training.net import Net, Pieces
from nbguard.detect.names.training.train import Batches, fit

SEED, PASSES = 20261126, 24


def log(line: str) -> None:
    """Progress goes to standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(
        prog="python -m nbguard.detect.names.training", description=__doc__
    )
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=model.PATH)
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    lexicon = lists.build()
    vocabulary = Vocabulary(lexicon)
    mixture = Mixture(options.corpora, options.seed)
    rng = np.random.default_rng(options.seed)
    net = Net()

    def one_pass(number: int) -> Stream:
        return stream(mixture.examples(peopled=0.0 if number % 3 == 2 else 0.6), vocabulary)

    weights = fit(net, one_pass, lambda: Batches(Pieces(vocabulary), rng), options.passes, log)
    export.save(options.output, weights, lexicon, {"seed": options.seed, "passes": options.passes})
    log(f"{options.output}: sha256 {hashlib.sha256(options.output.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
