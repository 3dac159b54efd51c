"""Exports: a table that holds something sensitive leaves the process as the policy wants it.

The writers of pandas, polars, pyarrow and Spark are wrapped while the extension is loaded, the
moment their library is imported. A writer that calls another is judged once. What stays in
memory (``to_csv()`` without a path, a ``StringIO``) is not an export.
"""

from __future__ import annotations

import functools
import inspect
import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from nbguard.errors import ExportRefused, NbguardError
from nbguard.kernel.exports import destinations, spark
from nbguard.kernel.exports.imports import Imports
from nbguard.kernel.exports.judge import Judge
from nbguard.kernel.exports.writers import SPARK_SETTINGS, WRITERS, Writer
from nbguard.kernel.patch import Patch

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from nbguard.kernel.session import Session

    Write = Callable[..., Any]

_TO, _TABLE = "nbguard: where to", "nbguard: which parameter"
_inside: ContextVar[bool] = ContextVar("nbguard_export", default=False)


class Exports:
    """Wraps the writers of every library that is there or comes; ``say`` tells the user."""

    def __init__(self, session: Session, say: Callable[[str], None]) -> None:
        self._session = session
        self._say = say
        self._judge = Judge(session, say)
        self._patches: list[Patch] = []
        modules = {writer.module for writer in WRITERS}
        self._imports = Imports(modules, self._wrap_module)

    def install(self) -> None:
        """Judge what leaves from now on."""
        self._imports.install()

    def remove(self) -> None:
        """Leave every library as it was."""
        self._imports.remove()
        while self._patches:
            self._patches.pop().remove()

    def _wrap_module(self, module: ModuleType) -> None:
        for writers, wrap in ((WRITERS, self._guarded), (SPARK_SETTINGS, spark.remembered)):
            for writer in writers:
                if writer.module != module.__name__:
                    continue
                owner = getattr(module, writer.owner, None) if writer.owner else module
                if owner is not None and hasattr(owner, writer.name):
                    original = getattr(owner, writer.name)
                    patch = Patch(owner, writer.name, wrap(writer, original))
                    patch.install()
                    self._patches.append(patch)

    def _guarded(self, writer: Writer, original: Write) -> Write:
        """The writer, with a judgement before it."""
        parameters = inspect.signature(original).parameters
        names = list(parameters)
        takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
        target = _target(writer, names[1:])

        @functools.wraps(original)
        def write(*args: Any, **options: Any) -> Any:
            if _inside.get() or self._session.shield.mode == "off":
                return original(*args, **options)
            # Not bound to the signature: a library still takes names that it no longer has.
            said = {**dict(zip(names, args, strict=False)), **options}
            if names[0] not in said:
                return original(*args, **options)  # it will say itself what is wrong
            token = _inside.set(True)
            try:
                to = said.get(target) or (None if takes_any else _renamed(options, names))
                said |= {_TO: to, _TABLE: names[0]}
                return self._export(writer, original, said, args, options)
            finally:
                _inside.reset(token)

        return write

    def _export(
        self, writer: Writer, original: Write, said: dict[str, Any], args: Any, options: Any
    ) -> Any:
        first = said[_TABLE]
        subject = said[first]
        try:
            to = destinations.of(said[_TO], writer.kind, said.get("filesystem"))
            verdict = self._judge.verdict(writer.name, spark.table(subject), to, said)
            if verdict.is_redacted:
                new = spark.redacted(subject, self._judge.redacted)
                args, options = _replaced(first, new, args, options)
        except NbguardError:
            raise
        except Exception as error:  # noqa: BLE001 what cannot be checked does not leave
            reason = type(error).__name__
            raise ExportRefused(f"{writer.name} refused: nbguard failed ({reason})") from None
        return self._judge.witness(verdict, lambda: original(*args, **options))


def _target(writer: Writer, names: list[str]) -> str:
    """The parameter that says where to: by its name, or in another release by its place."""
    if writer.target in names or writer.position >= len(names):
        return writer.target
    return names[writer.position]


def _renamed(options: dict[str, Any], names: list[str]) -> Any:
    """A path that was given by a name which the signature does not have any more."""
    paths = (str, os.PathLike)
    return next((v for k, v in options.items() if k not in names and isinstance(v, paths)), None)


def _replaced(first: str, new: Any, args: Any, options: Any) -> tuple[Any, Any]:
    """The same arguments with another table."""
    return ((new, *args[1:]), options) if args else ((), {**options, first: new})
