"""What the network, which has read English, makes of prose in other languages.

There "habe mit Frau Schneider gesprochen" may be one long name to it, and "gustaría salir" one in
small letters. Which words of a language are its commonest is told by a short list; beside those a
word in small letters counts as a name where the lists know it, and a name ends where it stops
being written like one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.lists import names
from nbguard.detect.names.caseless import is_caseless, named
from nbguard.detect.names.cells import asked_for
from nbguard.detect.names.features import LISTS
from nbguard.detect.names.repairs import ADDRESSED
from nbguard.detect.names.spans import PERSON, Run
from nbguard.detect.names.tokens import GAP, SPACE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.detect.names.tokens import Token

# The commonest words of other languages that are none of English, of code, or parts of names.
_ABROAD = frozenset(
    each(
        """das und ich nicht ist mit eine einen für sich dem auch wie sie wir habe wird nach oder
        aber wenn noch werden haben sind über mich
        les des est une dans qui pas pour sur avec ce vous nous sont au aux cette ou être où très
        été elle mais c'est n'est qu'il
        los las que del una por con para se lo es como más pero sus le ya tiene está muy hay
        también el su fue
        che è sono della nel più alla gli ha lui lei dei delle anche perché
        não uma ao mais foi pelo pela são você isso
        het een niet dat te zijn hij ik wij haar naar heb heeft maar deze ook geen bij
        och att som på är jag inte har med ett för från kan eller og er ikke til af jeg fra ved
        nie jest się że przez jak oraz który są jego ale czy dla tym lub
        jsou který byl nebo podle és az egy hogy nem vagy mint amely
        ja ei että joka ovat kuin mutta myös tai sekä bir ve için ile olan olarak çok gibi daha
        și este pentru nu cu din care koji kao"""
    )
)
# Half as telling: short, or parts of names as well.
_HINTS = frozenset(
    each(
        """de da di do la le el il lo den der dem van von ten me mi te ti tu si un una os em na du
        w z o é e ik det"""
    )
)
_ENGLISH = frozenset(
    each(
        """the of and to in is was for on with at by from an this that it be are have has had not
        as but or she they we you which were been will would can if his her their its"""
    )
)
_PARTICLES = frozenset(
    each(
        """de da do dos das du del della dei di la le las los el al van von der den ten ter zu zur
        vom af av bin ibn y e i und"""
    )
)
_ENDS = frozenset((".", "!", "?", ":", "\u00a1", "\u00bf", '"', "\u00ab", "\u201e", "-", "\u2013"))
_WHOSE = frozenset(("'s", "\u2019s"))
_BRACKETS = "([{|/='"
_SURE = 0.8  # of a name in small letters
_LIKELY, _SURER = 0.7, 0.75  # of a given name that is a word as well, and of a common one
_ONE = 2  # a word that tells
_NEAR = 12  # tokens on either side
_NAMES = 1 << LISTS.index("first") | 1 << LISTS.index("last")
_FIRST_CASED, _LAST_CASED = "\u0370", "\u052f"  # Greek and Cyrillic, which have capitals
_FIRST = 1 << LISTS.index("first")
_COMMON = 1 << LISTS.index("common")
_WORDS = sum(1 << LISTS.index(name) for name in ("ordinary", "common", "technical"))


def mended(read: list[Token], found: Sequence[Run], marks: Sequence[int]) -> Iterator[Run]:
    """The runs of one text, with its names cut to what is written like one.

    ``marks[i]`` tells which lists hold the word of token ``i``.
    """
    end = -1
    for run in found:
        if run.entity != PERSON:
            yield run
        elif is_caseless(read, run):
            for name in named(read, run):
                if name.first > end:
                    end = name.last
                    yield name
        elif _is_abroad(read, run, marks):
            if cut := _cut(read, run, marks):
                yield cut
        elif ended := _ended(read, run, marks):
            yield ended


def _ended(read: list[Token], run: Run, marks: Sequence[int]) -> Run | None:
    """Without words in small letters after the last capital that no list knows."""
    if run.first < run.last and read[run.last].word in _WHOSE:
        run = run._replace(last=run.last - 1)
    last = run.last
    while last > run.first and read[last].word.islower() and not marks[last] & _NAMES:
        last -= 1
    if last == run.last or not _is_written(read[last].word):
        return run
    one = run.first == last and not _is_one(read, last, marks, run.score)
    return None if one else run._replace(last=last)


def _is_abroad(read: list[Token], run: Run, marks: Sequence[int]) -> bool:
    """Whether the words around, and those in it, are more of other languages than of English."""
    abroad = english = 0
    for at in range(max(0, run.first - _NEAR), min(len(read), run.last + 1 + _NEAR)):
        word = read[at].word
        low = word.lower()
        if low in _ENGLISH:
            english += _ONE
        elif word.isupper():
            continue
        elif low in _ABROAD or (_is_accented(word) and not marks[at] & _NAMES):
            abroad += _ONE
        elif low in _HINTS and at + 1 < len(read) and read[at + 1].spacing == SPACE:
            abroad += 1
    return abroad >= _ONE and abroad > english


def _is_accented(word: str) -> bool:
    """Whether a word in small letters has some that English lacks, or all: Greek, Russian."""
    return not word.isascii() and word.islower() and word.isalpha()


def _cut(read: list[Token], run: Run, marks: Sequence[int]) -> Run | None:
    """The run from its first word to its last that a name may begin and end with, if any."""
    places = range(run.first, run.last + 1)
    if not any(_is_written(read[at].word) for at in places):
        several = run.first < run.last or asked_for(read, run.first)
        known = all(marks[at] & _NAMES and not marks[at] & _WORDS for at in places)
        sure = several and known and run.score >= _SURE
        return run if sure and marks[run.first] & _FIRST else None
    first, last = _longest(read, places)
    while first > run.first and _may_begin(read, first - 1, marks):
        first -= 1
    if first < last and _opens(read, first) and _begins_later(marks, first, last):
        first += 1
    if first == last and not _is_one(read, first, marks, run.score):
        return None
    loud = all(token.word.isupper() for token in read[first : last + 1])
    starts = _opens(read, first) or read[first - 1].word[-1] in _BRACKETS
    if (loud or starts) and not _may_open(read[first : last + 1]):
        return None
    return run._replace(first=first, last=last)


def _longest(read: list[Token], places: range) -> tuple[int, int]:
    """The longest part that is written like a name: capitals, with particles between them."""
    best = first = last = -1
    size = 0
    for at in places:
        word = read[at].word
        if _is_written(word):
            first = at if first < 0 else first
            last = at
            if last - first >= size:
                size, best = last - first + 1, first
        elif word[0].isalpha() and word not in _PARTICLES:
            first = -1
    return best, best + size - 1


def _is_written(word: str) -> bool:
    """With a capital, or in a script that has none."""
    return word[0].isalpha() and not word[0].islower()


def _may_begin(read: list[Token], at: int, marks: Sequence[int]) -> bool:
    """Whether a word in small letters right before may be part of it: "de Cicco", "jan Smit"."""
    known = marks[at] & _FIRST and not marks[at] & _WORDS
    return bool(known) or read[at].word in _PARTICLES - _ABROAD


def _opens(read: list[Token], at: int) -> bool:
    """Whether a sentence begins there, where every word has a capital."""
    return at == 0 or read[at].spacing >= GAP or read[at - 1].word in _ENDS


def _may_open(words: Sequence[Token]) -> bool:
    """Whether a sentence may begin with such a name: in Russian and Greek lists have to know it.

    What is all in capitals, as the options of a command are, asks the same. The lists of ``marks``
    hold Latin letters only.
    """
    if not all(_FIRST_CASED <= token.word[0] <= _LAST_CASED for token in words):
        return True
    lists = names()
    low = [token.word.lower() for token in words]
    return any(word in lists.first or word in lists.last for word in low)


def _begins_later(marks: Sequence[int], first: int, last: int) -> bool:
    """Whether the name begins with the second word: "Asiakas Matti Virtanen"."""
    return not marks[first] & _NAMES and last > first and bool(marks[first + 1] & _FIRST)


def _is_one(read: list[Token], at: int, marks: Sequence[int], score: float) -> bool:
    """Whether one word is a name: German nouns have capitals, and every sentence begins so.

    A given name that is a word as well, if only in English, has to be believed: Anna, Mark.
    """
    word = read[at].word
    if not ("A" <= word[0] <= "\u024f") or (at > 0 and read[at - 1].word in ADDRESSED):
        return True
    if asked_for(read, at):
        return True
    if marks[at] & _WORDS:
        return bool(marks[at] & _FIRST) and score >= (_SURER if marks[at] & _COMMON else _LIKELY)
    return bool(marks[at] & (_FIRST if _opens(read, at) else _NAMES))
