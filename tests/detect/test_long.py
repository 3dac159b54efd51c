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
SCREEN = Screen(rules_of(POLICY), POLICY.threshold)
TEXTS = st.text(alphabet="0012 .-()+/afcntrXZ@:\n\t'|,;]%_é?", max_size=60)


PIECES = st.sampled_from([7, 1 << 20])


@given(TEXTS, PIECES)
def test_no_number_is_passed_over(text: str, piece: int) -> None:
    assert _expected(text) <= set(long.beginnings(text, piece))


STAMPS = st.from_regex(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d", fullmatch=True)


@given(TEXTS, STAMPS.filter(str.isascii), TEXTS, PIECES)
def test_beside_a_time_stamp_none_is_passed_over_either(before, stamp, after, piece):
    text = before + stamp + after
    inside = range(len(before), len(before) + len(stamp))
    assert _expected(text) - {*inside} <= set(long.beginnings(text, piece))


@given(TEXTS, STAMPS.filter(str.isascii), TEXTS)
def test_no_rule_finds_anything_that_begins_in_a_time_stamp(before, stamp, after):
    text = f"{before} {stamp},{after}"
    [found] = SCREEN.search([Question(text)])
    inside = range(len(before) + 1, len(before) + len(stamp))
    assert not any(c.start in inside for c in found)


def test_time_stamps_are_passed_over():
    assert list(long.beginnings("2026-03-01 12:30:07,101 info\n2026-03-01T12:30:17.101 x\n")) == []


@pytest.mark.parametrize(
    "text",
    ["2026-03-01 12:30:17:ab", "12026-03-01 12:30:17", "2026-03-01 12:30:17-2", "12:30:17.2.3.4"],
)
def test_what_only_looks_like_one_is_not(text: str):
    assert _expected(text) <= set(long.beginnings(text))


def _expected(text: str) -> set[int]:
    return {found.start() for found in _NOT_PLAIN.finditer(text)}


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
