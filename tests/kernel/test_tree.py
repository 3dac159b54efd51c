from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.kernel.tree import Tree, measure
from nbguard.notebook.jsontext import NUMBER

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda items: st.lists(items) | st.dictionaries(st.text(), items),
)


@given(JSON)
def test_a_tree_nobody_edits_comes_out_as_it_was(value):
    assert Tree(value).changed() == value


@given(JSON)
def test_all_that_is_read_is_measured(value):
    read = [place.text for place in Tree(value).places if place.form != NUMBER]
    assert measure(value) >= sum(map(len, read))


def test_texts_and_keys_are_replaced_in_a_copy():
    value = {"a b@c": ["by Jane", 1, {"x": "Jane"}], "last": 1}
    before = deepcopy(value)
    tree = Tree(value)
    for place in tree.places:
        at = place.text.find("Jane")
        if at >= 0:
            place.readings[0].replace(at, at + 4, "X")
        elif "@" in place.text:
            place.readings[0].replace(0, len(place.text), "K")
    assert tree.changed() == {"K": ["by X", 1, {"x": "X"}], "last": 1}
    assert list(tree.changed()) == ["K", "last"]
    assert value == before


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"a": (1, 2)}, id="tuple"),
        pytest.param({1: "a"}, id="key that is a number"),
        pytest.param({"a": b"x"}, id="bytes"),
        pytest.param([{"a": {1, 2}}], id="set"),
    ],
)
def test_what_json_does_not_know_is_refused(value):
    with pytest.raises(TypeError):
        measure(value)


def test_a_number_that_is_known_is_a_place_and_no_other_is():
    value = {"x": [5550100101, 7, 2.5], "y": "5550100101", "phone": 5550100101}
    tree = Tree(value, None, lambda number: number > 10**6)
    assert sorted((place.form, str(place.step)) for place in tree.places) == [
        ("number", "[0]"),
        ("number", "content['phone']"),
        ("string", "content['y']"),
    ]
