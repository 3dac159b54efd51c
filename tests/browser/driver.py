"""A Jupyter server of our own and a notebook in a real browser, in JupyterLab or Notebook 7.

The two share their cells' classes, so one driver does for both. Used through the fixtures of
``conftest.py``; where a fixture does not fit, ``Server`` and ``Notebook`` stand alone.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from playwright.sync_api import Locator, Page

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
APPS = ("lab", "notebook")
TOKEN = "browser-tests"
PATIENCE = 60.0
"""Seconds that anything may take: two cores may be busy with other things."""

_QUIET = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}


class Server:
    """One Jupyter server, which serves both front ends, in folders of its own.

    ``root`` is where the notebooks are; ``home`` is ``NBGUARD_HOME`` of the server and of its
    kernels. ``options`` go to the command line, ``environment`` to the process; ``extensions``
    names server extensions to be switched on (``nbguard.lab``).
    """

    def __init__(
        self,
        folder: Path,
        options: Iterable[str] = (),
        environment: Mapping[str, str] | None = None,
        extensions: Iterable[str] = (),
    ) -> None:
        self.folder = folder
        self.root, self.home = folder / "notebooks", folder / "nbguard"
        self.root.mkdir(parents=True, exist_ok=True)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._configure(extensions)
        self._log = (folder / "server.log").open("w")
        self._process = subprocess.Popen(
            [*self._command(), *options],
            env={**_inherited(), **self._places(), **(environment or {})},
            cwd=self.root,
            stdout=self._log,
            stderr=self._log,
        )
        self._wait_until_up()

    def write(self, name: str, cells: Iterable[str] = ("",), **metadata: Any) -> Path:
        """A new notebook of code cells; gives its path."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}, **metadata},
        )
        path = self.root / name
        nbformat.write(notebook, path)
        return path

    def api(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """The answer of the server's REST interface, from JSON; raises HTTPError."""
        request = Request(
            f"{self.url}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def theme(self, name: str) -> None:
        """The colours of pages opened from now on: ``light`` or ``dark``."""
        raw = json.dumps({"theme": f"JupyterLab {name.title()}"})
        self.api("lab/api/settings/@jupyterlab/apputils-extension:themes", "PUT", {"raw": raw})

    def end_kernels(self) -> None:
        """End every session, or the next page of the same notebook gets the old kernel."""
        for session in self.api("api/sessions"):
            self.api(f"api/sessions/{session['id']}", "DELETE")

    def kernel_state(self, name: str) -> str:
        """What the kernel of a notebook does: idle, busy, starting, none."""
        for session in self.api("api/sessions"):
            if session["path"] == name and session["kernel"]["connections"]:
                return str(session["kernel"]["execution_state"])
        return "none"

    def log(self) -> str:
        """What the server and its kernels wrote to their own stdout and stderr."""
        self._log.flush()
        return (self.folder / "server.log").read_text(errors="replace")

    def stop(self) -> None:
        """End the server, and with it the kernels."""
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def _command(self) -> list[str]:
        return [
            *[sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"],
            *[f"--port={self.port}", "--ip=127.0.0.1", "--ServerApp.port_retries=0"],
            f"--IdentityProvider.token={TOKEN}",
            f"--ServerApp.root_dir={self.root}",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.extension_manager=readonly",
            f"--LabApp.workspaces_dir={self.folder / 'workspaces'}",
            f"--LabApp.user_settings_dir={self.folder / 'settings'}",
        ]

    def _places(self) -> dict[str, str]:
        names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        places = {name: str(self.folder / name.lower()) for name in names}
        return {**places, "NBGUARD_HOME": str(self.home)}

    def _configure(self, extensions: Iterable[str]) -> None:
        config = self.folder / "jupyter_config_dir"
        (config / "labconfig").mkdir(parents=True, exist_ok=True)
        (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(_QUIET))
        enabled = {"ServerApp": {"jpserver_extensions": dict.fromkeys(extensions, True)}}
        (config / "jupyter_server_config.json").write_text(json.dumps(enabled))

    def _wait_until_up(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._is_up():
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError(f"no server: {self.log()[-2000:]}")
            time.sleep(0.1)

    def _is_up(self) -> bool:
        try:
            self.api("api/status")
        except (URLError, ConnectionError):
            return False
        return True


class Notebook:
    """A notebook that is open in a page, in ``app`` lab or notebook.

    ``run(0)`` runs its first cell and gives the outputs as a Playwright locator.
    """

    def __init__(self, page: Page, server: Server, path: Path, app: str = "lab") -> None:
        self.page, self.server, self.path, self.app = page, server, path, app
        name = path.relative_to(server.root).as_posix()
        self.name = name
        tree = f"lab/tree/{name}?reset&token={TOKEN}"
        page.goto(f"{server.url}/" + (tree if app == "lab" else f"notebooks/{name}?token={TOKEN}"))
        self.cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-cell")
        self.cells.first.wait_for(timeout=PATIENCE * 1000)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait for the kernel: keys that are pressed before it is there are lost."""
        end = time.monotonic() + PATIENCE
        while self.server.kernel_state(self.name) != "idle":
            if time.monotonic() > end:
                raise TimeoutError(f"kernel is {self.server.kernel_state(self.name)}")
            self.page.wait_for_timeout(100)

    def cell(self, number: int) -> Locator:
        """One cell, from 0; -1 is the last one."""
        return self.cells.nth(number)

    def outputs(self, number: int) -> Locator:
        """The outputs of one cell."""
        return self.cell(number).locator(".jp-OutputArea-output")

    def run(self, number: int, code: str | None = None) -> Locator:
        """Run a cell, with new source if ``code`` is given, and wait until it has run."""
        cell = self.cell(number)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        if code is not None:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(code)
        prompt = cell.locator(".jp-InputPrompt").first
        prompt.evaluate("node => { node.textContent = '' }")
        self.page.keyboard.press("Control+Enter")
        end = time.monotonic() + PATIENCE
        while not re.search(r"\[\d+\]:", prompt.text_content() or ""):
            if time.monotonic() > end:
                raise TimeoutError(f"cell {number} did not end")
            self.page.wait_for_timeout(50)
        return self.outputs(number)

    def sources(self) -> list[str]:
        """What stands in the cells' editors."""
        return ["\n".join(cell.locator(".cm-line").all_inner_texts()) for cell in self.cells.all()]

    def save(self) -> tuple[int, Any]:
        """Save as a user does; gives the server's status and what is in the file then."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        ) as saved:
            self.page.keyboard.press("Control+s")
        return saved.value.status, json.loads(self.path.read_text())


def _inherited() -> dict[str, str]:
    """The environment, without what makes ipykernel leave the descriptors unwatched."""
    return {key: value for key, value in os.environ.items() if key != "PYTEST_CURRENT_TEST"}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
