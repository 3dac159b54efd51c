"""One Jupyter server and one Chromium for the whole run; a page and a notebook for each test.

    def test_it(notebook):
        opened = notebook("a.ipynb", ["print(1)"], app="lab")   # or "notebook"
        assert opened.run(0).inner_text() == "1"

A module whose server needs options of its own makes one with ``start_server(...)`` and opens its
notebooks with ``notebook(..., on=server)``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import CHROMIUM, FLAGS, Notebook, Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_LARGE = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server with ``Server``'s options; all are stopped at the end."""
    started: list[Server] = []

    def start(**options: Any) -> Server:
        started.append(Server(tmp_path_factory.mktemp("jupyter"), **options))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    """A Jupyter server without options."""
    return start_server()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a profile of its own, which may use the clipboard."""
    context = browser.new_context(viewport=_LARGE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


@pytest.fixture
def notebook(page: Page, server: Server) -> Iterator[Callable[..., Notebook]]:
    """Write a notebook of code cells and open it; its kernel ends with the test."""
    used: set[Server] = set()
    numbers = itertools.count()

    def open_notebook(
        cells: list[str], *, app: str = "lab", on: Server | None = None, name: str = ""
    ) -> Notebook:
        where = on or server
        used.add(where)
        path = where.write(name or f"test{next(numbers)}.ipynb", cells)
        return Notebook(page, where, path, app)

    yield open_notebook
    page.close()
    for where in used:
        where.end_kernels()
