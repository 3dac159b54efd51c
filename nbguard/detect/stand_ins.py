"""Presidio without the half second of spaCy, for a process that lives one second.

``import presidio_analyzer`` takes 0.75 s here; 0.5 s of it is spaCy, thinc and tldextract, of
which Presidio's frame needs a few names for annotations and base classes, and nbguard nothing.
Inside ``stand_ins()`` those three are empty modules that yield an empty class for every name.
Afterwards they are gone from ``sys.modules``, so a later ``import spacy`` finds the real one.

Presidio's own spaCy engines cannot work in such a process. So this is for the command line only,
never for a user's kernel, and not where the policy names a model or a recognizer of the user's.
If the import breaks in any way, every trace is removed and Presidio is imported as it is.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REPLACED = ("spacy", "thinc", "tldextract")
_process = {"short lived": False}


def short_lived() -> None:
    """Say that this process is nbguard's own and ends soon: Presidio may come without spaCy."""
    _process["short lived"] = True


def import_presidio(*, light: bool) -> None:
    """Import Presidio, without spaCy if ``light`` and this process is known to be short-lived."""
    if light and _process["short lived"] and not _is_here(("presidio_analyzer", *_REPLACED)):
        try:
            with stand_ins():
                import presidio_analyzer
        except Exception:  # noqa: BLE001  (whatever breaks here, the real import decides)
            _forget(("presidio_analyzer",))
    import presidio_analyzer  # noqa: F401


@contextmanager
def stand_ins() -> Iterator[None]:
    """Serve empty modules for spaCy and its like inside the block, and none after it."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _forget(_REPLACED)


def _is_here(roots: Sequence[str]) -> bool:
    return any(root in sys.modules for root in roots)


def _forget(roots: Sequence[str]) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] in roots]:
        del sys.modules[name]


class _EmptyType(type):
    """The type of every stand-in class: any attribute is itself, any call gives a decorator."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __call__(cls, *_: Any, **__: Any) -> Any:
        return lambda function: function


class _EmptyModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _EmptyType(name, (), {})


class _Finder:
    """Finds and loads; ``importlib.abc`` would cost more than the rest of this module."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        if name.partition(".")[0] in _REPLACED:
            return ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _EmptyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """An empty module has nothing to run."""
