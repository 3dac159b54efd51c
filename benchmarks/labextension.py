"""JupyterLab with a large notebook: how soon findings are seen, and what typing costs.

    python -m benchmarks.labextension

A notebook of 500 cells and 20 MB is opened in Chromium, twice: with the extension, and without.
The server has been up for a while. Times are from the moment the first cell is on the page; typing
is measured from a key to the next frame painted, while what is typed is scanned. What counts of
that is the ratio.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.notebooks import notebook
from tests.browser.driver import CHROMIUM, FLAGS, PATIENCE, TOKEN, Server
from tests.browser.lab import OURS_FIRST, link_extension

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CELLS, SIZE = 500, 20_000_000
_TYPED = "the quick brown fox jumps over the lazy dog, "

_WATCH = """() => {
    performance.setResourceTimingBufferSize(5000);
    const seen = window.nbguardSeen = {keys: []};
    const note = (name, selector) => {
        if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
    };
    setInterval(() => {
        note('cell', '.jp-Notebook-cell');
        note('first', '.nbguard-status[data-level=found]');
        note('all', '.nbguard-status[data-state=done][data-level=found]');
    }, 10);
    document.addEventListener('keydown', () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => seen.keys.push(performance.now() - start)));
    }, true);
}"""
_SCANS = """() => performance.getEntriesByType('resource')
    .filter(entry => entry.name.includes('nbguard/api/scan')).map(entry => entry.duration)"""


class Seen(NamedTuple):
    """Seconds to the first finding and to the last answer; milliseconds of the rest."""

    first: float
    everything: float
    key: float
    key_p95: float
    rescan: float


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        server = Server(Path(folder), extensions=["nbguard"], environment=OURS_FIRST)
        link_extension(server)
        server.api("nbguard/api/scan", "POST", {"path": "", "cells": []})  # the worker is there
        try:
            on, off = seen(browser, server), seen(browser, server, extension=False)
        finally:
            server.stop()
            browser.close()
    print(f"first finding seen      {on.first:8.2f} s")
    print(f"all of it scanned       {on.everything:8.2f} s")
    print(f"one cell scanned again  {on.rescan:8.0f} ms")
    for name, a, b in (("median", on.key, off.key), ("p95", on.key_p95, off.key_p95)):
        print(f"a key, {name:17}{a:8.1f} ms  {b:8.1f} ms without  ratio {a / b:.2f}")


def seen(browser: Browser, server: Server, *, extension: bool = True) -> Seen:
    """Open the large notebook and type into it."""
    (server.root / "large.ipynb").write_text(large())
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(f"({_WATCH})()")
    if not extension:
        page.route("**/extensions/nbguard/**", lambda route: route.abort())
    page.goto(f"{server.url}/lab/tree/large.ipynb?reset&token={TOKEN}")
    page.locator(".jp-Dialog button", has_text="No Kernel").click(timeout=PATIENCE * 1000)
    if extension:
        page.wait_for_function("() => window.nbguardSeen.all", timeout=PATIENCE * 1000)
    else:
        page.wait_for_timeout(3000)
    _type(page)
    noted: dict[str, Any] = page.evaluate("() => window.nbguardSeen")
    scans = page.evaluate(_SCANS)
    page.close()
    keys = sorted(noted["keys"])[:-1]
    since = noted["cell"]
    return Seen(
        (noted.get("first", since) - since) / 1000,
        (noted.get("all", since) - since) / 1000,
        statistics.median(keys),
        keys[int(len(keys) * 0.95)],
        statistics.median(scans[-5:]) if scans else 0.0,
    )


def _type(page: Page) -> None:
    editor = page.locator(".jp-CodeCell .cm-content").first
    editor.click()
    for _ in range(3):
        page.keyboard.type(_TYPED, delay=60)
        page.wait_for_timeout(800)  # a pause, in which the cell is scanned
    for letter in "typed":
        page.keyboard.type(letter)
        page.wait_for_timeout(700)


def large() -> str:
    """500 cells, and the outputs of the rest of a notebook shared out among them."""
    tree = json.loads(notebook(Random(3), SIZE, dirty=True))
    cells, rest = tree["cells"][:CELLS], tree["cells"][CELLS:]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    outputs = [output for cell in rest for output in cell.get("outputs", ())]
    for i, output in enumerate(outputs):
        code[i % len(code)]["outputs"].append(output)
    return json.dumps({**tree, "cells": cells, "metadata": {}})


if __name__ == "__main__":
    main()
