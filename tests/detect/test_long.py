"""What numpy says of long texts is what the expressions say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect import long
from nbguard.detect.numbers import _NOT_PLAIN
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Question, Screen
from nbguard.detect.view import LONG, RUN
from nbguard.policy import Policy

POLICY = Policy(names="off")
TEXTS = st.text(alphabet="0012 .-()+/afcntrXZ@:\n\t'|,;]%_é?", max_size=60)


PIECES = st.sampled_from([7, 1 << 20])


@given(TEXTS, PIECES)
def test_no_number_is_passed_over(text: str, piece: int) -> None:
    expected = {found.start() for found in _NOT_PLAIN.finditer(text)}
    assert expected <= set(long.beginnings(text, piece))


@pytest.mark.parametrize("text", ["12 of 930\n", "0.125, 3.5", "[1, 2]", "word", ""])
def test_plain_numbers_are_passed_over(text: str) -> None:
    assert list(long.beginnings(text)) == []


@given(st.text(alphabet="a-é =\n", max_size=80), PIECES)
def test_runs(text: str, piece: int) -> None:
    expected = [found.span() for found in RUN.finditer(text)]
    assert list(long.runs(text, 18, piece)) == expected


@pytest.mark.parametrize("filler", ["x 1.5\n", "é 1.5\n", "٣ 1.5\n"])
def test_a_long_text_shows_what_a_short_one_does(filler: str) -> None:
    screen = Screen(rules_of(POLICY), POLICY.threshold)
    value = "call (212) 555-0187 or 8.8.8.8\n"
    before = filler * (LONG // len(filler))
    [alone], [within] = (screen.search([Question(text)]) for text in (value, before + value))
    assert alone
    moved = [(c.start + len(before), c.end + len(before), c.entity) for c in alone]
    assert sorted((c.start, c.end, c.entity) for c in within) == sorted(moved)
