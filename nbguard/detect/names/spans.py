"""Label probabilities to spans: where an entity begins and ends, and how sure that is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nbguard.detect.names.network import ENTITIES
from nbguard.detect.names.tokens import BLANK, GAP, GLUED, LINE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from nbguard.detect.names.tokens import Token

PERSON, ADDRESS = ENTITIES.index("PERSON"), ENTITIES.index("STREET_ADDRESS")
_LEAST = (0.15, 0.15, 0.3, 0.3)  # a token below this belongs to no entity of that kind
_LONGEST = (12, 40, 12, 16)  # in tokens: what is longer is a misunderstanding
_BRIDGED = 4  # tokens
_SHORT = 2  # "J.", "Jr.", "St."
_TITLES = frozenset(
    each(
        """mr mrs ms miss mx dr dra prof profa univ ing lic sig sra srta sr exmo exma dott dipl herr
    herrn frau mme mlle öğr arq abg rev hon capt sgt lt"""
    )
)
# No part of an address, but of what is told beside it: "from 1 Elm St to 2 Oak St, Tel. 555".
_ASIDE = frozenset(each("to tel tél telefon phone telephone fax mobile mob cell email e-mail mail"))
_WHOSE = frozenset(("'s", "\u2019s"))
_UNITS = frozenset(
    each(
        "ns us µs μs ms sec min kB KB MB GB TB KiB MiB GiB Hz kHz MHz GHz px km kg run loop each "
        "Mo Tu We Th Fr Sa Su"  # above the numbers of a calendar
    )
)
_TALLY = 6  # words and numbers in turn
_FLAT = 3  # digits that a flat's number has at most
_FULL_LINE = 45  # characters
_INDENT = 3  # a line that begins further in is another cell, not the rest of a name
# No name holds a digit, an underscore, or what tables, code and records are drawn with.
_NO_NAME = re.compile(r"[\d_|│┆┃║:;=<>{}\[\]/\\*#@+%^~`?!]")
_SOLID = re.compile(r"[\w#]")
# No house, flat or post code is a fraction or has as many digits as a telephone number.
_NO_HOUSE = re.compile(r"\d*\.\d{2,}\Z|\d[\d.,]{10}")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]")


class Run(NamedTuple):
    """Tokens ``first`` to ``last`` (inclusive) of a text are one entity, with that probability."""

    first: int
    last: int
    entity: int
    score: float


def runs(read: list[Token], probabilities: NDArray[np.float32]) -> list[Run]:
    """The entities of one text, from its (tokens, labels) probabilities.

    The labels are O, then B and I of each entity in the order of ``ENTITIES``.
    """
    begins, insides = probabilities[:, 1::2], probabilities[:, 2::2]
    held = begins + insides
    kinds = held.argmax(axis=1)
    best = held[np.arange(len(held)), kinds]
    kinds[best < np.take(_LEAST, kinds)] = -1
    opens = begins[np.arange(len(held)), kinds] > insides[np.arange(len(held)), kinds]
    _bridge(kinds, opens)
    sure = best.tolist()
    grouped = _grouped(read, kinds, opens)
    trimmed = (_trimmed(read, first, last, kind) for first, last, kind in grouped)
    return [
        Run(first, last, kind, sum(sure[first : last + 1]) / (last + 1 - first))
        for first, last, kind in trimmed
        if _plausible(read, first, last, kind)
    ]


def _bridge(kinds: NDArray[np.int64], opens: NDArray[np.bool_]) -> None:
    """A town or a name between two parts of an address is part of it."""
    parts = np.flatnonzero(kinds == ADDRESS).tolist()
    for left, right in pairwise(parts):
        between = kinds[left + 1 : right]
        whole = not opens[right] or not (between == PERSON).any()
        if 0 < len(between) <= _BRIDGED and (between >= 0).all() and whole:
            kinds[left + 1 : right] = ADDRESS
            opens[left + 1 : right + 1] = False


def _grouped(
    read: list[Token], kinds: NDArray[np.int64], opens: NDArray[np.bool_]
) -> Iterator[tuple[int, int, int]]:
    """Neighbours of one kind, parted where a new one opens or the layout parts them."""
    start = previous = kind = -1
    for at in np.flatnonzero(kinds >= 0).tolist():
        token, new = read[at], int(kinds[at])
        far = token.spacing == GAP or token.start - read[at - 1].end > _INDENT
        parted = token.spacing == BLANK or _after_key(read, at)
        parted = parted or (new != ADDRESS and (far or _new_line(read, at)))
        if new == ADDRESS and (_beside(read, at) or _counts(read, at) or _is_key(read, at)):
            continue
        if new != ADDRESS and (_NO_NAME.search(token.word) or _parts_names(read, at)):
            continue
        if not (previous == at - 1 and new == kind and not opens[at] and not parted):
            if start >= 0:
                yield start, previous, kind
            start = at
        previous, kind = at, new
    if start >= 0:
        yield start, previous, kind


def _is_key(read: list[Token], at: int) -> bool:
    """Whether the token is a record's key or its sign, or begins a row: ``OX=9606 GN=TP53``."""
    if read[at].word == "=" or at + 1 == len(read):
        return read[at].word == "="
    after = read[at + 1]
    row = read[at].spacing >= LINE and _is_wide(read, at + 1)
    return row or (after.word == "=" and after.spacing == GLUED)


def _after_key(read: list[Token], at: int) -> bool:
    """Whether a wide gap parts the token from the words that begin its line: ``CARD     str``."""
    if not _is_wide(read, at):
        return False
    start = at
    while start and read[start].spacing < LINE and at - start < _BRIDGED:
        start -= 1
    return start < at and read[start].spacing >= LINE


def _is_wide(read: list[Token], at: int) -> bool:
    return read[at].spacing == GAP and read[at].start - read[at - 1].end > _INDENT


def _beside(read: list[Token], at: int) -> bool:
    """Whether the word ends an address: "to" another one, or a telephone's key."""
    word = read[at].word
    if word == "to":
        return True
    after = [token.word for token in read[at + 1 : at + 4]]
    told = bool(after) and (after[0] in ".:+(" or after[0][0].isdigit())
    return word.lower() in _ASIDE and word != "To" and told and any(map(_DIGIT.search, after))


def _new_line(read: list[Token], at: int) -> bool:
    """Whether a short line ended before the token: prose is broken where its lines are full."""
    if read[at].spacing != LINE:
        return False
    start = at - 1
    while start > 0 and read[start].spacing < LINE:
        start -= 1
    return at > 0 and read[at - 1].end - read[start].start < _FULL_LINE


def titled(read: list[Token], at: int) -> bool:
    """Whether a title stands before the token: "Mr. Grid"."""
    before = at - 1 - (at > 1 and read[at - 1].word == ".")
    return before >= 0 and _titled(read, before)


def _parts_names(read: list[Token], at: int) -> bool:
    """A comma with no space after it is one of CSV's; a dot ends all but a short word."""
    word, following = read[at].word, read[at + 1 : at + 2]
    if word == ",":
        return bool(following) and following[0].spacing == GLUED
    if word == ".":
        return at > 0 and len(read[at - 1].word) > _SHORT
    return _attribute(read, at)


def _attribute(read: list[Token], at: int) -> bool:
    """Whether the token is what code asks of an object: ``nn.Linear``, ``L.marker(``, ``L.CRS.X``.

    "J.Smith" is none, nor is "J.R.R.Tolkien".
    """
    if not 1 < at < len(read) or read[at - 1].word != "." or read[at].spacing != GLUED:
        return False
    if read[at - 1].spacing != GLUED:
        return False
    after = [token.word for token in read[at + 1 : at + 3] if token.spacing == GLUED]
    called = after[:1] == ["("]
    asked = after[:1] == ["."] and len(after) > 1 and len(read[at].word) > 1
    return read[at - 2].word[:1].islower() or called or asked


def _trimmed(read: list[Token], first: int, last: int, kind: int) -> tuple[int, int, int]:
    """Without signs at either end; the dot of "Jr." and of "M." stays.

    An address also drops the number of the next line, which is no house's.
    """

    def outside(word: str) -> bool:
        return not _SOLID.search(word) or (kind == ADDRESS and bool(_NO_HOUSE.match(word)))

    if kind == ADDRESS:
        first = _house(read, first, last)
    while first < last and read[first].word in _WHOSE:
        first += 1
    while first < last and (outside(read[first].word) or _is_before(read, first, kind)):
        first += 1
    while first < last and outside(read[last].word):
        short = read[last].word == "." and len(read[last - 1].word) <= _SHORT
        if kind == PERSON and short and read[last].spacing == GLUED:
            break
        last -= 1
    return first, last, kind


def _is_before(read: list[Token], at: int, kind: int) -> bool:
    """Whether a title stands before a name, or a year on a line of its own before an address."""
    if kind == PERSON:
        return _titled(read, at)
    lone = _YEAR.match(read[at].word) and read[at + 1].spacing >= LINE
    return kind == ADDRESS and bool(lone)


def _house(read: list[Token], first: int, last: int) -> int:
    """Where an address begins that follows a longer number: "555-2671, 12 Elm Road"."""
    start = at = first
    while at < last and (read[at].word.isdecimal() or read[at].word in ",-"):
        before = sum(len(token.word) for token in read[first:at])
        if read[at].word == "," and read[at + 1].word.isdecimal() and before > _FLAT:
            start = at + 1
        at += 1
    return start


def _titled(read: list[Token], at: int) -> bool:
    """Whether the token is a title, and no name by itself."""
    return read[at].word.lower() in _TITLES


def _plausible(read: list[Token], first: int, last: int, kind: int) -> bool:
    """A name holds a letter; an address a word and a number."""
    words = [token.word for token in read[first : last + 1]]
    if last - first >= _LONGEST[kind] or not any(map(_WORD.match, words)):
        return False
    if kind != ADDRESS:
        if first == last and _titled(read, first):
            return False
        letter = len(words[0]) == 1 and words[0].isascii()
        if letter and words[0].islower() and max(map(len, words)) == 1:
            return False  # "d.o.b."
        if letter and words[1:] == ["."] and _attribute(read, last + 1):
            return False  # "L.marker("
        return not letter or (len(words) > 1 and words[1] != "-")  # no "R-Squared"
    if any(map(_NO_HOUSE.match, words)):
        return False
    if _is_tally(read, first, last):
        return False
    if last - first < _BRIDGED - 1 and first > 1 and _counts(read, first - 2):
        return False  # "3. Avery 508"
    named = any(word.isalpha() and len(word) > 1 and word not in _UNITS for word in words)
    return len(words) > 1 and named and any(map(_DIGIT.search, words))


def _is_tally(read: list[Token], first: int, last: int) -> bool:
    """Whether words are counted one by one: "Ahab 517, Queequeg 252, Starbuck 198"."""
    words = [token.word for token in read[first : last + 1] if token.word not in ",;"]
    starts = words[0].isdecimal()
    names, numbers = words[starts::2], words[1 - starts :: 2]
    told = all(map(str.isalpha, names)) and all(map(str.isdecimal, numbers))
    return told and len(words) >= _TALLY


def _counts(read: list[Token], at: int) -> bool:
    """Whether a number counts the items of a list: "2. Pad Thai"."""
    if not (read[at].word.isdecimal() and read[at].spacing >= LINE and at + 2 < len(read)):
        return False
    return read[at + 1].word in ".)" and read[at + 1].spacing == GLUED
