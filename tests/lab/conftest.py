"""Real Jupyter servers, driven over HTTP."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "lab-tests"
PATIENCE = 60.0

CANARY = "maria.lopez@canary-corp.com"
"""An address that nothing else in a test holds."""


class Answer(NamedTuple):
    """What the server said."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    """A Jupyter server with nbguard on it, in folders of its own."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        environment: Mapping[str, str] | None = None,
        code: str = "",
        extensions: Iterable[str] = ("nbguard",),
    ) -> None:
        self.folder, self.root = folder, folder / "root"
        self.root.mkdir(parents=True)
        self.port = _free_port()
        start = f"{code}\nfrom jupyter_server.serverapp import main; main()"
        places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "NBGUARD_HOME")
        self._log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            [
                *[sys.executable, "-c", start, "--no-browser", "--allow-root", "--debug"],
                *["--ip=127.0.0.1", f"--port={self.port}", "--ServerApp.port_retries=0"],
                f"--IdentityProvider.token={TOKEN}",
                f"--ServerApp.root_dir={self.root}",
                f"--ServerApp.jpserver_extensions={dict.fromkeys(extensions, True)}",
                "--FileContentsManager.delete_to_trash=False",
                *options,
            ],
            env={
                **os.environ,
                **{name: str(folder / name.lower()) for name in places},
                **(environment or {}),
            },
            cwd=self.root,
            stdout=self._log,
            stderr=self._log,
        )
        self._wait_until_up()

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; with the token unless ``headers`` say otherwise."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        known = {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"}
        line.request(method, f"/{quote(path, safe='/?=&')}", data, dict(headers or known))
        reply = line.getresponse()
        answer = Answer(reply.status, reply.read())
        line.close()
        return answer

    def guard(self, method: str, name: str, body: Any = None) -> Answer:
        """Ask one of nbguard's end points; once more where that was too soon."""
        answer = self.ask(method, f"nbguard/api/{name}", body)
        if answer.status == 429:
            time.sleep(1.5)
            answer = self.ask(method, f"nbguard/api/{name}", body)
        return answer

    def put(self, path: str, content: Any, **model: Any) -> Answer:
        """Save a notebook, or what ``model`` says it is."""
        fields = {"type": "notebook", "format": "json", "content": content, **model}
        return self.ask("PUT", f"api/contents/{path}", fields)

    def mode(self, mode: str, path: str = "") -> None:
        """Set the save mode."""
        assert self.guard("PUT", "settings", {"path": path, "save": mode}).status == 200

    def holds(self, canary: str = CANARY) -> list[str]:
        """The files below the root, checkpoints too, that hold the canary in any encoding."""
        raw = canary.encode()
        # In base64 a text looks one of three ways, by what stands before it.
        coded = [base64.b64encode(b"x" * i + raw)[4:-4] for i in range(3)]
        needles = [raw, canary.encode("utf-16-le"), *coded]
        files = [path for path in self.root.rglob("*") if path.is_file()]
        found = [path for path in files if any(n in path.read_bytes() for n in needles)]
        return sorted(str(path.relative_to(self.root)) for path in found)

    def worker(self) -> int:
        """The process id of nbguard's worker."""
        done = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        [pid] = done.stdout.split()
        return int(pid)

    def log(self) -> str:
        """What the server wrote to its log."""
        return (self.folder / "log").read_text(errors="replace")

    def kill(self) -> None:
        """End the server as a crash does."""
        self.process.kill()
        self.process.wait()
        self._log.close()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self._log.close()

    def _wait_until_up(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._is_up():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(self.log()[-3000:])
            time.sleep(0.05)

    def _is_up(self) -> bool:
        try:
            return self.ask("GET", "api/status").status == 200
        except OSError:
            return False


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def code_cell(source: str = "run()", printed: str = "", cell_id: str = "c1", **fields: Any) -> Any:
    """A code cell as the front end sends it."""
    stream = {"output_type": "stream", "name": "stdout", "text": printed}
    return {
        "cell_type": "code",
        "id": cell_id,
        "execution_count": 1,
        "metadata": {},
        "source": source,
        "outputs": [stream] if printed else [],
        **fields,
    }


def notebook(*cells: Any, **metadata: Any) -> Any:
    """A notebook of these cells."""
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def dirty() -> Any:
    """A notebook that printed the canary."""
    return notebook(code_cell(printed=f"write to {CANARY} soon\n"))


StartServer = Callable[..., Server]


@pytest.fixture(scope="module")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts servers, and stops them in the end."""
    started: list[Server] = []

    def start(*options: str, **settings: Any) -> Server:
        started.append(Server(tmp_path_factory.mktemp("server"), *options, **settings))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def server(start_server: StartServer) -> Server:
    """A server as it is out of the box."""
    return start_server()
