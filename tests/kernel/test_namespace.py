import gc
import weakref

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from nbguard import frames
from nbguard.kernel.memory import Memory
from nbguard.kernel.namespace import Namespace
from nbguard.policy import Policy

PHONE = 5550100101
POLICY = Policy()


@pytest.fixture
def variables():
    return {}


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
def namespace(variables, memory):
    return Namespace(variables, memory)


def _frame(first=PHONE):
    return pd.DataFrame({"phone": [first, first + 7, first + 9], "n": [1, 2, 3]})


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(_frame(), id="frame"),
        pytest.param(_frame().phone, id="series"),
        pytest.param(_frame().set_index("phone"), id="index"),
        pytest.param(pl.from_pandas(_frame()), id="polars frame"),
        pytest.param(pa.Table.from_pandas(_frame()), id="arrow table"),
    ],
)
def test_what_a_variable_holds_is_known(variables, memory, namespace, table):
    variables["table"] = table
    namespace.look(POLICY)
    assert memory.match(str(PHONE))


def test_a_table_that_grew_is_looked_at_again(variables, memory, namespace):
    frame = variables["frame"] = pd.DataFrame({"n": [1, 2]})
    namespace.look(POLICY)
    frame["phone"] = [PHONE, PHONE + 1]
    namespace.look(POLICY)
    assert memory.match(str(PHONE))


def test_what_a_deleted_table_held_is_known(variables, memory, namespace):
    variables["frame"] = _frame()
    namespace.look(POLICY)
    del variables["frame"]
    gc.collect()
    namespace.look(POLICY)
    assert memory.match(str(PHONE))


def test_a_table_is_not_kept_alive(variables, namespace):
    frame = variables["frame"] = _frame()
    namespace.look(POLICY)
    known = weakref.ref(frame)
    variables.clear()
    del frame
    gc.collect()
    assert known() is None


def test_each_table_is_looked_at_once(variables, namespace, monkeypatch):
    looked = []
    monkeypatch.setattr(frames, "told", lambda table, _policy: looked.append(table) or iter([]))
    variables |= {"frame": _frame(), "_": _frame(), "n": 7, "text": "x"}
    for _ in range(3):
        namespace.look(POLICY)
    assert len(looked) == 1


def test_a_table_that_cannot_be_read_stops_nothing(variables, memory, namespace):
    class Odd(pd.DataFrame):
        def __len__(self):
            raise RuntimeError(PHONE)

    variables |= {"odd": Odd({"x": [1]}), "frame": _frame()}
    namespace.look(POLICY)
    assert memory.match(str(PHONE))


def test_what_one_look_does_not_reach_has_the_next(variables, memory, namespace, monkeypatch):
    variables |= {"one": _frame(), "two": _frame(PHONE + 100), "three": _frame(PHONE + 200)}
    monkeypatch.setattr("nbguard.kernel.namespace._SECONDS", 1e-9)
    for _ in range(20):
        namespace.look(POLICY)
    assert all(memory.match(str(PHONE + n)) for n in (0, 100, 200))


def test_a_table_that_changes_faster_than_it_is_read(variables, memory, namespace, monkeypatch):
    with monkeypatch.context() as hurried:
        hurried.setattr("nbguard.kernel.namespace._SECONDS", 1e-9)
        known = []
        for i in range(12):
            wide = pd.DataFrame({f"n{j}": [1, 2] for j in range(30)})
            variables["wide"] = wide.assign(phone=[PHONE + 10 * i, PHONE + 10 * i + 1])
            known.append(weakref.ref(variables["wide"]))
            namespace.look(POLICY)
        gc.collect()
        assert sum(table() is not None for table in known) <= 2
    namespace.look(POLICY)
    namespace.look(POLICY)
    assert memory.match(str(PHONE))
    assert memory.match(str(PHONE + 110))


def test_a_table_that_is_no_variable_can_be_added(memory, namespace):
    namespace.add(_frame(), POLICY)
    namespace.add("no table", POLICY)
    namespace.look(POLICY)
    assert memory.match(str(PHONE))
