"""Hears of a library's import the moment it is done, and imports none itself."""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class Imports(MetaPathFinder):
    """Calls ``ready`` with each of the modules: those that are there, and the others when they are.

    >>> imports = Imports(["json"], lambda module: print(module.__name__))
    >>> imports.install()
    json
    >>> imports.remove()
    """

    def __init__(self, names: Collection[str], ready: Callable[[ModuleType], None]) -> None:
        self._names = names
        self._ready = ready
        self._looking: set[str] = set()

    def install(self) -> None:
        """Listen from now on."""
        for name in self._names:
            if name in sys.modules:
                self._ready(sys.modules[name])
        sys.meta_path.insert(0, self)

    def remove(self) -> None:
        """Listen no more."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec that the others give, with a loader that tells us when it is done."""
        if fullname not in self._names or fullname in self._looking:
            return None
        self._looking.add(fullname)
        try:
            spec = find_spec(fullname)
        finally:
            self._looking.discard(fullname)
        if spec and spec.loader:
            spec.loader = _Telling(spec.loader, self._ready)
        return spec


class _Telling(Loader):
    """Another loader, which leaves no trace in the module but its own."""

    def __init__(self, loader: Any, ready: Callable[[ModuleType], None]) -> None:
        self._loader = loader
        self._ready = ready

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._ready(module)
