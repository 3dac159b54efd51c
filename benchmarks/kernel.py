"""What the guard costs inside a kernel: the same cell with it and without it.

    python -m benchmarks.kernel [ROUNDS]

Two equal kernels take turns, one of them guarded; the fastest round of each counts, as all else
is what other programs did meanwhile. Times are in milliseconds, from the request to the kernel's
being idle again, as a front end sees it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_client import KernelManager

PREPARE = """
import random, string
import numpy as np, pandas as pd
rng = random.Random(7)
numbers = np.random.default_rng(7)
names = [f"{a} {b}" for a in ("Anna", "Jon", "Maria", "Omar") for b in ("Berg", "Lopez", "Roe")]
def frame():
    table = pd.DataFrame(numbers.normal(size=(60, 20)))
    table[0] = [rng.choice(names) for _ in range(60)]
    table[1] = [f"{n.replace(' ', '.').lower()}@acme-corp.com" for n in table[0]]
    return table.rename(columns={0: "name", 1: "email"})
frames = [frame() for _ in range(200)]
frozen = frame()
def line(n):
    loss, accuracy = rng.random(), rng.random()
    return f"epoch {n} loss {loss:.4f} accuracy {accuracy:.4f} time {n % 60}s step {n} of 93000\\n"
def megabyte(start=""):
    return "".join(start + line(n) for n in range(16_000))[:1_000_000]
texts = [megabyte() for _ in range(30)]
logs = [megabyte("2026-03-01 12:30:07,101 INFO train - ") for _ in range(30)]
from IPython.display import Image
image = Image(data=bytes(numbers.integers(0, 256, 2_000_000, dtype="uint8")), format="png")
"""
CELLS = {
    "a 60 x 20 frame, new each time": ("display(frames.pop())", 1.5),
    "a 60 x 20 frame, the same again": ("display(frozen)", 1.5),
    "1,000 prints": ("for i in range(1000): print('row', i, 'done')", 2.0),
    "1 MB of text, new each time": ("print(texts.pop())", 8.0),
    "1 MB of a log under INFO": ("print(logs.pop())", 8.0),
    "an image of 2 MB": ("display(image)", 1.05),
    "nothing at all": ("pass", 2.0),
}


class Kernel:
    """A kernel and the time its cells take."""

    def __init__(self, folder: str) -> None:
        self._manager = KernelManager(kernel_name="python3")
        environment = {**os.environ, "IPYTHONDIR": folder, "NBGUARD_HOME": folder}
        self._manager.start_kernel(env=environment, cwd=folder)
        self._client = self._manager.client()
        self._client.start_channels()
        self._client.wait_for_ready(60)

    def seconds(self, code: str) -> float:
        """From the request to the kernel's being idle again."""
        start = time.perf_counter()
        request = self._client.execute(code, store_history=False)
        while not self._is_end(self._client.get_iopub_msg(timeout=300), request):
            pass
        end = time.perf_counter() - start
        self._client.get_shell_msg(timeout=300)
        return end

    def _is_end(self, message: dict[str, Any], request: str) -> bool:
        return (
            message["content"].get("execution_state") == "idle"
            and message["parent_header"].get("msg_id") == request
        )

    def stop(self) -> None:
        """End the process."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


@contextmanager
def running() -> Iterator[Kernel]:
    """A kernel with the material for the cells."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(folder)
        try:
            kernel.seconds(PREPARE)
            yield kernel
        finally:
            kernel.stop()


def measure(plain: Kernel, guarded: Kernel, code: str, rounds: int) -> tuple[float, float]:
    """The least seconds of a cell without the guard and with it."""
    times = [(plain.seconds(code), guarded.seconds(code)) for _ in range(rounds)]
    off, on = zip(*times, strict=True)
    return min(off), min(on)


def main(rounds: int = 9) -> None:
    """Print the table."""
    with running() as plain, running() as guarded:
        loading = guarded.seconds("%load_ext nbguard") * 1000
        first = guarded.seconds("print('jane.roe' + chr(64) + 'acme-corp.com')") * 1000
        print(f"{'%load_ext nbguard':36}{loading:10.0f} ms   at most 500")
        print(f"{'first output after it':36}{first:10.0f} ms   at most 2500")
        print(f"\n{'':36}{'off':>10}{'on':>10}{'ratio':>8}   at most")
        for name, (code, most) in CELLS.items():
            off, on = measure(plain, guarded, code, rounds)
            print(f"{name:36}{off * 1000:10.1f}{on * 1000:10.1f}{on / off:8.2f}   {most}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
