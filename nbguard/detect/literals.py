"""Which of very many texts hold any of some hundred literals, by the fastest engine at hand.

An engine is used only where the user has imported it: polars has Aho-Corasick, Arrow RE2. Without
either, Python looks for one literal after another.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = "\n"


def having(texts: Sequence[str], literals: Sequence[str]) -> list[int]:
    """The positions of the texts that hold a literal, case aside; no text has a line end.

    ``literals`` are in small letters.

    >>> having(["plain", "GHP_x"], ["ghp_", "sk-"])
    [1]
    """
    if not literals or not texts:
        return []
    if "polars" in sys.modules:
        return _by_polars(texts, literals)
    if "pyarrow" in sys.modules:
        return _by_arrow(texts, literals)
    return sorted(set(_by_python(_END.join(texts).lower(), literals)))


def _by_polars(texts: Sequence[str], literals: Sequence[str]) -> list[int]:
    import polars as pl

    series = pl.Series(texts, dtype=pl.String).str.to_lowercase()
    found = series.str.contains_any(list(literals)).arg_true()
    positions: list[int] = found.to_list()
    return positions


def _by_arrow(texts: Sequence[str], literals: Sequence[str]) -> list[int]:
    import pyarrow as pa
    import pyarrow.compute as pc

    pattern = "|".join(map(re.escape, literals))
    mask = pc.match_substring_regex(pc.utf8_lower(pa.array(texts, pa.large_string())), pattern)
    positions: list[int] = pc.indices_nonzero(mask).to_pylist()
    return positions


def _by_python(joined: str, literals: Sequence[str]) -> Iterator[int]:
    letters = set(joined)
    for literal in literals:
        if letters.issuperset(literal):
            yield from _lines_with(literal, joined)


def _lines_with(literal: str, joined: str) -> Iterator[int]:
    line = at = 0
    while (found := joined.find(literal, at)) >= 0:
        line += joined.count(_END, at, found)
        at = found + len(literal)
        yield line
