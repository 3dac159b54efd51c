"""Counts the letter pairs of English for ``nbguard/detect/secrets/letters.py``.

    python -m benchmarks.letters > /tmp/rows

The words are those of the standard library's docstrings, each distinct word once.
"""

from __future__ import annotations

import ast
import math
import re
import sysconfig
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase as letters


def docstrings() -> Iterator[str]:
    for path in sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield ast.get_docstring(node) or ""


def rows(words: set[str]) -> Iterator[str]:
    """Per first letter, the surprise of each second one in bits, half a count added to all."""
    counts = Counter(pair for word in words for pair in pairwise(word))
    for first in letters:
        total = sum(counts[first, second] + 0.5 for second in letters)
        bits = [-math.log2((counts[first, second] + 0.5) / total) for second in letters]
        yield "".join(str(min(9, round(surprise))) for surprise in bits)


if __name__ == "__main__":
    print("\n".join(rows(set(re.findall(r"[a-z]{2,}", " ".join(docstrings()).lower())))))
