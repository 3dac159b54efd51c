"""Several tasks at once, in processes of their own.

The standard pools either hang when a worker dies or lose every task under way. Here each
worker has its own line, so that a death is noticed at once and costs the one task it had.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# Spawned, not forked: it is the same on every system, and forking a process in which a numerical
# library keeps threads can hang.
_CONTEXT = get_context("spawn")


def run(
    job: Callable[[Task], Result], tasks: Sequence[Task], workers: int
) -> Iterator[tuple[int, Result | None]]:
    """Each task's index and result, as they come; None where the worker died on it.

    ``job`` and everything it touches must survive pickling, and must not raise.
    """
    waiting = iter(enumerate(tasks))
    team = [_Worker(job) for _ in range(min(workers, len(tasks)))]
    busy = {worker.line: worker for worker in team if worker.take(waiting)}
    try:
        while busy:
            for line in wait(list(busy)):
                worker = busy.pop(line)  # type: ignore[call-overload]
                index, result = worker.index, worker.result()
                if not worker.alive:
                    team.append(worker := _Worker(job))
                if worker.take(waiting):
                    busy[worker.line] = worker
                yield index, result
    finally:
        for worker in team:
            worker.stop()


class _Worker:
    """A process and the line to it; ``index`` is the task it has."""

    def __init__(self, job: Callable[[Any], Any]) -> None:
        self.line, theirs = _CONTEXT.Pipe()
        self.index = -1
        self.alive = True
        self._process = _CONTEXT.Process(target=_work, args=(theirs, job), daemon=True)
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()

    def take(self, waiting: Iterator[tuple[int, Any]]) -> bool:
        """Give the worker the next task; False when there is none."""
        for self.index, task in waiting:
            with contextlib.suppress(OSError):  # dead already: result() will tell
                self.line.send(task)
            return True
        return False

    def result(self) -> Any:
        """What the worker sent back, or None if it died."""
        try:
            return self.line.recv()
        except (EOFError, OSError):
            self.alive = False
            return None

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self.line.close()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started in here never hears Ctrl-C; for us, who answer it, it waits till the end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows
        return
    resource_tracker.ensure_running()  # which would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection, job: Callable[[Any], Any]) -> None:
    """What a worker does until it is stopped, or until whoever started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it is not inherited
    try:
        while True:
            line.send(job(line.recv()))
    except (EOFError, OSError):
        return
