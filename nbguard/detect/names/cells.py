"""A word alone in a table's cell, a list, a mapping: "Wren" may be a bird or a colleague.

In a sentence the words around it tell. Alone, it counts as a name where a key beside it or the
header of its column says so. Of several words, the lists must know the first and the last one, or
the network must be very sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.names.tokens import GAP, GLUED, SPACE

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
    r"|owner|author|user|customer|client|patient|employee|person|contact"
    r"|(?:\w{2,12})?by|from|to|dear|hi|hello|hey|thanks|regards|best|cheers|sincerely|yours|love"
    r"|greetings|mr|mrs|ms|miss|dr|prof|herr|frau|señora?|monsieur|madame|doctor|nurse|teacher"
    r"|student|manager|agent|assignee|reporter|member|guest|passenger|tenant|spouse|wife|husband"
    r"|mother|father|son|daughter|brother|sister|cc|bcc|attn|signed|assigned|reviewer|speaker"
    r"|player|witness|judge|nombre|apellidos?|prénom|cognome|voornaam|achternaam|vorname"
    r"|nachname|kunde|kundin|cliente|klant|paciente|paziente)(?![^\W_])",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![^\W_])(?:family|given|surname)(?![^\W_])", re.IGNORECASE)
_AROUND = 12  # tokens
_COLUMN_SIGNS = frozenset("|│┆┃,;")
_BEFORE = 5  # tokens
_SHORT_CAPITALS = 4
_SHORT = 3  # tokens in each half of "Menon, Geetha"
_TOWN = 1 << LISTS.index("town")
_LAST_NAME = 1 << LISTS.index("last")


def doubtful(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is too much alone to count.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    if _asked_for(read, run.first):
        return False
    alone = _open(read, run.first) and _closed(read, run.last + 1)
    sure = run.score >= _SURE
    if run.first < run.last:
        return alone and not sure and not _first_and_last(run, marks)
    if not (alone or read[run.first].word.islower() or _acronym(read, run.first, marks)):
        return False
    known = marks[run.first] & _FIRST_NAME and not marks[run.first] & _OTHERWISE
    return not known or (alone and (not sure or _in_a_column(read, run.first)))


def _asked_for(read: list[Token], at: int) -> bool:
    """Whether a key, a title or a greeting stands before the token ``at``."""
    near = " ".join(token.word for token in read[max(0, at - _BEFORE) : at])
    if _KEY.search(near):
        return True
    # "family" is a font's as well, and "given" a word of prose: together they are a person's.
    around = " ".join(token.word for token in read[max(0, at - _AROUND) : at + _AROUND])
    return bool(_PART.search(near)) and len(set(_PART.findall(around.lower()))) > 1


def _in_a_column(read: list[Token], at: int) -> bool:
    """Whether blanks, bars or CSV's commas part the word from what is beside it."""
    before = read[at].spacing >= GAP or read[at - 1].word in _COLUMN_SIGNS
    last = at + 1 == len(read)
    return before and (last or read[at + 1].spacing >= GAP or read[at + 1].word in _COLUMN_SIGNS)


def _first_and_last(run: Run, marks: Sequence[int]) -> bool:
    """Whether the lists know the first word as a first name and the last as a last name."""
    first, last = marks[run.first], marks[run.last]
    return bool(first & _FIRST_NAME and last & _LAST_NAME) and not first & last & _TOWN


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
    """Whether a token ends a cell; a comma does where no space follows, as in CSV.

    A colon does not where words follow: there somebody speaks.
    """
    word, after = read[at].word, read[at + 1] if at + 1 < len(read) else None
    if word == ",":
        return after is not None and after.spacing == GLUED
    if word == ":" and sign == _TAG_BEGINS:
        return after is None or not after.word[0].isalpha() or after.spacing != SPACE
    return word == sign or bool(_EDGE.match(word))
