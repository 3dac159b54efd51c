"""Jobs that may take a while, done in order by a thread that is there while there are some."""

from __future__ import annotations

import os
import threading
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Job = Callable[[], object]


class Outbox:
    """``put`` returns at once; what a job raises is the job's own affair: it must not.

    >>> outbox, done = Outbox(), []
    >>> outbox.put(lambda: done.append(1)); outbox.wait(5)
    >>> done
    [1]
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: deque[Job] = deque()
        self._thread: threading.Thread | None = None
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._reset)

    def put(self, job: Job) -> None:
        """Have ``job`` done; where no thread can be had any more, here and now."""
        with self._lock:
            self._jobs.append(job)
            if self._thread is not None:
                return
            self._thread = threading.Thread(
                target=self._serve, name="nbguard-audit-outbox", daemon=True
            )
            try:
                self._thread.start()
                return
            except RuntimeError:  # the interpreter is ending
                self._thread = None
                self._jobs.remove(job)
        job()

    def wait(self, seconds: float) -> None:
        """Until all is done, or the time is over."""
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(seconds)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        self._jobs = deque()
        self._thread = None

    def _serve(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    return
                job = self._jobs.popleft()
            job()
