"""A word alone in a table's cell, a list, a mapping: "Wren" may be a bird or a colleague.

In a sentence the words around it tell. Alone, it counts as a name where a key beside it or the
header of its column says so. Of several words, the lists must know the first and the last one, or
the network must be very sure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.names.eponyms import is_eponym
from nbguard.detect.names.features import LISTS
from nbguard.detect.names.headings import of_a_heading
from nbguard.detect.names.tokens import GAP, GLUED, LINE, SPACE
from nbguard.detect.names.tools import is_tool
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

DOUBT = 0.4  # at most this sure of a word alone
_SURE = 0.9
_BELIEVED = 0.4
_LIKELY = 0.7  # of "Sobral, Joaquim"
_VERY_SURE = 0.97  # of words that no list of anything holds
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
    r"|owner|author|user|customer|client|patient|employee|person|contact|(?:first|last)(?= ?[:=])"
    r"|(?:\w{2,12})?by|from|to|dear|hi|hello|hey|thanks|regards|best|cheers|sincerely|yours|love"
    r"|greetings|mr|mrs|ms|miss|dr|prof|herr|frau|señora?|monsieur|madame|doctor|nurse|teacher"
    r"|student|manager|agent|assignee|reporter|member|guest|passenger|tenant|spouse|wife|husband"
    r"|mother|father|son|daughter|brother|sister|cc|bcc|attn|signed|assigned|reviewer|speaker"
    r"|player|witness|judge|nom|nome|naam|namn|navn|nombre|apellidos?|prénom|cognome|voornaam|achternaam|vorname"
    r"|nachname|kunde|kundin|cliente|klant|paciente|paziente)(?![^\W_])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[a-z](?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)[A-Z]")
# Two words after it are somebody's, but not after "model name".
_NAME_KEY = re.compile(r"(?<![^\W_])(?<![^\W_][ _-])names?(?![^\W_])", re.IGNORECASE)
_PART = re.compile(r"(?<![^\W_])(?:family|given|surname)(?![^\W_])", re.IGNORECASE)
_EVERYBODY = frozenset(
    each("world there everyone everybody all team folks friends sir madam unknown anonymous nobody")
)
_TOWN_BEGINS = frozenset(("New", "North", "South", "East", "West", "Port", "Lake", "Fort", "Mount"))
_TOWN_ENDS = re.compile(r"[a-z]{3}(?:bury|ton|ville|mouth|burgh|furt|shire|haven|borough|chester)$")
_PARTICLES = _TOWN_BEGINS | {"De", "Da", "Di", "Du", "Van", "Von", "Le", "El", "St", "San", "Santa"}
_WHOSE = frozenset(("'s", "\u2019s"))
_KEYED = frozenset(":=\"'")
_LISTING = re.compile(
    r"Installing collected|Successfully (?:un)?(?:installed|built)|Requirement already"
    r"|Found existing|Attempting uninstall|Building wheels|(?:Range)?Index : \d+ entries"
)
_LONGEST_LINE = 400  # tokens that are looked through for the beginning of a line
_AROUND = 12  # tokens
_COLUMN_SIGNS = frozenset("|│┆┃,;")
_BEFORE = 5  # tokens
_SHORT_CAPITALS = 4
_SHORT = 3  # tokens in each half of "Menon, Geetha"
_WORD = sum(1 << LISTS.index(n) for n in ("ordinary", "common", "technical", "dictionary"))
_TOWN = 1 << LISTS.index("town")
_LAST_NAME = 1 << LISTS.index("last")


def doubtful(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether a name is too much alone to count.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    if run.first == run.last and (_odd(read, run.first, marks) or _everybody(read, run.first)):
        return True
    if _is_package(read, run.first) or _is_level(read, run.first) or _is_other(read, run, marks):
        return True
    if of_a_heading(read, run, marks) and not _is_keyed(read, run.first):
        return True
    if asked_for(read, run.first):
        return False
    if is_tool(read, run, marks) or is_eponym(read, run, marks):
        return True
    whole = _widened(read, run)
    alone = _open(read, whole.first) and _closed(read, whole.last + 1)
    sure = run.score >= _SURE
    if _is_double(read, run, marks):
        return alone
    if run.first < run.last:
        return alone and not _plain_name(read, run, marks)
    if whole.first < whole.last and not read[run.first].word.islower():
        return alone and not sure
    if not (alone or read[run.first].word.islower()):
        return False
    known = marks[run.first] & _FIRST_NAME and not marks[run.first] & _OTHERWISE
    return not known or (alone and (not sure or _in_a_column(read, run.first)))


def _is_other(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether it is made like a species (Rosa canina) or a town (North Melissa, Jaimebury)."""
    first, last = read[run.first].word, read[run.last].word
    listed = marks[run.last] & (_FIRST_NAME | _LAST_NAME)
    if run.first < run.last:
        return first[0].isupper() and last.isalpha() and last.islower() and not listed
    before = read[run.first - 1].word if run.first > 0 else ""
    part = before in _TOWN_BEGINS and read[run.first].spacing == SPACE
    if part or _is_whose(read, run):
        return True
    return first in _PARTICLES or (not listed and bool(_TOWN_ENDS.search(first)))


def _is_keyed(read: list[Token], at: int) -> bool:
    """Whether a person's key and its sign stand right before: ``customer: Vessel``."""
    return at > 0 and read[at - 1].word in _KEYED and asked_for(read, at)


def _is_whose(read: list[Token], run: Run) -> bool:
    """Whether a cell is called after somebody: "Grevy's zebra", not a text of its own."""
    after = run.last + 1
    if after + 1 >= len(read) or read[after].word not in _WHOSE or not _open(read, run.first):
        return False
    ends = [at for at in range(after + 2, min(after + 5, len(read) + 1)) if _closed(read, at)]
    return bool(ends) and not (run.first == 0 and ends[0] == len(read))


def _is_package(read: list[Token], at: int) -> bool:
    """Whether the line is one in which pip names packages, or pandas an index."""
    start = at
    while start > 0 and read[start].spacing < LINE and at - start < _LONGEST_LINE:
        start -= 1
    return bool(_LISTING.match(" ".join(token.word for token in read[start : start + 4])))


def _is_level(read: list[Token], at: int) -> bool:
    """Whether the word is a level of a factor in a model's summary: ``C(state)[T.Georgia]``."""
    return at > 0 and read[at - 1].word == "[" and [t.word for t in read[at : at + 2]] == ["T", "."]


def _widened(read: list[Token], run: Run) -> Run:
    """The run and the capitalised words right beside it: "Maria" is part of "Santa Maria"."""
    first, last = run.first, run.last
    while first > 0 and read[first].spacing == SPACE and read[first - 1].word[0].isupper():
        first -= 1
    while last + 1 < len(read) and read[last + 1].spacing == SPACE:
        if not read[last + 1].word[0].isupper():
            break
        last += 1
    return run._replace(first=first, last=last)


def _everybody(read: list[Token], at: int) -> bool:
    """Whether a greeting is for no one: "Hello, World"; or "Author: Unknown"."""
    return read[at].word.lower() in _EVERYBODY


def _is_double(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether two last names are joined by a hyphen, as those of a method's inventors are."""
    words = [token.word for token in read[run.first : run.last + 1]]
    hyphens = len(words) > 2 and set(words[1::2]) == {"-"} and len(words) % 2 == 1
    return hyphens and not marks[run.first] & _FIRST_NAME


def _plain_name(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether several words are somebody's name even where nothing around them says so."""
    if _NAME_KEY.search(_near(read, run.first)) or _first_and_last(read, run, marks):
        return True
    if read[run.first + 1].word == "," and marks[run.last] & _FIRST_NAME:
        return run.score >= _LIKELY
    here = marks[run.first : run.last + 1]
    if any(map(_is_full_name, here, here[1:])):  # "Standing Order Rent Jane Roe"
        return True
    listed = any(mark & (_FIRST_NAME | _LAST_NAME) for mark in here)
    return (listed and run.score >= _SURE) or (not any(here) and run.score >= _VERY_SURE)


def _is_full_name(one: int, two: int) -> bool:
    """Whether these are the marks of a first and a last name that are hardly anything else."""
    return bool(one & _FIRST_NAME and two & _LAST_NAME) and not (one & _WORD and two & _WORD)


def _near(read: list[Token], at: int) -> str:
    """The words before the token ``at``."""
    return " ".join(token.word for token in read[max(0, at - _BEFORE) : at])


def asked_for(read: list[Token], at: int) -> bool:
    """Whether a key, a title or a greeting stands before the token ``at``."""
    near = _near(read, at)
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


def _first_and_last(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether the lists know the first word as a first name and the last as a last name.

    On a line of its own, as at the end of a letter, one of the two is enough.
    """
    first, last = marks[run.first], marks[run.last]
    known = bool(first & _FIRST_NAME) + bool(last & _LAST_NAME)
    needed = 1 if _own_line(read, run) else 2
    # Half of all last names are towns' as well: then the network has to believe it.
    return known >= needed and (not first & last & _TOWN or run.score >= _BELIEVED)


def _own_line(read: list[Token], run: Run) -> bool:
    """Whether the name is a line among others, not the whole text, which may be a cell."""
    after = run.last + 1
    ends = after == len(read) or read[after].spacing >= LINE
    return ends and read[run.first].spacing >= LINE and len(read) > after - run.first


def _odd(read: list[Token], at: int, marks: Sequence[int]) -> bool:
    """Written as names are not: an acronym, camelCase, or called like a function."""
    word = read[at].word
    listed = bool(marks[at] & (_FIRST_NAME | _LAST_NAME))
    if word.isupper() and word.isascii():
        return not (listed and (len(word) > _SHORT_CAPITALS or _in_capitals(read, at)))
    called = at + 1 < len(read) and read[at + 1].word == "(" and read[at + 1].spacing == GLUED
    return not listed and (called or bool(_CAMEL.search(word)))


def _in_capitals(read: list[Token], at: int) -> bool:
    """Whether the words around are in capitals, too."""
    near = [token.word for token in [*read[max(0, at - 3) : at], *read[at + 1 : at + 4]]]
    words = [word for word in near if len(word) > 1 and word[0].isalpha()]
    return bool(words) and all(word.isupper() for word in words)


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
