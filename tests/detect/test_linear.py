"""No rule can be made slow: four times the text costs about four times the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from nbguard.detect.candidates import Compiled
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Question, Screen
from nbguard.detect.view import View
from nbguard.entities import CATALOGUE
from nbguard.policy import Policy

if TYPE_CHECKING:
    from nbguard.detect.rules import Rule

EVERYTHING = Policy(entities=list(CATALOGUE), languages=["en", "es", "de", "fr", "it", "pt", "nl"])
RULES = rules_of(EVERYTHING)
PIECES = {
    "digits": "1",
    "fours": "4111 ",
    "hyphenated digits": "12-",
    "dotted digits": "1.",
    "signs": "+1(",
    "small letters": "a",
    "capitals": "A",
    "capitals and digits": "A1",
    "words": "Ab ",
    "at signs": "a@",
    "labels": "a.",
    "an endless host": "a@a.",
    "colons": "ab:",
    "double colons": "::",
    "equal signs": "=x",
    "quotes": "'\"",
    "slashes": "/home/",
    "backslashes": "\\",
    "user folders": "\\users\\a ",
    "keys": "name: ",
    "passwords": "password=",
    "born": "born ",
    "blanks": " ",
    "line ends": "\n",
    "brackets": "[(",
    "underscores": "_",
    "zeros": "0",
    "foreign letters": "é",
    "foreign digits": "٣",
}
SMALL, LARGE = 4_000, 16_000


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _fill(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_each_rule_takes_linear_time(piece: str) -> None:
    """Ten times for four times the text leaves room for a busy machine, none for a square."""
    small, large = _fill(piece, SMALL), _fill(piece, LARGE)
    slow = [rule.entity for rule in RULES if _is_slow(rule, small, large)]
    assert slow == []


def _is_slow(rule: Rule, small: str, large: str) -> bool:
    compiled = Compiled(rule, 0)
    short, long = View(small), View(large)
    first = _seconds(lambda: list(compiled.find(short, 0, len(small), ())))
    if first < 0.002:
        return _seconds(lambda: list(compiled.find(long, 0, len(large), ()))) > 0.05
    return min(_seconds(lambda: list(compiled.find(long, 0, len(large), ()))) for _ in "ab") > (
        10 * first
    )


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_the_screen_gets_through_it(piece: str) -> None:
    screen = Screen(RULES, EVERYTHING.threshold)
    text = _fill(piece, 100_000)
    assert _seconds(lambda: screen.search([Question(text, ("phone", "name"))])) < 4
