"""A notebook in a page, with nbguard's extension beside it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.v4 import new_notebook
from playwright.sync_api import expect

from tests.browser.driver import PATIENCE, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.driver import Server

BUILT = Path(__file__).parents[2] / "labextension" / "built"
CANARY = "maria.lopez@canary-corp.com"
PERSON = "Maria Lopez"
_DOCUMENTS = "@jupyterlab/docmanager-extension:plugin"


OURS_FIRST = {"JUPYTER_PREFER_ENV_PATH": "0"}
"""The extension of this tree goes before one that may be installed."""


def start_lab(start_server: Callable[..., Server], **environment: str) -> Server:
    """A server with nbguard on it, and the extension as it is built in this tree."""
    server = start_server(extensions=["nbguard"], environment={**OURS_FIRST, **environment})
    link_extension(server)
    return server


def link_extension(server: Server) -> None:
    """Let the server's pages, which are made anew at each visit, hold the built extension."""
    link = server.folder / "jupyter_data_dir" / "labextensions" / "nbguard"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(BUILT)


class Lab:
    """What a person sees and does; ``opened`` writes the notebook first."""

    def __init__(self, page: Page, server: Server, path: Path) -> None:
        self.page, self.server, self.path = page, server, path
        self.cells = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-cell")
        self.panel = page.locator(".nbguard-panel")
        self.expect = expect

    @classmethod
    def opened(
        cls,
        page: Page,
        server: Server,
        cells: list[Any],
        name: str,
        *,
        app: str = "lab",
        policy: str = "redact",
        kernel: str = "",
        metadata: dict[str, Any] | None = None,
        autosave: int = 0,
        notice: bool = True,
        save_mode: str = "policy",
    ) -> Lab:
        """Write a notebook as if from elsewhere, and a policy with a save mode; open it."""
        expect.set_options(timeout=PATIENCE * 1000)
        path = server.root / name
        path.parent.mkdir(exist_ok=True)
        about = {"kernelspec": {"name": kernel, "display_name": kernel}} if kernel else {}
        nbformat.write(new_notebook(cells=cells, metadata=metadata or about), path)
        if path.parent == server.root:
            (server.root / "nbguard.toml").write_text(f'save = "{policy}"\n')
        _set(server, _DOCUMENTS, autosave=bool(autosave), autosaveInterval=autosave or 120)
        _set(server, "nbguard:plugin", notice=notice, saveMode=save_mode)
        tree = f"lab/tree/{name}?reset&" if app == "lab" else f"notebooks/{name}?"
        page.goto(f"{server.url}/{tree}token={TOKEN}")
        it = cls(page, server, path)
        it.cells.first.wait_for(timeout=PATIENCE * 1000)
        it._choose_kernel(kernel)
        return it

    def cell(self, number: int) -> Locator:
        """One cell, from 0."""
        return self.cells.nth(number)

    def status(self, text: str) -> None:
        """Wait until the status says this."""
        status = self.page.locator(".nbguard-status:not(.lm-mod-hidden)")
        expect(status).to_have_text(re.compile(re.escape(text) + r"(?!\d)"))

    def open_panel(self) -> None:
        """Click the status, and wait for the panel."""
        self.page.locator(".nbguard-status button").click()
        expect(self.panel).to_be_visible()

    def rows(self) -> list[str]:
        """The entities of the rows, top to bottom."""
        expect(self.panel.locator(".nbguard-finding").first).to_be_visible()
        return self.panel.locator(".nbguard-entity").all_inner_texts()

    def settings(self, **labels: str) -> None:
        """Choose in the settings editor, and come back."""
        self.page.keyboard.press("Control+Comma")
        self.page.locator(".jp-PluginList-entry", has_text="nbguard").click()
        for name, label in labels.items():
            self.page.locator(f"select[id$='_{name}']").select_option(label=label)
        self.page.locator(".lm-TabBar-tab", has_text=self.path.name).first.click()

    def touch(self) -> None:
        """Type something harmless into the first cell."""
        if self.cell(0).locator(".cm-content").count() == 0:
            self.cell(0).dblclick()
        self.cell(0).locator(".cm-content").click()
        self.page.keyboard.press("Control+Home")
        self.page.keyboard.type("touched = 1\n")
        self.page.keyboard.press("Escape")

    def save(self) -> str:
        """Save as a person does; gives what is in the file then."""
        with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        ) as saved:
            self.page.keyboard.press("Control+s")
        assert saved.value.status == 200, saved.value.text()
        return self.path.read_text()

    def wait_for_disk(self, text: str) -> None:
        """Wait until the file holds this."""
        end = time.monotonic() + PATIENCE
        while text not in self.path.read_text():
            assert time.monotonic() < end, f"never saved: {text}"
            self.page.wait_for_timeout(100)

    def canary_on_disk(self) -> list[str]:
        """The files below the server's root that hold the canary; checkpoints are such files."""
        files = self.server.root.rglob(f"{self.path.stem}*.ipynb")
        return [str(path) for path in files if CANARY in path.read_text()]

    def _choose_kernel(self, kernel: str) -> None:
        dialog = self.page.locator(".jp-Dialog")
        if kernel:
            end = time.monotonic() + PATIENCE
            name = self.path.relative_to(self.server.root).as_posix()
            while self.server.kernel_state(name) != "idle":
                assert time.monotonic() < end, "no kernel"
                self.page.wait_for_timeout(100)
        else:
            dialog.get_by_role("button", name="No Kernel").click()
            expect(dialog).to_have_count(0)


def _set(server: Server, plugin: str, **values: Any) -> None:
    raw = json.dumps(values)
    server.api(f"lab/api/settings/{plugin}", "PUT", {"raw": raw})
