"""Text to tokens: what is one token, and how it is set off."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect.names.tokens import BLANK, GAP, GLUED, LINE, SPACE, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Mary O'Brien", ["Mary", "O'Brien"], id="an apostrophe inside a name"),
        pytest.param("Anna's", ["Anna", "'s"], id="a possessive is cut off"),
        pytest.param("Jean-Luc", ["Jean", "-", "Luc"], id="a hyphen parts"),
        pytest.param("J.R. Smith", ["J", ".", "R", ".", "Smith"], id="initials"),
        pytest.param("first_name=x", ["first_name", "=", "x"], id="an identifier stays whole"),
        pytest.param("-1.5,2", ["-", "1.5,2"], id="a number with its separators"),
        pytest.param("12b SW1A", ["12b", "SW1A"], id="digits and letters together"),
        pytest.param("a.b@c.org!", ["a.b@c.org", "!"], id="an e-mail address stays whole"),
        pytest.param(
            "see https://x.org/a?b=1 now", ["see", "https://x.org/a?b=1", "now"], id="a URL"
        ),
        pytest.param("@jane #tag", ["@jane", "#tag"], id="a handle and a tag stay whole"),
        pytest.param("王小明 ok", ["王", "小", "明", "ok"], id="Chinese by character"),
        pytest.param("김철수", ["김", "철", "수"], id="Korean by syllable"),
        pytest.param("नरेन्द्र मोदी", ["नरेन्द्र", "मोदी"], id="vowel signs stay with their letters"),
        pytest.param("====", ["===="], id="a run of one sign"),
    ],
)
def test_a_text_falls_into_words(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens(text)] == words


def test_spacing_tells_a_table_from_prose() -> None:
    read = tokens("a b  c\nd\n\ne;")
    assert [token.spacing for token in read] == [LINE, SPACE, GAP, LINE, BLANK, GLUED]


@given(st.text(max_size=200))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.word
        assert token.start >= end
        end = token.end


@pytest.mark.parametrize(
    "piece", ["a.", "a'", "a@", "a@b.", "1,1a", "http://", "\u0301", "@#", "_ "]
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    began = time.perf_counter()
    tokens(piece * (400_000 // len(piece)))
    assert time.perf_counter() - began < 10
