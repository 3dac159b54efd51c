"""Spark's frames on screen: ``show`` draws a safe frame of the rows that are shown.

Spark cuts cells to twenty characters before it prints them, so what reaches the stream may be
too little of a value to be told, and yet enough to know whose it is. Spark is often imported
after the guard is loaded; then its class is seen to as soon as it is there.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from nbguard.kernel.shield import Withheld

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from nbguard.kernel.shield import Shield
    from nbguard.kernel.views import Columns, Protect

_MODULES = ("pyspark.sql.classic.dataframe", "pyspark.sql.connect.dataframe")


def stand_in(frame: Any, rows: int, protect: Protect) -> tuple[Any, Columns]:
    """A frame of the first ``rows`` (and one more, so that Spark says there are) without values.

    The frame itself where its columns hold nothing.
    """
    safe, columns = protect(frame.limit(rows + 1).toArrow())
    if not any(columns.values()):
        return frame, columns
    return frame.sparkSession.createDataFrame(safe), columns


class SparkShow(MetaPathFinder):
    """Guards ``DataFrame.show`` of Spark, classic and connected."""

    def __init__(self, shield: Shield, protect: Protect) -> None:
        self._shield = shield
        self._protect = protect
        self._originals: dict[type, Any] = {}
        self._looking = False

    def install(self) -> None:
        """Guard what is imported, and what will be."""
        for name in _MODULES:
            if name in sys.modules:
                self._guard(sys.modules[name])
        sys.meta_path.insert(0, self)

    def remove(self) -> None:
        """Let Spark show its frames as it does."""
        sys.meta_path.remove(self)
        for cls, original in self._originals.items():
            cls.show = original  # type: ignore[attr-defined]
        self._originals.clear()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Whatever the others find, with a word to us once it is loaded."""
        if fullname not in _MODULES or self._looking:
            return None
        self._looking = True
        try:
            spec = find_spec(fullname)
        finally:
            self._looking = False
        if spec and spec.loader:
            load = spec.loader.exec_module

            def load_and_guard(module: ModuleType) -> None:
                load(module)
                self._guard(module)

            spec.loader.exec_module = load_and_guard  # type: ignore[method-assign]
        return spec

    def _guard(self, module: ModuleType) -> None:
        cls = module.DataFrame
        original = self._originals[cls] = cls.show

        def show(
            frame: Any, n: int = 20, truncate: bool | int = True, vertical: bool = False
        ) -> None:
            try:
                frame = self._safe(frame, n)
            except Withheld as reason:
                print(f"[nbguard: table withheld: {reason}]")  # noqa: T201 in the table's place
                return
            original(frame, n, truncate, vertical)

        show.__doc__ = original.__doc__
        cls.show = show

    def _safe(self, frame: Any, rows: Any) -> Any:
        if self._shield.mode != "mask" or type(rows) is not int:
            return frame
        try:
            return stand_in(frame, rows, self._protect)[0]
        except Withheld:
            raise
        except Exception:  # noqa: BLE001 a type without Arrow: its text is checked as any other
            return frame
