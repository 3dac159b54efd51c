"""One thread for the tagger's products: they are too small to be shared out among cores.

Handing the parts out and waiting for the last one takes several times what the product itself
does, most of all on a busy machine.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Threads:
    """How many of our own threads are at work; the user's setting returns with the last one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limit: Any = None

    @cached_property
    def _libraries(self) -> ThreadpoolController:
        return ThreadpoolController()

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._limit = self._libraries.limit(limits=1, user_api="blas")
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside = max(0, self._inside - 1)
            if not self._inside:
                self._limit.restore_original_limits()

    def forked(self) -> None:
        """In a child: the threads that were at work, and the lock one may have held, are gone."""
        if self._inside:
            self._limit.restore_original_limits()
        self._lock, self._inside = threading.Lock(), 0


_THREADS = _Threads()
if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_THREADS.forked)


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep numpy's linear algebra to the calling thread inside the block."""
    _THREADS.enter()
    try:
        yield
    finally:
        _THREADS.leave()
