import statistics
import sys

import pandas as pd
import polars as pl
import pytest

from nbguard import noise
from nbguard.errors import BudgetSpent, NbguardError, TableError
from nbguard.noise import private

pytest.importorskip("opendp")

ROWS = 4000


@pytest.fixture(autouse=True)
def new_session(monkeypatch):
    monkeypatch.setattr(noise, "_budgets", {})


@pytest.fixture(params=[pd.DataFrame, pl.DataFrame])
def frame(request):
    return request.param(
        {
            "income": [20_000.0, 60_000.0] * (ROWS // 2),
            "city": ["Rome", "Oslo", "Oslo", "Bern"] * (ROWS // 4),
        }
    )


def test_answers_are_near_the_truth_and_not_the_truth(frame):
    queries = private(frame, epsilon=8.0)
    assert queries.count(epsilon=1) == pytest.approx(ROWS, abs=30)
    assert queries.mean("income", bounds=(0, 100_000), epsilon=2) == pytest.approx(40_000, abs=1500)
    total = queries.sum("income", bounds=(0, 100_000), epsilon=2)
    assert total == pytest.approx(40_000 * ROWS, rel=0.02)
    assert total != 40_000 * ROWS
    assert queries.histogram("income", [0, 30_000, 90_000], epsilon=1) == pytest.approx(
        [2000, 2000], abs=40
    )
    cities = queries.counts("city", ["Rome", "Oslo", "Paris"], epsilon=1)
    assert list(cities) == ["Rome", "Oslo", "Paris"]
    assert list(cities.values()) == pytest.approx([1000, 2000, 0], abs=40)


def test_less_epsilon_is_more_noise():
    frame = pd.DataFrame({"x": [1.0] * 100})
    queries = private(frame, epsilon=1000)
    near = [queries.sum("x", (0, 2), epsilon=5) for _ in range(40)]
    far = [queries.sum("x", (0, 2), epsilon=0.05) for _ in range(40)]
    assert statistics.pstdev(far) > 5 * statistics.pstdev(near)


def test_values_outside_the_bounds_count_as_the_bound():
    frame = pd.DataFrame({"x": [1.0] * 999 + [1e9]})
    assert private(frame, 40).mean("x", (0, 2), epsilon=40) == pytest.approx(1, abs=0.05)


def test_the_budget_runs_out_with_a_clear_error(frame):
    queries = private(frame, epsilon=1.0)
    for _ in range(4):
        queries.count()
    with pytest.raises(BudgetSpent, match="budget is spent: 0 of 1 is left"):
        queries.count()


def test_asking_anew_about_the_same_frame_gives_no_new_budget():
    frame = pd.DataFrame({"x": [1.0]})
    private(frame, 1.0).count(epsilon=0.9)
    with pytest.raises(BudgetSpent, match=r"0\.1 of 1 is left"):
        private(frame, 1.0).count(epsilon=0.2)


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(lambda f: f.copy(), id="a copy"),
        pytest.param(lambda f: f[:], id="a view"),
        pytest.param(lambda f: pd.DataFrame(f.to_dict("list")), id="loaded again"),
    ],
)
def test_an_equal_frame_has_the_same_budget(again):
    frame = pd.DataFrame({"x": [1.0, 2.0], "s": ["a", None]})
    private(frame, 1.0).count(epsilon=0.9)
    assert private(again(frame), 1.0).left == pytest.approx(0.1)
    assert private(frame.assign(x=3.0), 1.0).left == 1.0


def test_a_frame_of_lists_has_one_too():
    frame = pd.DataFrame({"x": [[1], [2]]})
    private(frame, 1.0).count(epsilon=0.9)
    assert private(frame, 1.0).left == pytest.approx(0.1)


def test_a_budget_cannot_be_raised(frame):
    private(frame, 1.0)
    with pytest.raises(TableError, match="budget is 1 in this session"):
        private(frame, 5.0)
    assert private(frame, 0.5).left == 0.5


@pytest.mark.parametrize("epsilon", [0, -1, float("nan"), float("inf"), "1", None])
def test_an_epsilon_that_is_none_is_an_error(frame, epsilon):
    with pytest.raises(TableError, match="epsilon must be a number above 0"):
        private(frame, epsilon)


@pytest.mark.parametrize("bounds", [None, (0,), (0, float("inf")), (0, float("nan")), ("a", "b")])
def test_bounds_that_are_none_are_an_error(frame, bounds):
    with pytest.raises(TableError, match="lower and a higher number"):
        private(frame, 1.0).sum("income", bounds)


def test_the_noise_is_as_wide_as_epsilon_says():
    queries = private(pd.DataFrame({"x": [1.0] * 100}), 10_000)
    errors = [abs(queries.count(epsilon=0.25) - 100) for _ in range(1000)]
    assert statistics.mean(errors) == pytest.approx(4, rel=0.2)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param(lambda p: p.sum("x", (2, 0)), "lower and a higher", id="bounds"),
        pytest.param(lambda p: p.sum("y", (0, 1)), "no column is called 'y'", id="column"),
        pytest.param(lambda p: p.sum("s", (0, 1)), "column 's' holds", id="texts"),
        pytest.param(lambda p: p.histogram("x", [3, 1]), "ascending", id="edges"),
        pytest.param(lambda p: p.count(epsilon=0), "above 0", id="epsilon"),
    ],
)
def test_wrong_questions_are_errors_and_spend_nothing(query, words):
    queries = private(pd.DataFrame({"x": [1.0], "s": ["a"]}), 1.0)
    with pytest.raises(TableError, match=words):
        query(queries)
    assert queries.left == 1.0


def test_without_opendp_nothing_is_spent(monkeypatch):
    queries = private(pd.DataFrame({"x": [1.0]}), 1.0)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "opendp.prelude", None)
        with pytest.raises(NbguardError, match=r"nbguard\[dp\]"):
            queries.count()
    assert queries.left == 1.0
