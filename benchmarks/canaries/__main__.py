"""``python -m benchmarks.canaries``: plant, clean, search; 1 when a canary survived."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.canaries.check import run

if TYPE_CHECKING:
    from collections.abc import Iterable


def main() -> None:
    """Print what leaked, by place and entity, and which innocents were touched."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.canaries", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="every leak and every touched innocent")
    options = parser.parse_args()
    result = run(options.seed)
    print(f"canaries planted {result.planted}, found after the clean {len(result.leaks)}")
    _counts("leaks by place", (place for place, _ in result.leaks))
    _counts("leaks by entity", (entity for _, entity in result.leaks))
    untouched = 1 - len(result.touched) / result.innocents
    print(f"innocents planted {result.innocents}, untouched {untouched:.2%} (> 99 % wanted)")
    _counts("touched by kind", (kind for kind, _ in result.touched))
    print(f"second clean changed {result.unstable} notebooks; broken code cells {result.broken}")
    if options.show:
        print(*result.leaks, *result.touched, sep="\n")
    bad = result.leaks or untouched <= 0.99 or result.unstable or result.broken
    sys.exit(bool(bad))


def _counts(title: str, items: Iterable[str]) -> None:
    counts = Counter(items).most_common()
    if counts:
        print(f"  {title}:", ", ".join(f"{name} {n}" for name, n in counts))


if __name__ == "__main__":
    main()
