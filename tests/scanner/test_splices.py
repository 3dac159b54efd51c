from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.scanner.splices import apply, between


@pytest.mark.parametrize(
    ("old", "new", "splices"),
    [
        (b"ann", b"[P_1]", [(0, 3, "[P_1]")]),
        (b"ann, bob", b"[P_1], [P_2]", [(0, 3, "[P_1]"), (5, 8, "[P_2]")]),
        (b"a ann", b"a [P_1]", [(2, 5, "[P_1]")]),
        (b"same", b"same", []),
        (b"", b"", []),
    ],
    ids=["all", "two", "end", "nothing", "empty"],
)
def test_placeholders_are_all_that_is_kept(
    old: bytes, new: bytes, splices: list[tuple[int, int, str]]
) -> None:
    assert between(old, new) == splices
    assert apply(old, splices) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"card 4111 ann", b"card **** [P_1]"),
        (b"ann bob", b"[P_1] Laura"),
        (b"ann keeps", b"[P_1]"[:-1]),
        (b"ab", b"ab[P_1]ab"),
        (b"abc", b"xbc"),
    ],
    ids=["mask", "fake", "broken placeholder", "text twice", "other text"],
)
def test_what_is_more_than_placeholders_is_not_kept(old: bytes, new: bytes) -> None:
    assert between(old, new) is None


pieces = st.lists(st.tuples(st.text("ab,[P_1] \n"), st.text("xyab, ", min_size=1)), max_size=6)


@given(pieces=pieces, end=st.text("ab, \n"))
def test_what_was_replaced_can_always_be_replaced_again(
    pieces: list[tuple[str, str]], end: str
) -> None:
    old = "".join(kept + value for kept, value in pieces) + end
    new = "".join(f"{kept}[PERSON_{i}]" for i, (kept, _) in enumerate(pieces)) + end
    splices = between(old.encode(), new.encode())
    assert splices is not None
    assert apply(old.encode(), splices) == new.encode()
    assert all(placeholder in new for _, _, placeholder in splices)


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    old = b"a" * 300_000 + b"b" + b"a" * 300_000
    assert between(old, b"a[P_1]" * 1000 + b"c") is None
