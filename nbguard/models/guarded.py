"""``nbguard.guard_model``: the same model, with a gate before each of its methods."""

from __future__ import annotations

import functools
import inspect
from typing import Any, TypeVar

from nbguard.models.gate import Gate
from nbguard.models.putback import put_back

M = TypeVar("M")

_UNGUARDED = frozenset(
    {
        "fit",
        "partial_fit",
        "set_params",
        "get_params",
        "set_output",
        "close",
        "copy",
        "with_options",
    }
)
"""Methods that ask nothing of a model, or teach it."""
_DATA = (str, bytes, int, float, complex, bool, type(None), list, tuple, dict, set, frozenset, type)


def guard_model(model: M | None = None, **options: Any) -> M:
    """The model behind a gate: same methods; masks before, watches, puts back after.

    ``model`` is anything with ``predict``, a function, or a client of a language model
    (``client.chat.completions.create(...)``, streams and ``async`` included). Texts in its
    arguments are masked, so that a remote model never sees a value, and put back in its answer.
    Also a decorator, with or without options:

    - ``policy``: what is sensitive. ``mask``: False for a model that runs here and must see all;
      that is the default for what has ``predict`` and ``fit``.
    - ``expected_shape``, ``expected_range``, ``dtype``, ``schema``, ``missing``: what the first
      argument must be, as for ``validate_input``.
    - ``reference``: rows of numbers that the model knows. More rows far from all of them than
      chance would bring (``tolerance``: the share of ordinary rows called far) are an alert;
      with ``outliers="refuse"`` any far row is an InvalidInput. Input that drifts over the last
      ``window`` rows is an alert. Needs ``nbguard[models]``.
    - ``output_range``: what an answer's numbers must lie in. Answers that hold identifiers or
      secrets which the question did not are an alert.
    - ``max_calls``: such as ``"60/min"``; one more raises RateLimited.
    - ``on_alert``: called with each Alert(kind, message); alerts also go to the log
      ``nbguard.models`` and the audit log.

    >>> @guard_model
    ... def remote(prompt):
    ...     return f"I shall write to {prompt}", len(prompt)
    >>> remote("jane.roe@acme-corp.com")  # the function itself saw [EMAIL_ADDRESS_1]
    ('I shall write to jane.roe@acme-corp.com', 17)
    >>> report_on(remote)["masked"]
    {'EMAIL_ADDRESS': 1}
    """
    if model is None:
        return functools.partial(guard_model, **options)  # type: ignore[return-value]
    kind = model if inspect.isroutine(model) or isinstance(model, type) else type(model)
    name = getattr(kind, "__qualname__", type(model).__name__)
    local = hasattr(model, "predict") and hasattr(model, "fit")
    return Guarded(model, Gate(name, **{"mask": not local, **options}))  # type: ignore[return-value]


def report_on(guarded: Any) -> dict[str, Any]:
    """How often a guarded model was called, what was masked, and its alerts by kind."""
    gate = object.__getattribute__(guarded, "_gate")
    return {"calls": gate.calls, "masked": dict(gate.masked), "alerts": dict(gate.alerts)}


class Guarded:
    """Stands in for a model, or for a part of its client (``client.chat``)."""

    def __init__(self, model: Any, gate: Gate) -> None:
        self._model = model
        self._gate = gate
        if inspect.isroutine(model):
            functools.update_wrapper(self, model)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Ask the model."""
        return self._asked(self._model, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._model, name)
        if name.startswith("_") or isinstance(value, _DATA):
            return value
        if not inspect.isroutine(value):
            return self._part(value)
        if name in _UNGUARDED:
            return lambda *args, **kwargs: self._part(value(*args, **kwargs))
        return functools.wraps(value)(lambda *a, **kw: self._asked(value, a, kw))

    def __repr__(self) -> str:
        return f"guard_model({self._model!r})"

    def __enter__(self) -> Any:
        return self._part(self._model.__enter__())

    def __exit__(self, *raised: Any) -> Any:
        return self._model.__exit__(*raised)

    async def __aenter__(self) -> Any:
        return self._part(await self._model.__aenter__())

    async def __aexit__(self, *raised: Any) -> Any:
        return await self._model.__aexit__(*raised)

    def _asked(self, method: Any, args: Any, kwargs: Any) -> Any:
        args, kwargs, hidden = self._gate.enter(args, kwargs)
        answer = method(*args, **kwargs)
        self._gate.leave(answer)
        return put_back(answer, hidden)

    def _part(self, value: Any) -> Any:
        """The model itself, or another object of its library, is guarded too; data is not."""
        if value is self._model:
            return self
        home, root = (type(x).__module__.partition(".")[0] for x in (value, self._model))
        return Guarded(value, self._gate) if home == root and home != "builtins" else value
