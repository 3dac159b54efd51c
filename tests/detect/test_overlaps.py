"""Which of two overlapping matches wins."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.detect import resolve
from nbguard.findings import Match

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20))
MATCHES = st.builds(
    lambda span, entity, score: Match(span[0], span[0] + span[1], entity, score),
    SPANS,
    st.sampled_from(["PERSON", "EMAIL_ADDRESS", "URL", "PASSWORD", "USER_PATH", "PHONE_NUMBER"]),
    st.sampled_from([0.5, 0.75, 0.95]),
)


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param(("PASSWORD", 0, 9, 0.5), ("EMAIL_ADDRESS", 0, 12, 0.95), id="a secret"),
        pytest.param(("EMAIL_ADDRESS", 0, 9, 0.5), ("URL", 0, 20, 0.95), id="mail in a URL"),
        pytest.param(("EMAIL_ADDRESS", 5, 20, 0.9), ("PERSON", 0, 20, 0.99), id="mail in a name"),
        pytest.param(("US_SSN", 0, 11, 0.85), ("PHONE_NUMBER", 0, 11, 0.6), id="the higher score"),
        pytest.param(("PHONE_NUMBER", 0, 18, 0.7), ("PHONE_NUMBER", 0, 12, 0.7), id="the longer"),
        pytest.param(("PHONE_NUMBER", 0, 12, 0.6), ("USER_PATH", 0, 12, 0.9), id="over a path"),
        pytest.param(("PERSON", 0, 8, 0.6), ("LOCATION", 0, 8, 0.9), id="over a place"),
    ],
)
def test_the_winner(
    winner: tuple[str, int, int, float], loser: tuple[str, int, int, float]
) -> None:
    pair = [Match(start, end, entity, score) for entity, start, end, score in (winner, loser)]
    assert resolve(pair) == resolve(pair[::-1]) == pair[:1]


def test_touching_matches_both_stay() -> None:
    pair = [Match(0, 4, "PERSON", 0.9), Match(4, 9, "US_SSN", 0.9)]
    assert resolve(pair) == pair


def test_a_loser_leaves_room_for_those_it_kept_out() -> None:
    bridge = Match(3, 12, "PERSON", 0.9)
    ends = [Match(0, 5, "EMAIL_ADDRESS", 0.9), Match(10, 15, "EMAIL_ADDRESS", 0.9)]
    assert resolve([bridge, *ends]) == ends


@given(st.lists(MATCHES, max_size=25))
def test_winners_never_overlap_and_every_loser_overlaps_one(matches: list[Match]) -> None:
    winners = resolve(matches)
    assert all(a.end <= b.start for a, b in itertools.pairwise(winners))
    assert set(winners) <= set(matches)
    for match in matches:
        assert any(match.start < w.end and w.start < match.end for w in winners)


@given(st.lists(MATCHES, max_size=12), st.randoms())
def test_the_order_of_discovery_does_not_count(matches: list[Match], random: object) -> None:
    shuffled = list(matches)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(matches) == resolve(shuffled)


def test_a_long_chain_takes_linear_time() -> None:
    chain = [Match(i, i + 2, "PHONE_NUMBER", 0.6) for i in range(50_000)]
    start = time.process_time()
    assert len(resolve(chain)) >= 16_666
    assert time.process_time() - start < 2
