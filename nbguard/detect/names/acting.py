"""Given names that do what only people do: "Mary confirmed the payment", "John from sales".

Or that are spoken to: "Thank you Mary", "let John know".

The network saw few names at the start of a sentence with nothing beside them. Where the word is
a given name to the lists and nothing else but perhaps a town, and what follows is a person's
doing, the sentence itself is the proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.names.features import LISTS
from nbguard.detect.names.spans import ADDRESS, PERSON, Run
from nbguard.detect.names.tokens import GLUED, SPACE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.detect.names.tokens import Token

_ACTS = frozenset(
    each(
        """said says thinks thought called calls phoned texted emailed mailed wrote writes replied
        replies answered asked asks told tells complained confirmed promised agreed disagreed
        apologised apologized explained mentioned insisted admitted suggested wants wanted
        requested knows knew paid signed forgot remembered smiled laughed cried nodded"""
    )
)
_DESKS = frozenset(
    each(
        """accounting accounts sales support finance legal marketing engineering hr procurement
        purchasing payroll billing logistics operations reception production maintenance design
        research security compliance"""
    )
)
_GREETINGS = frozenset(
    (
        "good morning", "good afternoon", "good evening", "good night", "thank you", "congrats",
        "congratulations", "happy birthday", "wishes from",
    )
)  # fmt: skip
_GREETING_ENDS = frozenset(words.split()[-1] for words in _GREETINGS)
# Given names, too, and in nine of ten sentences a town that stands for its government.
_TOWNS = frozenset(
    each(
        """london paris washington houston dallas sydney berlin milan vienna denver phoenix boston
        brooklyn orlando rome lima havana madrid geneva"""
    )
)
_FIRST, _LAST = (1 << LISTS.index(name) for name in ("first", "last"))
_OTHERWISE = sum(1 << LISTS.index(name) for name in ("common", "technical", "country"))
_ORDINARY, _DICTIONARY = (1 << LISTS.index(name) for name in ("ordinary", "dictionary"))
_SHORT = 3  # letters of what the dictionary leaves out
# As often a person: then what is done tells, for towns, their governments and clubs do much, too:
# "Austin asked for money", "Kent signed a keeper".
_BOTH = frozenset(
    each(
        """adelaide alexandria arlington augusta aurora austin belfast brighton bristol brisbane
        cambridge carolina chandler charlotte chelsea chester cheyenne cleveland cordoba dakota
        essex everton florence garland irving jackson kent kingston lancaster lincoln melbourne
        montgomery newport odessa preston raleigh richmond salem santiago savannah stockton surrey
        trenton valencia verona victoria york"""
    )
)
_PUBLIC = frozenset(
    each(
        """said says asked asks told tells called calls signed agreed disagreed wants wanted
        promised confirmed paid knows knew suggested insisted admitted requested explained"""
    )
)
# Firms that bear the name of somebody.
_FIRMS = frozenset(
    (
        "morgan stanley", "charles schwab", "merrill lynch", "philip morris", "eli lilly",
        "wells fargo", "freddie mac", "fannie mae", "sallie mae", "ralph lauren", "calvin klein",
        "tommy hilfiger", "hugo boss", "levi strauss", "louis vuitton", "christian dior",
        "harley davidson", "aston martin", "lockheed martin", "martin marietta", "raymond james",
        "edward jones", "baker hughes", "sherwin williams", "drexel burnham", "dean witter",
        "mary kay", "sara lee", "johnnie walker", "jack daniels", "jim beam", "jim walter",
        "warner bros", "warner communications", "john deere", "john lewis", "marks spencer",
    )
)  # fmt: skip
_TRUST = 0.85


def acting(read: list[Token], found: Sequence[Run], marks: Sequence[int]) -> list[Run]:
    """The runs of one text, with whoever acts in it among them."""
    people = [run for at in range(len(read)) if (run := _actor(read, at, marks))]
    kept = [run for run in people if not any(_holds(other, run) for other in found)]
    return [run for run in found if not any(_touches(run, new) for new in kept)] + kept


def _actor(read: list[Token], at: int, marks: Sequence[int]) -> Run | None:
    """Whoever begins at a token: a given name, perhaps a family name, and then the deed."""
    if not (_is_titled(read[at].word) and marks[at] & _FIRST):
        return None
    greeted = _is_greeted(read, at)
    if not (greeted or _opens(read, at)):
        return None
    last = at + _has_family_name(read, at, marks)
    if not (_acts(read, last + 1) or (greeted and not _word(read, last + 1)[:1].isupper())):
        return None
    if last == at and (_means_more(read[at].word, marks[at]) or read[at].word.lower() in _TOWNS):
        return None
    called = " ".join(token.word.lower() for token in read[at : last + 1])
    public = greeted or _word(read, at + 1) in _PUBLIC
    other = called in _FIRMS or (called in _BOTH and public)
    return None if other else Run(at, last, PERSON, _TRUST)


def _means_more(word: str, mark: int) -> bool:
    """Whether a name is a word too; "Alice" is only often written where programs are explained."""
    explained = mark & _ORDINARY and not mark & _DICTIONARY and len(word) > _SHORT
    return bool(mark & _OTHERWISE or (mark & _ORDINARY and not explained))


def _has_family_name(read: list[Token], at: int, marks: Sequence[int]) -> bool:
    after = at + 1
    beside = after < len(read) and read[after].spacing == SPACE
    return beside and _is_titled(read[after].word) and bool(marks[after] & _LAST)


def _word(read: list[Token], at: int) -> str:
    return read[at].word if at < len(read) else ""


def _opens(read: list[Token], at: int) -> bool:
    """Whether no capitalised word stands right before: "St John", "Mount Mary"."""
    before = read[at - 1].word if at and read[at].spacing in (GLUED, SPACE) else ""
    return not before[:1].isupper() and before not in ("-", "'", "\u2019", "/", ".", "_", "&")


def _is_greeted(read: list[Token], at: int) -> bool:
    """Whether a greeting ends right before, perhaps with a comma: "Thank you, Mary"."""
    end = at - 1 - (at > 0 and read[at - 1].word == ",")
    last = read[end].word.lower() if end >= 0 else ""
    if last == "let":
        return _word(read, at + 1) == "know"
    if last not in _GREETING_ENDS:
        return False
    return last in _GREETINGS or (end > 0 and f"{read[end - 1].word.lower()} {last}" in _GREETINGS)


def _acts(read: list[Token], at: int) -> bool:
    words = [token.word for token in read[at : at + 2]]
    if not words or read[at].spacing != SPACE:
        return False
    return words[0] in _ACTS or (words[0] == "from" and words[-1].lower() in _DESKS)


def _is_titled(word: str) -> bool:
    return word.istitle() and word.isalpha() and len(word) > 1


def _holds(other: Run, run: Run) -> bool:
    """Whether the run is known already, or part of something longer, or of an address."""
    longer = other.first <= run.first and other.last >= run.last
    known = other.entity == PERSON and other.score >= _TRUST
    return longer and (known or other.entity == ADDRESS or other.last - other.first > 1)


def _touches(run: Run, new: Run) -> bool:
    return run.first <= new.last and new.first <= run.last
