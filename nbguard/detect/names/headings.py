"""Titles of charts and tables, where every word has a capital: "Heart Rate by Cohort".

There a capital proves nothing. What a dictionary knows, and no list of names, is nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.names.spans import titled
from nbguard.detect.names.tokens import LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

_NAMES = 1 << LISTS.index("first") | 1 << LISTS.index("last")
_WORD = sum(1 << LISTS.index(n) for n in ("ordinary", "common", "technical", "dictionary"))
_JOINING = frozenset(
    """about across after against before between during under using versus within without gegen ohne
    unter über zwischen entre parmi selon sobre hasta según senza contro tussen tegen onder
    contra""".split()  # noqa: SIM905
)
_SMALL_WORD = 4  # letters: "Gene Expression from Tissue with Tumour"
_AROUND = 12  # tokens


def of_a_heading(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is but ordinary words, those of a heading or all in small letters.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    words = [token.word for token in read[run.first : run.last + 1]]
    small = all(map(str.islower, words))
    for word, mark in zip(words, marks[run.first : run.last + 1], strict=True):
        particle = word.islower() and not small  # "de" and "la" are parts of names, too
        if not mark & _WORD or (mark & _NAMES and not particle):
            return False
    return not titled(read, run.first) and (small or _is_heading(read, run))


def _is_heading(read: list[Token], run: Run) -> bool:
    """Whether there are longer words beside it on its line, and all with a capital of their own."""
    first, end = run.first, run.last + 1
    while first > max(0, run.first - _AROUND) and read[first].spacing < LINE:
        first -= 1
    while end < min(len(read), run.last + _AROUND) and read[end].spacing < LINE:
        end += 1
    beside = [token.word for token in (*read[first : run.first], *read[run.last + 1 : end])]
    longer = [word for word in beside if len(word) > _SMALL_WORD and word not in _JOINING]
    return any(map(str.istitle, longer)) and not any(map(str.islower, longer))
