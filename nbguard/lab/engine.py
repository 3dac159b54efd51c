"""The server's side of the worker process: asked in turn, restarted when it dies or hangs."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.lab import wire
from nbguard.lab.wire import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_START = "import sys; sys.path[:] = {path!r}; from nbguard.lab.worker import main; main()"
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_MOST_WAITING = 64
STOPPING = "the server is stopping"
_LARGE = 2_000_000
SECONDS = 30.0
SECONDS_PER_BYTE = 5e-6
"""A request may take so long, and so much longer for each byte of it."""
_PICTURE, _PER_PICTURE, _MOST_PICTURES = b"image/", 3.0, 200  # where the policy wants them read


class EngineError(Exception):
    """The request was not answered as asked: an HTTP status, and why, without any value."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Died(Exception):
    """The worker is gone, with the request it had."""


class _Job(NamedTuple):
    """A request in the queue: saves first, then by age."""

    rank: tuple[int, int]
    request: Message
    future: Future[Message]


class Engine:
    """One worker process, started when first needed; safe to use from any thread."""

    def __init__(self, root: str, *, seconds: float = SECONDS) -> None:
        self.root = root
        self.seconds = seconds
        self._waiting: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._age = itertools.count()
        self._process: subprocess.Popen[bytes] | None = None
        self._now: Message | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, where there is one."""
        return self._process.pid if self._process else None

    @property
    def occupied(self) -> bool:
        """Whether the worker reads a large file, which takes seconds."""
        now = self._now
        return now is not None and is_large(now)

    def submit(
        self, job: str, body: bytes = b"", *, urgent: bool = False, **head: Any
    ) -> Future[Message]:
        """Ask the worker; its answer or EngineError comes through the future."""
        future: Future[Message] = Future()
        if not urgent and self._waiting.qsize() >= _MOST_WAITING:
            future.set_exception(EngineError(503, "nbguard is busy; try again"))
            return future
        request = Message({"job": job, "root": self.root, **head}, body)
        self._waiting.put(_Job((0 if urgent else 1, next(self._age)), request, future))
        self._attend()
        return future

    async def ask(self, job: str, body: bytes = b"", **head: Any) -> Message:
        """The worker's answer, waited for without holding up the server."""
        return await asyncio.wrap_future(self.submit(job, body, **head))

    def ask_now(self, job: str, body: bytes = b"", **head: Any) -> Message:
        """The worker's answer, for a caller that cannot wait otherwise."""
        return self.submit(job, body, **head).result()

    def close(self) -> None:
        """End the worker for good: what it does, and whatever is asked from now on, is refused."""
        self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the worker; the next request starts a new one."""
        if self._process:
            self._process.kill()

    def _attend(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._serve, name="nbguard", daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        while True:
            job = self._waiting.get()
            if job.future.set_running_or_notify_cancel():
                self._now = job.request
                try:
                    job.future.set_result(self._answered(job))
                except BaseException as error:  # noqa: BLE001 whoever asked gets it
                    job.future.set_exception(error)
                finally:
                    self._now = None

    def _answered(self, job: _Job) -> Message:
        tries = 2 if job.rank[0] == 0 else 1  # a save is worth a second try
        for _ in range(tries):
            if self._closed:
                break
            try:
                reply = self._exchange(job.request)
            except _Died:
                continue
            if "status" in reply.head:
                raise EngineError(reply.head["status"], reply.head["message"])
            return reply
        if self._closed:
            raise EngineError(503, STOPPING)
        raise EngineError(503, "nbguard's worker died; it starts again with the next request")

    def _exchange(self, request: Message) -> Message:
        """One request and its answer. Raises _Died, or EngineError where it took too long."""
        process = self._running()
        if self._closed:  # just now, when there was none to be ended
            process.kill()
        pictures = min(request.body.count(_PICTURE), _MOST_PICTURES)
        seconds = self.seconds + len(request.body) * SECONDS_PER_BYTE + pictures * _PER_PICTURE
        late = threading.Event()
        watch = threading.Timer(seconds, _end(process, late))
        watch.daemon = True
        watch.start()
        try:
            wire.send(process.stdin, request)  # type: ignore[arg-type]
            return wire.receive(process.stdout)  # type: ignore[arg-type]
        except (EOFError, OSError, ValueError):
            self._bury(process)
        finally:
            watch.cancel()
        if late.is_set():
            raise EngineError(503, f"nbguard took longer than {seconds:.0f} s")
        raise _Died

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._bury(self._process)
            self._process = _started()
        return self._process

    def _bury(self, process: subprocess.Popen[bytes] | None) -> None:
        """Take leave of a process that is dead, or of no more use."""
        if process is None:
            return
        process.kill()
        for pipe in filter(None, (process.stdin, process.stdout)):
            with contextlib.suppress(OSError):  # what was left to be written has no reader
                pipe.close()
        process.wait()
        self._process = None


def is_large(request: Message) -> bool:
    """Whether a request is about a whole file, as it lies on the disk, of more than 2 MB."""
    return request.head.get("form") == "bytes" and len(request.body) > _LARGE


def _started() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 our own interpreter, our own code
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,  # Ctrl-C in the server's terminal is for the server
        )
    except OSError as error:
        reason = error.strerror
    raise EngineError(503, f"nbguard's worker cannot be started ({reason})")


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> Callable[[], None]:
    def end() -> None:
        late.set()
        process.kill()

    return end
