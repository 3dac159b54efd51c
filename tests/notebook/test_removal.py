"""Members of a JSON text taken out, and not a byte else changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.notebook.removal import without


@pytest.mark.parametrize(
    ("text", "doomed", "left"),
    [
        pytest.param("[1, 2, 3]", [(0,)], "[2, 3]", id="the first"),
        pytest.param("[1, 2, 3]", [(1,)], "[1, 3]", id="one in the middle"),
        pytest.param("[1, 2, 3]", [(2,)], "[1, 2]", id="the last"),
        pytest.param("[1, 2, 3]", [(0,), (1,)], "[3]", id="the first two"),
        pytest.param("[\n  1,\n  2\n]", [(0,), (1,)], "[]", id="all of them"),
        pytest.param('{"a" : "]", "b":[{}]}', [("b", 0)], '{"a" : "]", "b":[]}', id="deep"),
        pytest.param('{"a": 1, "b": "x\\"}"}', [("b",)], '{"a": 1}', id="an escaped quote"),
        pytest.param('{"\\u0061": 1, "b": 2}', [("a",)], '{"b": 2}', id="an escaped key"),
        pytest.param("[1]", [(5,), ("x",)], "[1]", id="what is not there"),
        pytest.param("\n[-1.5e3 ,true]\n", [(1,)], "\n[-1.5e3]\n", id="numbers and constants"),
    ],
)
def test_without(text: str, doomed: list[tuple[int | str, ...]], left: str) -> None:
    assert without(text, doomed) == left


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(items=st.lists(JSON, max_size=6), goes=st.sets(st.integers(0, 5)), indent=st.integers(0, 3))
def test_what_stays_is_what_was(items: list[object], goes: set[int], indent: int) -> None:
    text = json.dumps({"before": 1, "items": items, "after": 2}, indent=indent or None)
    left = without(text, [("items", i) for i in goes])
    kept = [item for i, item in enumerate(items) if i not in goes]
    assert json.loads(left) == {"before": 1, "items": kept, "after": 2}
