"""Whether a text could mention a person at all: a look at its words, before the tagger's."""

from __future__ import annotations

import re
import string
from functools import lru_cache
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from nbguard.detect import context
from nbguard.detect.lists import Known, known, names
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

_UPPER = r"A-Z\u00c0-\u00de\u0100-\u017e\u0370-\u04ff"
# The capital comes before the look-behinds: the expression engine finds it faster than them.
_CAPITAL = re.compile(
    rf"(?P<word>[{_UPPER}](?<!\w.)(?P<mid>(?<=[\w,;]\s.)|(?<=[\w,;]\s\s.))?[^\W\d_]+)"
)
_CASELESS = re.compile("[\u0590-\u109f\u1780-\u18af\u2e80-\ud7ff]")
# What a log says on every line; every log would be read for names because of it.
_LEVELS = each("TRACE DEBUG INFO NOTICE WARN WARNING ERROR CRITICAL FATAL")
_LEVEL = re.compile(rf"(?<!\w)(?:{'|'.join(_LEVELS)})(?!\w)")
_TWO_CAPITALS = re.compile(rf"[{_UPPER}][^\W\d_]*\.? [{_UPPER}]")
_NO_LETTERS = str.maketrans(dict.fromkeys(string.punctuation + string.digits, " "))
_SMALL = re.compile(r"(?<![^\W_])[a-zß-öø-ÿ]{2,}(?![^\W_])")
# What comes after these is a person, in small letters too.
_KEY = re.compile(
    r"(?<![^\W_])(?:(?:sur|user|fore|vor|nach|last|first)?names?|user|owner|author|customer|client"
    r"|patient|employee|person|student|contact|assignee|reporter|reviewer|manager|by|from|to|nome?"
    r"|naam|nombre|apellidos?|kunde|kundin)[\"']?\s?[:=]\s?[\"']?[^\W\d_]"
    r"|(?<![^\W_])(?:user|owner|author|customer|client|patient|employee|dear|hello|hi|thanks|mr|mrs"
    r"|ms|dr|herr|frau)\.?,? [^\W\d_]",
    re.IGNORECASE,
)


_DAYS = frozenset(
    each(
        "monday tuesday wednesday thursday friday saturday sunday "
        "january february march july september october november december"
    )
)
"""Words that have a capital within a sentence and are nobody; the other months are names too."""


def may_mention(text: str) -> bool:
    """Whether a text could mention a person at all; most short notes cannot.

    It needs a capital within a sentence, a listed name at the start of one, or a script that
    has no capitals. The level of a line in a log is no capital; beside one every word counts
    that is not an ordinary one, in small letters too.

    >>> may_mention("Box had a dent"), may_mention("Jane had a dent"), may_mention("asked Zyx")
    (False, True, True)
    >>> may_mention("came on Tuesday"), may_mention("came with June")
    (False, True)
    >>> may_mention("12:30:07 INFO step 12"), may_mention("12:30:07 INFO name: swantje p")
    (False, True)
    """
    if text.islower() and text.isascii():
        return False
    if _CASELESS.search(text):
        return True
    without = _LEVEL.sub("-", text) if any(level in text for level in _LEVELS) else text
    return _in_capitals(without) or (without != text and _in_a_log(without))


def mentioning(texts: Sequence[str]) -> set[int]:
    """Which of the texts may mention a person, in small letters too.

    >>> sorted(mentioning(["Jane had a dent", "spoke with judith", "the box had a dent"]))
    [0, 1]
    """
    found = {i for i, text in enumerate(texts) if may_mention(text)}
    others = [i for i in range(len(texts)) if i not in found]
    lists = names()
    vocabulary = context.vocabulary("\n".join(texts[i] for i in others))
    listed = known(word for word in vocabulary if word in lists.first or word in lists.last)
    people = {word for word, fact in listed.items() if not fact.other}
    if not people:
        return found
    small = (texts[i].lower().translate(_NO_LETTERS).split() for i in others)
    return found.union(
        i for i, said in zip(others, small, strict=True) if not people.isdisjoint(said)
    )


def _in_capitals(text: str) -> bool:
    for found in _CAPITAL.finditer(text):
        word = found["word"].lower()
        if word not in _DAYS and (found["mid"] is not None or _may_be_called(word)):
            return True
    return False


@lru_cache(50_000)
def _may_be_called(word: str) -> bool:
    """Whether a sentence that begins with the word may be about a person of that name.

    "Deep" and "More" are family names too, and no sentence that begins with one is about them;
    what no list knows may be anybody's name.
    """
    return word in names().first or not _known(word).other


def _in_a_log(line: str) -> bool:
    if _KEY.search(line) or _TWO_CAPITALS.search(line):
        return True
    words = _SMALL.findall(line)
    return (
        any(map(_is_name_alone, words))
        or any(starmap(_are_names, pairwise(words)))
        or not all(_known(found["word"].lower()).other for found in _CAPITAL.finditer(line))
    )


def _is_name_alone(word: str) -> bool:
    fact = _known(word)
    return fact.name and not fact.other


def _are_names(one: str, two: str) -> bool:
    """Whether two words are a first and a last name, or both are unheard of."""
    lists = names()
    if (one in lists.first and two in lists.last) or (one in lists.last and two in lists.first):
        return True
    return not (_known(one).other or _known(two).other)


@lru_cache(50_000)
def _known(word: str) -> Known:
    return known([word])[word]
