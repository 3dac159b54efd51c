"""Spark writes by a writer that carries its frame: the frame in it, and a writer of another."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from nbguard.errors import ExportRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.kernel.exports.writers import Writer

_said: WeakKeyDictionary[Any, list[tuple[str, Any, Any]]] = WeakKeyDictionary()


def remembered(writer: Writer, original: Callable[..., Any]) -> Callable[..., Any]:
    """A setting of a Spark writer that is remembered: it cannot be read back from one."""

    @functools.wraps(original)
    def say(self: Any, *args: Any, **options: Any) -> Any:
        result = original(self, *args, **options)
        _said.setdefault(self, []).append((writer.name, args, options))
        return result

    return say


def table(subject: Any) -> Any:
    """The frame that a Spark writer carries; anything else is its own table."""
    if not _is_writer(subject):
        return subject
    frame = getattr(subject, "_df", None)
    if type(frame).__name__ == "DataFrame":
        return frame
    from pyspark.sql.connect.dataframe import DataFrame  # a writer of Connect carries a plan

    return DataFrame(frame, subject._spark)


def redacted(subject: Any, redact: Callable[[Any], Any]) -> Any:
    """The redacted table, or a writer of the redacted frame that was told the same."""
    if not _is_writer(subject):
        return redact(subject)
    new = redact(table(subject)).write
    for name, args, options in list(_said.get(subject, ())):
        new = getattr(new, name)(*args, **options)
    if new is None:
        raise ExportRefused("the writer of the redacted frame could not be made")
    return new


def _is_writer(subject: Any) -> bool:
    kind = type(subject)
    return kind.__name__ == "DataFrameWriter" and kind.__module__.startswith("pyspark.")
