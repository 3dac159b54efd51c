"""What stands at a guarded model's door: checks on the way in, a look at what comes out."""

from __future__ import annotations

import logging
from collections import Counter
from operator import is_
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import audit, frames
from nbguard.errors import InvalidInput, NbguardError
from nbguard.guard import Guard
from nbguard.models.putback import Hidden
from nbguard.models.rate import RateLimit
from nbguard.models.validate import validate_input
from nbguard.models.walk import mapped
from nbguard.models.watch import Reference
from nbguard.operators import Placeholders
from nbguard.payload import MOST_VALUES, Cleaner
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_log = logging.getLogger("nbguard.models")
_TALKED_OF = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "DATE_TIME", "URL"})
"""What any answer may name without being a leak: people are talked of."""
_CHECKS = ("expected_shape", "expected_range", "dtype", "schema", "missing")


class Alert(NamedTuple):
    """Something that somebody should look at; it never holds a value.

    ``kind`` is ``outliers``, ``drift``, ``output_range``, ``output_leak``, ``invalid`` or
    ``rate``.
    """

    kind: str
    message: str


class Gate:
    """Everything that was agreed for one model; see ``guard_model`` for the options."""

    def __init__(
        self,
        name: str,
        *,
        policy: Policy | Any = None,
        mask: bool = True,
        reference: Any = None,
        outliers: str = "flag",
        window: int = 500,
        tolerance: float = 0.005,
        output_range: tuple[float | None, float | None] | None = None,
        max_calls: str | None = None,
        on_alert: Callable[[Alert], None] | None = None,
        **checks: Any,
    ) -> None:
        if unknown := [key for key in checks if key not in _CHECKS]:
            raise TypeError(f"guard_model: no option {unknown[0]!r}; checks are {_CHECKS}")
        if outliers not in ("flag", "refuse"):
            raise ValueError(f"outliers: {outliers!r} is neither 'flag' nor 'refuse'")
        chosen = Policy.of(policy)
        if chosen.audit:
            audit.configure(chosen.audit)
        self.name = name
        self.alerts: Counter[str] = Counter()
        self.masked: Counter[str] = Counter()
        self.calls = 0
        self._mask = mask
        self._cleaner = Cleaner(chosen)
        self._guard = Guard(chosen)
        self._tables = Placeholders()
        self._checks = checks
        known = (
            None if reference is None else Reference(reference, window=window, tolerance=tolerance)
        )
        self._reference = known
        self._refuse_outliers = outliers == "refuse"
        self._output_range = output_range
        self._limit = RateLimit(max_calls) if max_calls else None
        self._on_alert = on_alert

    def enter(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, Any, Hidden]:
        """The arguments as the model may see them, and what they hide.

        Raises InvalidInput, RateLimited, or DetectionError: then the model is not asked.
        """
        try:
            if self._limit:
                self._limit.take()
            if args and self._checks:
                validate_input(args[0], **self._checks)
        except NbguardError as error:
            kind = "invalid" if isinstance(error, InvalidInput) else "rate"
            self._alert(kind, str(error))
            raise
        self.calls += 1
        if args and self._reference:
            self._compare(args[0], self._reference)
        return self._masked(args, dict(kwargs))

    def leave(self, answer: Any) -> None:
        """Look at what a model gave that is numbers."""
        if self._output_range and not isinstance(answer, str):
            try:
                validate_input(answer, expected_range=self._output_range)
            except InvalidInput as error:
                self._alert("output_range", str(error))

    def _masked(self, args: Any, kwargs: Any) -> tuple[Any, Any, Hidden]:
        if not self._mask:
            return args, kwargs, Hidden({}, self._look)
        given = [self._safe_table(arg) for arg in (*args, *kwargs.values())]
        texts: list[dict[str, str]] = []  # each under the name of its field, which is context
        mapped(given, lambda path, text: _noted(texts, path, text))
        cleaned = self._cleaner.clean(texts)
        if not cleaned.found and all(map(is_, given, (*args, *kwargs.values()))):
            return args, kwargs, Hidden({}, self._look)
        self.masked += cleaned.found
        audit.record("masked", where=f"model {self.name}", entities=cleaned.found)
        fresh = iter([text for pair in cleaned.value for text in pair.values()])
        new = mapped(given, lambda _path, _text: next(fresh))
        names = zip(kwargs, new[len(args) :], strict=True)
        return tuple(new[: len(args)]), dict(names), Hidden(cleaned.hidden, self._look)

    def _safe_table(self, arg: Any) -> Any:
        if not frames.reads(arg):
            return arg
        safe = frames.redact(arg, None, self._guard.policy, self._tables)
        if self._tables.size > MOST_VALUES:
            self._tables.forget()
        return safe

    def _compare(self, x: Any, reference: Reference) -> None:
        rows = reference.rows(x)
        if rows is None:
            return
        alarming, moved = reference.take(rows)
        for column, psi, p in moved:
            self._alert("drift", f"column {column}: PSI {psi}, p {p:.1e}")
        far = reference.outliers(rows)
        shown = ", ".join(map(str, far[:5])) + (" ..." if len(far) > 5 else "")
        message = f"{len(far)} of {len(rows)} rows lie far outside the reference: {shown}"
        if alarming or (far and self._refuse_outliers):
            self._alert("outliers", message)
        if far and self._refuse_outliers:
            raise InvalidInput(message)

    def _look(self, text: str) -> None:
        """Alert if an answer holds what the question did not: what was masked is no finding."""
        found = Counter(match.entity for match in self._guard.read([text])[0])
        leaked = {entity: n for entity, n in found.items() if entity not in _TALKED_OF}
        if leaked:
            listed = ", ".join(f"{n} {entity}" for entity, n in leaked.items())
            self._alert("output_leak", f"the answer holds {listed}")

    def _alert(self, kind: str, message: str) -> None:
        self.alerts[kind] += 1
        audit.record("alert", where=f"model {self.name}", note=f"{kind}: {message}")
        _log.warning("%s: %s: %s", self.name, kind, message)
        if self._on_alert:
            self._on_alert(Alert(kind, message))


def _noted(texts: list[dict[str, str]], path: str, text: str) -> str:
    texts.append({path.rpartition(".")[2]: text})
    return text
