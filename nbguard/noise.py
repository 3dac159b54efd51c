"""Differentially private answers through OpenDP, and a budget that runs out.

One row is one person: the answers hardly change when any one row is taken out or added. What a
query spends is gone; all queries on equal frames in one session draw from one budget, so that
neither a copy nor loading a file again gives a new one.
"""

from __future__ import annotations

import bisect
import math
from hashlib import blake2b
from numbers import Real
from threading import Lock
from typing import TYPE_CHECKING, Any

from nbguard.detect.evidence import is_present, text_of
from nbguard.errors import BudgetSpent, NbguardError, TableError
from nbguard.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_SHARE = 4  # a query spends this part of the budget, unless it is told how much
_STEPS = 1 << 20  # numbers are counted in so many steps of their range: no floats in the noise
_ROUNDING = 1e-9

_budgets: dict[bytes | int, _Budget] = {}


class _Budget:
    """What may be spent on a frame in this session, and what was."""

    def __init__(self, epsilon: float, frame: Any) -> None:
        self.epsilon = epsilon
        self.spent = 0.0
        self.lock = Lock()
        self.frame = frame  # kept alive where it is told by its address, which is then its own


class Private:
    """Queries on one table; each spends ``epsilon``, a quarter of the budget by default.

    Smaller epsilons are more private and noisier. Raises BudgetSpent once what is left does not
    suffice, TableError for an unknown column, bounds the wrong way round, or a budget above the
    one that the frame has in this session.
    """

    def __init__(self, obj: Any, epsilon: float) -> None:
        self.epsilon = _positive(epsilon)
        self._table = open_table(obj)
        which = _identity(obj)
        kept = obj if isinstance(which, int) else None
        self._budget = _budgets.setdefault(which, _Budget(epsilon, kept))
        if epsilon > self._budget.epsilon:
            raise TableError(
                f"this frame's budget is {self._budget.epsilon:.4g} in this session, and a budget "
                "that can be raised is none: restart the session to set another"
            )

    @property
    def left(self) -> float:
        """What may still be spent on this frame in this session."""
        return max(0.0, self.epsilon - self._budget.spent)

    def __repr__(self) -> str:
        return f"Private(epsilon={self.epsilon}, left={self.left:.4g})"

    def count(self, *, epsilon: float | None = None) -> int:
        """How many rows there are."""
        return self._count(self._table.rows, self._spend(epsilon))

    def sum(
        self, column: Hashable, bounds: tuple[float, float], *, epsilon: float | None = None
    ) -> float:
        """The sum of a column; values outside ``bounds`` count as the nearer bound."""
        low, high = _checked(bounds)
        numbers = self._numbers(column)
        return self._sum(numbers, 0.0, low, high, self._spend(epsilon))

    def mean(
        self, column: Hashable, bounds: tuple[float, float], *, epsilon: float | None = None
    ) -> float:
        """The mean of a column; half of epsilon goes to its sum, half to its count."""
        low, high = _checked(bounds)
        numbers = self._numbers(column)
        spend = self._spend(epsilon) / 2
        middle = (low + high) / 2
        total = self._sum(numbers, middle, low, high, spend)
        return min(high, max(low, middle + total / max(1, self._count(len(numbers), spend))))

    def histogram(
        self, column: Hashable, edges: Sequence[float], *, epsilon: float | None = None
    ) -> list[int]:
        """Counts between ascending ``edges``: one fewer than there are edges."""
        if list(edges) != sorted(set(edges)) or len(edges) < 2:
            raise TableError("a histogram's edges are two or more numbers, ascending")
        numbers = self._numbers(column)
        inside = [x for x in numbers if edges[0] <= x <= edges[-1]]
        bins = [min(bisect.bisect_right(edges, x), len(edges) - 1) - 1 for x in inside]
        return self._by(bins, range(len(edges) - 1), self._spend(epsilon))

    def counts(
        self, column: Hashable, groups: Sequence[Any], *, epsilon: float | None = None
    ) -> dict[Any, int]:
        """Rows per group; name the groups, as which groups exist is itself about people."""
        places = {text_of(group): i for i, group in enumerate(groups)}
        cells = [places[text] for text in map(text_of, self._cells(column)) if text in places]
        found = self._by(cells, range(len(groups)), self._spend(epsilon))
        return dict(zip(groups, found, strict=True))

    def _spend(self, epsilon: float | None) -> float:
        _opendp()  # where it is missing no answer can be given, and none is paid for
        cost = self.epsilon / _SHARE if epsilon is None else _positive(epsilon)
        with self._budget.lock:
            if cost > self.left + _ROUNDING:
                raise BudgetSpent(
                    f"the privacy budget is spent: {self.left:.4g} of {self.epsilon:.4g} is left, "
                    f"this query needs {cost:.4g}; each further answer would say more about single "
                    "people"
                )
            self._budget.spent += cost
        return cost

    def _cells(self, label: Hashable) -> list[Any]:
        for column in self._table.columns:
            if column.label == label:
                return column.sample(max(1, column.size))
        raise TableError(f"no column is called {label!r}")

    def _numbers(self, label: Hashable) -> list[float]:
        cells = self._cells(label)
        try:
            return [float(cell) for cell in cells if is_present(cell)]
        except (TypeError, ValueError):
            raise TableError(f"column {label!r} holds values that are no numbers") from None

    def _sum(
        self, numbers: Sequence[float], origin: float, low: float, high: float, epsilon: float
    ) -> float:
        """The noisy sum of the distances from ``origin``, counted in whole steps."""
        step = (high - low) / _STEPS
        ends = (round((low - origin) / step), round((high - origin) / step))
        inside = (min(high, max(low, number)) for number in numbers)
        steps = [round((number - origin) / step) for number in inside]
        dp = _opendp()
        add = _integers(dp) >> dp.t.then_clamp(ends) >> dp.t.then_sum()
        return float(_noisy(dp, add, epsilon)(steps)) * step

    def _count(self, rows: int, epsilon: float) -> int:
        dp = _opendp()
        count = _integers(dp) >> dp.t.then_count()
        return max(0, int(_noisy(dp, count, epsilon)([0] * rows)))

    def _by(self, cells: Sequence[int], groups: Sequence[int], epsilon: float) -> list[int]:
        dp = _opendp()
        by = _integers(dp) >> dp.t.then_count_by_categories(list(groups), null_category=False)
        return [max(0, int(n)) for n in _noisy(dp, by, epsilon)(list(cells))]


def private(obj: Any, epsilon: float = 1.0) -> Private:
    """Differentially private queries on a pandas, polars or pyarrow frame; needs nbguard[dp].

    ``epsilon`` is the budget of all queries on this frame, and on equal ones, in this session.

    >>> import pandas as pd
    >>> people = pd.DataFrame({"income": [30_000.0] * 5000})
    >>> abs(private(people).mean("income", bounds=(0, 200_000)) - 30_000) < 3_000
    True
    """
    return Private(obj, epsilon)


def _identity(obj: Any) -> bytes | int:
    """A digest of what a frame holds; its address where that cannot be told."""
    library = type(obj).__module__.partition(".")[0]
    try:
        if library == "polars":
            told = (obj if hasattr(obj, "hash_rows") else obj.to_frame()).hash_rows().to_list()
        elif library == "pyarrow":
            told = obj.to_pylist()
        else:
            import pandas as pd

            told = pd.util.hash_pandas_object(obj, index=False).tolist()
    except (TypeError, ValueError):  # cells that are lists or objects
        return id(obj)
    labels = [str(column.label) for column in open_table(obj).columns]
    return blake2b(repr((labels, told)).encode("utf-8", "replace"), digest_size=16).digest()


def _positive(epsilon: float) -> float:
    if not isinstance(epsilon, Real) or not 0 < epsilon < math.inf:
        raise TableError(f"epsilon must be a number above 0, not {epsilon}")
    return float(epsilon)


def _checked(bounds: tuple[float, float]) -> tuple[float, float]:
    try:
        low, high = map(float, bounds)
    except (TypeError, ValueError):
        low = high = math.nan
    if not (low < high and math.isfinite(low) and math.isfinite(high)):
        raise TableError("bounds are a lower and a higher number, known without the data")
    return low, high


def _integers(dp: Any) -> Any:
    return dp.vector_domain(dp.atom_domain(T="i64")), dp.symmetric_distance()


def _noisy(dp: Any, query: Any, epsilon: float) -> Callable[[Any], Any]:
    """``query`` with the least Laplace noise for which OpenDP proves ``epsilon``."""
    make = dp.binary_search_chain(lambda scale: query >> dp.m.then_laplace(scale), 1, epsilon)
    measured: Callable[[Any], Any] = make
    return measured


def _opendp() -> Any:
    try:
        import opendp.prelude as dp  # an extra, and slow to import
    except ImportError:
        raise NbguardError("private needs OpenDP: pip install 'nbguard[dp]'") from None
    dp.enable_features("contrib")
    return dp
