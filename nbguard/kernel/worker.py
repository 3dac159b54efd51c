"""One job at a time in a thread of its own, given up when it takes too long."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class TimedOut(Exception):
    """The job did not end in time; its thread is left to itself."""


class _Job(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._result: list[T] = []
        self._error: BaseException | None = None
        self._done = threading.Event()

    def run(self) -> None:
        try:
            self._result.append(self._work())
        except BaseException as error:  # noqa: BLE001 whoever waits for the job gets it
            self._error = error
        self._done.set()

    def wait(self, seconds: float) -> T:
        if not self._done.wait(seconds):
            raise TimedOut
        if self._error is not None:
            raise self._error
        return self._result[0]


class Worker:
    """A daemon thread that runs jobs; a new one takes over from a thread that hangs.

    Its jobs can be waited for in any thread. In a forked child, which has no threads of its
    parent's, the first job starts a new one.

    >>> Worker().run(lambda: 6 * 7, seconds=10)
    42
    """

    def __init__(self) -> None:
        self._reset()

    def run(self, work: Callable[[], T], seconds: float) -> T:
        """The result of ``work``, or what it raises; TimedOut after ``seconds`` of work."""
        if self._pid != os.getpid():
            self._reset()
        with self._turn:
            job = _Job(work)
            self._submit(job)
            try:
                return job.wait(seconds)
            except BaseException:
                self._retire()
                raise

    def is_current(self) -> bool:
        """Whether the calling thread is the worker's own."""
        return threading.current_thread() is self._thread

    def stop(self) -> None:
        """End the thread once it is idle."""
        self._retire()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._turn = threading.Lock()
        self._jobs: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def _submit(self, job: _Job[Any]) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._jobs = SimpleQueue()
            self._thread = threading.Thread(
                target=_serve, args=(self._jobs,), name="nbguard", daemon=True
            )
            self._thread.start()
        self._jobs.put(job)

    def _retire(self) -> None:
        """Let the thread end after its job, however long that takes."""
        self._jobs.put(None)
        self._thread = None


def _serve(jobs: SimpleQueue[_Job[Any] | None]) -> None:
    while (job := jobs.get()) is not None:
        job.run()
