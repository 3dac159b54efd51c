"""How often a heading of ordinary words is taken for somebody's name.

    python -m benchmarks.headings [--seed 1] [--count 6000]

Titles of charts, legends and tables have a capital at every word. The words are ordinary nouns of
business, science and sport; the lexicon of the tagger was made larger because of what this printed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from nbguard.guard import Guard
from nbguard.policy import Policy

NOUNS, QUALITIES = (
    line.split()
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
)
FORMS = (
    "{a} {n} by {m}|{n} and {m} by {k}|{a} {n}, {b} {m} and {k}|{n} vs {m}|{a} {n} per {m}"
    "|{n} of {m}|{a} {n} {m}|{n} {m} for {k}|Distribution of {a} {n}|{n} {m}: {a} {k}"
    "|{a} {n} in {m}|{n}-{m} {k}|Figure 3: {a} {n} with {m}|{n}, {m}, {k}|{n} | {m} | {k}"
    "|{n} from {m}|{a} {n} ({m})"
)


def headings(seed: int, count: int) -> list[str]:
    """So many headings, drawn from a seed."""
    draw = random.Random(seed)
    forms = FORMS.replace(" | ", " ¦ ").split("|")
    return [
        draw.choice(forms)
        .replace("¦", "|")
        .format(
            **{key: draw.choice(NOUNS) for key in "nmk"},
            **{key: draw.choice(QUALITIES) for key in "ab"},
        )
        for _ in range(count)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=6000)
    options = parser.parse_args()
    texts = headings(options.seed, options.count)
    found = Guard(Policy()).match(texts)
    taken = Counter(
        text[match.start : match.end]
        for text, matches in zip(texts, found, strict=True)
        for match in matches
    )
    flagged = sum(map(bool, found))
    print(f"{1000 * flagged / len(texts):.1f} of 1,000 headings flagged")
    print("most often: " + ", ".join(f"{word} {n}" for word, n in taken.most_common(12)))


if __name__ == "__main__":
    main()
