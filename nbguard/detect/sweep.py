"""Which of a million short texts could hold anything, told by their shapes.

The texts of a column without a verdict resemble each other: ``ORD-000123`` and ``ORD-000124``
have one shape. A few of each shape are read; only where one of them holds something, or where a
literal stands that a rule asks for, are the others read too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nbguard.detect.evidence import thinned
from nbguard.detect.guards import DIGITS
from nbguard.detect.literals import having
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Question, Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.policy import Policy

_PROBES = 12
_FEW = 0.05
_SAMPLE = 2000
_END = "\n"
_LETTER = ord("a")
_CLASSES = bytes(
    ord("9") if chr(b).isdigit() and b < 128 else _LETTER if chr(b).isalpha() or b > 127 else b
    for b in range(256)
)


class Sweep:
    """Sweeps columns under one policy."""

    def __init__(self, policy: Policy) -> None:
        rules = list(rules_of(policy))
        self._screen = Screen(rules, policy.threshold)
        hints = (hint for rule in rules if rule.hint != DIGITS for hint in rule.hint)
        self._literals = sorted(set(hints))

    def suspects(self, texts: Sequence[str], context: Sequence[str]) -> list[int]:
        """The positions of the texts to read, sorted; ``context`` is the header's words."""
        joined = _END.join(texts)
        if joined.count(_END) != len(texts) - 1:  # some text has lines of its own
            return list(range(len(texts)))
        found = set(having(texts, self._rare(texts)))
        for members in _by_shape(joined):
            if self._probe([texts[i] for i in thinned(members, _PROBES)], context):
                found.update(members)
        return sorted(found)

    def _rare(self, texts: Sequence[str]) -> list[str]:
        """The literals that few texts hold; what many hold is left to the probes."""
        some = thinned(texts, _SAMPLE)
        sample = _END.join(some).lower()
        return [word for word in self._literals if sample.count(word) <= _FEW * len(some)]

    def _probe(self, texts: Sequence[str], context: Sequence[str]) -> bool:
        questions = [Question(text, tuple(context)) for text in texts]
        return any(self._screen.search(questions))


def _by_shape(joined: str) -> list[list[int]]:
    """Positions by shape: letters in a row are one, digits are counted, signs are kept."""
    shapes = _shapes(joined.encode("utf-8", "surrogatepass"))
    numbers = {shape: number for number, shape in enumerate(dict.fromkeys(shapes))}
    numbered = np.fromiter(map(numbers.__getitem__, shapes), np.intp, len(shapes))
    order = np.argsort(numbered, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(numbered))[:-1])
    return [part.tolist() for part in parts]


def _shapes(lines: bytes) -> list[bytes]:
    signs = np.frombuffer(lines.translate(_CLASSES), np.uint8)
    letters = signs == _LETTER
    kept = ~letters
    kept[:1] = True
    kept[1:] |= ~letters[:-1]
    shapes: bytes = signs[kept].tobytes()
    return shapes.split(b"\n")
