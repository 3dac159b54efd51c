"""Windows hold every candidate whole, with the context it needs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect import windows
from nbguard.detect.candidates import Candidate
from nbguard.detect.context import BEYOND, REACH
from nbguard.detect.windows import Window

Cut = Callable[[str, Sequence[Candidate]], Iterator[Window]]
SPANS = st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 300)), max_size=40)


def _candidates(spans: Sequence[tuple[int, int]], length: int) -> list[Candidate]:
    ends = ((start, min(start + size, length)) for start, size in spans if start < length)
    return [Candidate(start, end, "PERSON", 0.9) for start, end in ends]


@pytest.mark.parametrize("cut", [windows.around, windows.pieces])
@given(spans=SPANS, line=st.integers(1, 500))
def test_every_candidate_is_in_one_window_whole(
    cut: Cut, spans: list[tuple[int, int]], line: int
) -> None:
    text = ("x" * line + "\n") * (9_000 // line)
    candidates = _candidates(spans, len(text))
    seen = [candidate for window in cut(text, candidates) for candidate in window.candidates]
    assert sorted(seen) == sorted(candidates)
    for window in cut(text, candidates):
        assert text.startswith(window.text, window.start)
        last = window.start + len(window.text)
        assert all(window.start <= c.start < c.end <= last for c in window.candidates)


@given(spans=SPANS)
def test_a_window_reaches_as_far_as_context_does(spans: list[tuple[int, int]]) -> None:
    text = "word and " * 1_000
    for window in windows.around(text, _candidates(spans, len(text))):
        before = text[max(0, window.candidates[0].start - REACH) : window.start]
        assert " " not in before.strip()  # at most the rest of a word is missing
        last = max(c.end for c in window.candidates)
        assert window.start + len(window.text) >= min(len(text), last + BEYOND)


def test_windows_around_candidates_stay_small() -> None:
    text = "a@b.co " * 10_000
    candidates = [Candidate(i, i + 6, "EMAIL_ADDRESS", 0.9) for i in range(0, len(text), 7)]
    assert max(len(w.text) for w in windows.around(text, candidates)) < 3_000


def test_pieces_are_the_whole_text() -> None:
    text = "one line\n" * 10_000
    cut = list(windows.pieces(text, []))
    assert len(cut) > 1
    assert cut[0].start == 0
    assert all(a.start + len(a.text) >= b.start for a, b in itertools.pairwise(cut))
    assert cut[-1].start + len(cut[-1].text) == len(text)


def test_an_empty_text_has_no_pieces() -> None:
    assert list(windows.pieces("", [])) == []
