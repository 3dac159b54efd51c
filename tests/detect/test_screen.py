"""The screen finds the same in many texts asked together as in each alone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect.guards import DIGITS
from nbguard.detect.joined import Joined
from nbguard.detect.numbers import _NOT_PLAIN, _STRONG, Numbers
from nbguard.detect.registry import rules_of
from nbguard.detect.rules import Rule
from nbguard.detect.screen import Question, Screen
from nbguard.detect.spans import about
from nbguard.detect.view import View
from nbguard.policy import Policy

POLICY = Policy(names="off")
RULES = rules_of(POLICY)
SCREEN = Screen(RULES, POLICY.threshold)
PIECES = st.sampled_from(
    ["a@acme.com", "212-555-0187", "phone", "536228726", "ssn", "DOB: 1984-03-12", "Jane Roe",
     "patient: Jane Roe", "/home/jroe/x", "0.123", "8.8.8.8", " ", "\n", ", ", "x", "4821", ":"]
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, max_size=6).map(" ".join), max_size=12)


@given(TEXTS)
def test_together_as_alone(texts: list[str]) -> None:
    questions = [Question(text, ("phone",) if len(text) % 2 else ()) for text in texts]
    alone = [found for question in questions for found in SCREEN.search([question])]
    assert [sorted(f) for f in SCREEN.search(questions)] == [sorted(f) for f in alone]


@given(st.lists(PIECES, max_size=12).map("".join))
def test_strong_numbers_are_never_passed_over_as_plain(text: str) -> None:
    for rule in RULES:
        if rule.hint == DIGITS and rule.score >= _STRONG:
            for match in re.finditer(rule.regex, text):
                assert _NOT_PLAIN.match(text, match.start("value"))


@pytest.mark.parametrize("rule", [r for r in RULES if r.hint == DIGITS], ids=lambda r: r.entity)
def test_the_beginnings_of_numbers_have_no_groups_of_their_own(rule: Rule) -> None:
    assert re.compile(rule.start).groups == 0
    assert rule.regex.count("(?P<s>") <= 1


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        pytest.param("123456789", False, id="an integer"),
        pytest.param("0.123456789", False, id="a decimal"),
        pytest.param("1e10", True, id="not sure"),
        pytest.param("123456789012", True, id="twelve digits"),
        pytest.param("123-45", True, id="a hyphen"),
        pytest.param("0123", True, id="a leading zero"),
        pytest.param("(212) 5", True, id="a bracket"),
        pytest.param("+1 2", True, id="a plus"),
        pytest.param("AB 12", True, id="letters, then digits"),
        pytest.param("aa:bb:cc", True, id="hexadecimal pairs"),
        pytest.param("word", False, id="a word"),
        pytest.param("12:30:07,101", False, id="a clock"),
        pytest.param("09:30 ", False, id="a clock with a leading zero"),
        pytest.param("12:30:07:ab:cd:ef", True, id="six parts"),
    ],
)
def test_what_may_begin_a_strong_number(text: str, begins: bool) -> None:
    assert bool(_NOT_PLAIN.match(text)) is begins


def test_capitals_with_a_longer_small_form_shift_nothing() -> None:
    text = "İ" * 30 + " /home/jroe/x"
    [[candidate]] = SCREEN.search([Question(text)])
    assert text[candidate.start : candidate.end] == "jroe"
    assert len(View(text).lower) == len(text)


def test_a_rule_within_reach_of_its_hint() -> None:
    rule = Rule("X", r"key \d+", 0.9, ("key",), reach=10)
    screen = Screen([rule], lambda _: 0.5)
    text = "key 1" + " " * 100 + "key 22"
    assert [(c.start, c.end) for c in screen.search([Question(text)])[0]] == [(0, 5), (105, 111)]


def test_a_rule_that_begins_with_its_hint_is_tried_there_alone() -> None:
    screen = Screen([Rule("X", r"\bcall \d+", 0.9, ("call",), begins=True)], lambda _: 0.5)
    [candidates] = screen.search([Question("recall 5, Call 6, call 77")])
    assert [(c.start, c.end) for c in candidates] == [(18, 25)]


@given(texts=st.lists(st.text("a@ \n.", max_size=30), max_size=4))
def test_a_rule_for_one_word_finds_what_a_search_of_all_finds(texts: list[str]) -> None:
    narrow = Rule("X", r"(?<!a)a+@[a.]{1,9}(?![a@])", 0.9, ("@",), reach=40, one_word=True)
    found, everywhere = (
        Screen([rule], lambda _: 0.5).search(list(map(Question, texts)))
        for rule in (narrow, narrow._replace(hint=(), reach=0, one_word=False))
    )
    assert list(map(list, found)) == list(map(list, everywhere))


def test_a_number_that_a_strong_rule_knows_is_not_tried_by_weak_ones() -> None:
    [candidates] = SCREEN.search([Question("please call (212) 555-0187")])
    assert {(c.start, c.score) for c in candidates if c.entity == "PHONE_NUMBER"} == {
        (12, 0.65),  # by its form
        (12, 0.6),  # by the verb
    }


def test_a_hint_with_a_blank_in_it() -> None:
    assert View("some api  key").holds(["api  key"])
    assert not View("some api-key").holds(["api key"])


def test_joined_texts_keep_apart() -> None:
    joined = Joined(["ab", "", "abc"])
    assert joined.having(["abc"]) == {2}
    assert joined.having(["bab"]) == set()
    assert [joined.locate(joined.view.text.index("abc"))] == [(2, 0)]


def test_parts_around_words_are_merged() -> None:
    assert about([(0, "k"), (5, "k"), (56, "k")], 3, 3, 57) == [(0, 9), (53, 57)]


def test_numbers_without_rules_look_at_nothing() -> None:
    numbers = Numbers([])
    assert list(numbers.starts(View("212-555-0187"))) == []
    assert numbers.words_in(View("phone 1")) == set()


def test_clean_cells_cost_next_to_nothing() -> None:
    cells = [Question(f"item {i} {i / 7:.3f}") for i in range(20_000)]
    start = time.process_time()
    assert not any(SCREEN.search(cells))
    assert time.process_time() - start < 1.5
