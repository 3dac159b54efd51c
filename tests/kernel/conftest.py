"""A real kernel in a process of its own, with every message it sends kept."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client import KernelManager

from nbguard.kernel.shield import Shield
from nbguard.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 60


class RunningKernel:
    """One kernel; ``run`` gives what a cell sent, and ``heard`` is everything ever sent."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.heard: list[dict[str, Any]] = []
        self._log = (folder / "log").open("w+")
        self._manager = KernelManager(kernel_name="python3")
        # Seeing this one, ipykernel does not watch the descriptors.
        inherited = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
        self._manager.start_kernel(
            env={
                **inherited,
                "IPYTHONDIR": str(folder / "ipython"),
                "NBGUARD_HOME": str(folder / "nbguard"),
                "PYTHONPATH": os.pathsep.join(sys.path),
                **environment,
            },
            stdout=self._log,
            stderr=self._log,
            cwd=folder,
        )
        self.client = self._manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(_PATIENCE)

    def run(self, code: str, answers: str = "") -> list[dict[str, Any]]:
        """The messages of one cell, on every channel, until the kernel is idle again."""
        before = len(self.heard)
        request = self.client.execute(code, allow_stdin=bool(answers))
        if answers:
            self.heard.append(self.client.get_stdin_msg(timeout=_PATIENCE))
            self.client.input(answers)
        self.collect(request)
        return self.heard[before:]

    def ask(self, verb: str, *args: Any, **options: Any) -> dict[str, Any]:
        """The reply to another request: inspect, complete, history."""
        request = getattr(self.client, verb)(*args, **options)
        return self.collect(request)

    def collect(self, request: str) -> dict[str, Any]:
        """Everything up to the reply to ``request`` and the kernel's rest after it."""
        while True:
            message = self.client.get_iopub_msg(timeout=_PATIENCE)
            self.heard.append(message)
            if (
                message["msg_type"] == "status"
                and message["content"]["execution_state"] == "idle"
                and message["parent_header"].get("msg_id") == request
            ):
                break
        while True:
            reply = self.client.get_shell_msg(timeout=_PATIENCE)
            if reply["parent_header"].get("msg_id") == request:
                self.heard.append(reply)
                return reply

    def seconds(self, code: str) -> float:
        """How long a cell takes."""
        start = time.perf_counter()
        self.run(code)
        return time.perf_counter() - start

    def log(self) -> str:
        """What the process wrote on its own stdout and stderr."""
        self._log.flush()
        return (self.folder / "log").read_text(errors="replace")

    def stop(self) -> None:
        self.client.stop_channels()
        self._manager.shutdown_kernel(now=False)
        self._log.close()


def text_of(messages: list[dict[str, Any]]) -> str:
    """All text of some messages but the echo of what was run; pieces of a stream joined."""
    streams = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
    rest = [m["content"] for m in messages if m["msg_type"] not in ("stream", "execute_input")]
    return streams + json.dumps(rest, ensure_ascii=False, default=repr)


@pytest.fixture(scope="session")
def start_kernel(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., RunningKernel]]:
    """Start a kernel; all are stopped at the end."""
    started: list[RunningKernel] = []

    def start(**environment: str) -> RunningKernel:
        started.append(RunningKernel(tmp_path_factory.mktemp("kernel"), **environment))
        return started[-1]

    yield start
    for kernel in started:
        kernel.stop()


@pytest.fixture
def text() -> Callable[[list[dict[str, Any]]], str]:
    """The text of some messages."""
    return text_of


@pytest.fixture
def shield() -> Iterator[Shield]:
    """A shield whose engine is loaded."""
    made = Shield(Policy(names="off"))
    made.load()
    yield made
    made.stop()
