"""What a token's label owes to other tokens of its text, beyond the network's reach.

"Duane Bobick was upset in 1978 ... Bobick's first match": the surname alone may be anything;
after the full name it is that person. And both halves of "Hartley-Cole" are one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nbguard.detect.names.tokens import GLUED, SPACE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from nbguard.detect.names.tokens import Token

    Floats = NDArray[np.float32]

_SURE = 0.9  # how sure a full name must be to vouch for its parts
_TRUST = 0.85  # what is left of that for a part that stands alone
_LIKELY = 0.4  # two halves that come to this together are one name
ADDRESSED = frozenset(
    each(
        "Mr Mrs Ms Miss Mx Herr Herrn Frau Sr Sra Srta Señor Señora Don Doña Monsieur Madame Mme "
        "Mlle Signor Signora Senhor Senhora Dhr Mevr Mevrouw Meneer Pan Pani"
    )
)
"""Words that stand before a name, and before nothing else that has a capital."""
_OFFICES = frozenset(
    each(
        "Justice Judge President Chairman Chairwoman Chair Speaker Minister Secretary Senator "
        "Ambassador Commissioner Registrar Recorder Chancellor Advocate Attorney Registrar Mayor "
        "Governor Lord Lady Vice Prime Deputy Chief Madam Sir Dr Prof"
    )
)
"""Words that may stand between "Mr" and the name, or in its place."""
_HINT = 0.15
_AND = frozenset(("and", "or", "&", "und", "oder", "et", "y", "e", "en"))
_BEGIN, _INSIDE = 1, 2  # the columns of PERSON
_OTHER = slice(4, None, 2)  # the insides of every other entity


def repair(read: list[Token], probabilities: Floats) -> None:
    """Change, in place, the (tokens, labels) probabilities of one text."""
    _titles(read, probabilities)
    person = probabilities[:, _BEGIN] + probabilities[:, _INSIDE]
    if len(read) > 1 and person.max() > _LIKELY:
        _hyphens(read, probabilities, person)
        _pairs(read, probabilities, person)
        _echoes(read, probabilities)


def _raise(probabilities: Floats, at: int, column: int, trust: float) -> None:
    """Make the token ``at`` a person's with probability ``trust``."""
    others = 1 - float(probabilities[at, _BEGIN] + probabilities[at, _INSIDE])
    probabilities[at] *= (1 - trust) / max(1e-6, others)
    probabilities[at, _BEGIN : _INSIDE + 1] = 0
    probabilities[at, column] = trust


def _titles(read: list[Token], probabilities: Floats) -> None:
    """What follows "Mr" or "Frau" with a capital is somebody's name."""
    for at in range(len(read) - 1):
        if read[at].word in ADDRESSED:
            dot = read[at + 1].word == "." and read[at + 1].spacing == GLUED
            name = at + 1 + dot
            while name < len(read) and read[name].word in _OFFICES:
                name += 1
            if name < len(read) and _is_named(read[name]):
                person = probabilities[name, _BEGIN] + probabilities[name, _INSIDE]
                if person < _TRUST and not _within_another(name, probabilities):
                    _raise(probabilities, name, _BEGIN, _TRUST)


def _is_named(token: Token) -> bool:
    word = token.word
    capital = word[0].isupper() and len(word) > 1 and not word.isupper()
    return capital and token.spacing in (GLUED, SPACE) and word not in ADDRESSED


def _hyphens(read: list[Token], probabilities: Floats, person: Floats) -> None:
    """Both halves of a hyphenated name are as likely as they are on average."""
    for at in range(1, len(read) - 1):
        trust = float(person[at - 1] + person[at + 1]) / 2
        if read[at].word == "-" and trust > _LIKELY and _joins(read[at - 1 : at + 2]):
            opens = probabilities[at - 1, _BEGIN] >= probabilities[at - 1, _INSIDE]
            _raise(probabilities, at - 1, _BEGIN if opens else _INSIDE, trust)
            _raise(probabilities, at, _INSIDE, trust)
            _raise(probabilities, at + 1, _INSIDE, trust)


def _pairs(read: list[Token], probabilities: Floats, person: Floats) -> None:
    """In "Brandon and Kenneth" one who is surely a person makes the other likely one."""
    for at in range(1, len(read) - 1):
        if read[at].word in _AND:
            for one, other in ((at - 1, at + 1), (at + 1, at - 1)):
                alone = not _beside_capitals(read, one)
                if alone and person[other] > _SURE and _HINT < person[one] < _TRUST:
                    _raise(probabilities, one, _BEGIN, _TRUST)


def _beside_capitals(read: list[Token], at: int) -> bool:
    """Whether the word is no capitalised one, or part of several."""
    words = [read[i].word[0].isupper() for i in (at - 1, at, at + 1) if 0 <= i < len(read)]
    return sum(words) > 1 or not read[at].word[0].isupper()


def _joins(three: list[Token]) -> bool:
    left, hyphen, right = three
    glued = hyphen.spacing == GLUED == right.spacing
    return glued and left.word[0].isupper() and right.word[0].isupper()


def _echoes(read: list[Token], probabilities: Floats) -> None:
    """A name once found is looked up in the rest of its text."""
    person = probabilities[:, _BEGIN] + probabilities[:, _INSIDE]
    vouched = _vouched(read, person, probabilities)
    for at, token in enumerate(read):
        trust = vouched.get(token.word, 0.0)
        if trust > person[at] and not _within_another(at, probabilities):
            follows = at > 0 and person[at - 1] > 0.5 and read[at - 1].word in vouched
            _raise(probabilities, at, _INSIDE if follows else _BEGIN, trust)


def _vouched(read: list[Token], person: Floats, probabilities: Floats) -> dict[str, float]:
    """Parts of full names, and how far they are to be trusted alone."""
    found: dict[str, float] = {}
    sure = (person > _SURE) & (probabilities[:, _INSIDE] > 0.5)
    for at in np.flatnonzero(sure[1:]).tolist():
        if person[at] > _SURE:
            for word in (read[at].word, read[at + 1].word):
                if len(word) > 2 and word[0].isupper():
                    found[word] = max(found.get(word, 0.0), float(person[at + 1]) * _TRUST)
    return found


def _within_another(at: int, probabilities: Floats) -> bool:
    """Whether the word is inside a longer address, place or organisation."""
    return bool(probabilities[at : at + 2, _OTHER].max() > 0.5)
