"""A word alone in a table's cell, a list, a mapping: "Wren" may be a bird or a colleague.

In a sentence the words around it tell. Alone, it counts as a name where a key beside it or the
header of its column says so, or where it is a first name and hardly anything else. Of several
words at least one must be in a list of names, or the network very sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.names.tokens import GAP, GLUED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

DOUBT = 0.4  # at most this sure of a word alone
_SURE = 0.9
_FIRST_NAME = 1 << LISTS.index("first")
_OTHERWISE = sum(1 << LISTS.index(name) for name in ("ordinary", "common", "technical", "town"))
_EDGE = re.compile(r"""[|│┆┃║\[\]{}=:;"*•`\d]|'(?![sS])""")
_TAG_ENDS, _TAG_BEGINS = ">", "<"  # around a cell's text; "<Ann> hello" is somebody speaking
# Words that stand before a person: keys, headers, titles, greetings. A bare "name" is none of
# them, for layers, columns and packages have names too.
_KEY = re.compile(
    r"(?<![^\W_])(?:"
    r"(?:first|last|middle|full|given|family|sur|fore|maiden|legal|display|customer|client|patient"
    r"|employee|contact|user|member|student|author|owner|person|holder|guest|tenant)[ _-]?names?"
    r"|owner|author|user|customer|client|patient|employee|person|contact|family|given"
    r"|(?:\w{2,12})?by|from|to|dear|hi|hello|hey|thanks|regards|best|cheers|sincerely|yours|love"
    r"|greetings|mr|mrs|ms|miss|dr|prof|herr|frau|señora?|monsieur|madame|doctor|nurse|teacher"
    r"|student|manager|agent|assignee|reporter|member|guest|passenger|tenant|spouse|wife|husband"
    r"|mother|father|son|daughter|brother|sister|cc|bcc|attn|signed|assigned|reviewer|speaker"
    r"|player|witness|judge|nombre|apellidos?|prénom|cognome|voornaam|achternaam|vorname"
    r"|nachname|kunde|kundin|cliente|klant|paciente|paziente)(?![^\W_])",
    re.IGNORECASE,
)
_BEFORE = 5  # tokens
_SHORT_CAPITALS = 4
_SHORT = 3  # tokens in each half of "Menon, Geetha"
_LAST_NAME = 1 << LISTS.index("last")


def doubtful(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is too much alone to count.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    before = read[max(0, run.first - _BEFORE) : run.first]
    if _KEY.search(" ".join(token.word for token in before)):
        return False
    alone = _open(read, run.first) and _closed(read, run.last + 1)
    listed = marks[run.first : run.last + 1]
    if run.first < run.last:
        unlisted = not any(mark & (_FIRST_NAME | _LAST_NAME) for mark in listed)
        return alone and unlisted and run.score < _SURE
    small = read[run.first].word.islower()
    if not (alone or small or _acronym(read, run.first, marks)):
        return False
    known = listed[0] & _FIRST_NAME and not listed[0] & _OTHERWISE
    return not known or _in_a_column(read, run.first) or (alone and run.score < _SURE)


def _in_a_column(read: list[Token], at: int) -> bool:
    """Whether blanks alone, or nothing, part the word from what is beside it."""
    after = at + 1 == len(read) or read[at + 1].spacing >= GAP
    return after and read[at].spacing >= GAP


def _acronym(read: list[Token], at: int, marks: Sequence[int]) -> bool:
    """Capitals that are short or in no list of names, among words that are not in capitals."""
    word = read[at].word
    listed = marks[at] & (_FIRST_NAME | _LAST_NAME) and len(word) > _SHORT_CAPITALS
    if not (word.isupper() and len(word) > 1) or listed:
        return False
    near = [token.word for token in read[max(0, at - 2) : at + 3] if len(token.word) > 1]
    return not all(other.isupper() for other in near if other[0].isalpha())


def family_first(read: list[Token], one: Run, two: Run, marks: Sequence[int]) -> bool:
    """Whether "Menon, Geetha" is one person, as registers write it, and not two."""
    between = [token.word for token in read[one.last + 1 : two.first]]
    if between != [","] or one.entity != two.entity or read[two.first].spacing == GLUED:
        return False
    family = marks[one.last] & (_LAST_NAME | _FIRST_NAME) != _FIRST_NAME
    given = marks[two.first] & (_LAST_NAME | _FIRST_NAME) != _LAST_NAME
    short = one.last - one.first < _SHORT and two.last - two.first < _SHORT
    alone = _open(read, one.first) and _closed(read, two.last + 1)
    return family and given and short and alone


def _open(read: list[Token], at: int) -> bool:
    return at == 0 or read[at].spacing >= GAP or _edge(read, at - 1, _TAG_ENDS)


def _closed(read: list[Token], at: int) -> bool:
    return at == len(read) or read[at].spacing >= GAP or _edge(read, at, _TAG_BEGINS)


def _edge(read: list[Token], at: int, sign: str) -> bool:
    """Whether a token ends a cell; a comma does where no space follows, as in CSV."""
    if read[at].word != ",":
        return read[at].word == sign or bool(_EDGE.match(read[at].word))
    return at + 1 < len(read) and read[at + 1].spacing == GLUED
