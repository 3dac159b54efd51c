"""A name once found is looked up in the rest of its text.

"Duane Bobick was upset in 1978 ... Bobick's first match": the surname alone may be anything;
after the full name it is that person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SURE = 0.9  # how sure a full name must be to vouch for its parts
_TRUST = 0.85  # what is left of that for a part that stands alone
_BEGIN, _INSIDE = 1, 2  # the columns of PERSON


def echoed(words: Sequence[str], probabilities: Floats) -> None:
    """Raise, in place, the PERSON probability of words that are part of a sure full name.

    ``words`` are the tokens of one text and ``probabilities`` its (tokens, labels) rows.
    """
    person = probabilities[:, _BEGIN] + probabilities[:, _INSIDE]
    vouched = _vouched(words, person, probabilities)
    if not vouched:
        return
    for at, word in enumerate(words):
        trust = vouched.get(word, 0.0)
        if trust > person[at] and not _within_another(at, probabilities):
            probabilities[at] *= (1 - trust) / max(1e-6, 1 - person[at])
            follows = at > 0 and person[at - 1] > 0.5 and words[at - 1] in vouched
            probabilities[at, _BEGIN] = 0 if follows else trust
            probabilities[at, _INSIDE] = trust if follows else 0


def _vouched(words: Sequence[str], person: Floats, probabilities: Floats) -> dict[str, float]:
    """Parts of full names, and how far they are to be trusted alone."""
    found: dict[str, float] = {}
    sure = (person > _SURE) & (probabilities[:, _INSIDE] > 0.5)
    for at in np.flatnonzero(sure).tolist():
        if person[at - 1] > _SURE:
            for word in (words[at - 1], words[at]):
                if len(word) > 2 and word[0].isupper():
                    found[word] = max(found.get(word, 0.0), float(person[at]) * _TRUST)
    return found


def _within_another(at: int, probabilities: Floats) -> bool:
    """Whether the word is inside a longer address, place or organisation."""
    others = probabilities[at, 4::2].max()
    after = probabilities[at + 1, 4::2].max() if at + 1 < len(probabilities) else 0.0
    return bool(max(others, after) > 0.5)
