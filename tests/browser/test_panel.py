"""The panel driven by a user in JupyterLab and in Notebook 7, and what is saved afterwards."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.driver import APPS

VALUES = [f"{name}@acme-corp.com" for name in ("jane.roe", "w.quist", "omar")]
NAMES = ["Jane Roberts", "Wilhelmina Quist", "Omar Haddad"]
# Put together at run time, so that the source of the cell holds none of it.
FRAME = """import pandas as pd
at = chr(64) + "acme-corp.com"
first, last = ["Jane", "Wilhelmina", "Omar"], ["Roberts", "Quist", "Haddad"]
df = pd.DataFrame({
    "name": [" ".join(pair) for pair in zip(first, last)],
    "email": [user + at for user in ("jane.roe", "w.quist", "omar")],
    "amount": [12.5, 99.0, 3.2],
})
df"""
CELLS = ["%load_ext nbguard", FRAME, "%nbguard panel df", ""]


def _holds(text):
    return [value for value in [*VALUES, *NAMES] if value in text]


BOTH = pytest.mark.parametrize("app", APPS)


@pytest.fixture
def app():
    return "lab"


@pytest.fixture
def opened(app, notebook):
    """A notebook whose panel is open."""
    opened = notebook(CELLS, app=app)
    for number in range(3):
        opened.run(number)
    expect(opened.page.locator(".nbguard-widget-after").first).to_be_visible()
    return opened


def _row(opened, name):
    return opened.page.locator(".nbguard-widget-row", has=opened.page.get_by_text(name, exact=True))


@BOTH
def test_find_preview_redact_insert_reveal_and_save(opened):
    page = opened.page
    assert page.locator(".nbguard-widget-name span:first-child").all_inner_texts() == [
        "name",
        "email",
    ]
    email = _row(opened, "email")

    email.get_by_role("radio", name="mask").click()
    expect(email.locator(".nbguard-widget-after").first).to_contain_text("****")
    email.locator(".nbguard-redact").click()
    expect(page.locator(".nbguard-widget-status")).to_have_text("The safe value is in df_safe.")
    expect(email).to_contain_text("\u2713 mask")

    page.locator(".nbguard-widget-insert").click()
    expect(page.locator(".nbguard-widget-status")).to_have_text("The cell is inserted below.")
    assert opened.sources()[3].splitlines()[-1].endswith("{'name': 'keep', 'email': 'mask'})")
    opened.run(3)
    opened.run(4, "print(list(df_safe.email))")
    assert "****" in opened.outputs(4).inner_text()

    email.locator(".nbguard-reveal").click()
    revealed = email.locator(".nbguard-widget-revealed")
    expect(revealed.first).to_have_text(VALUES[0])
    status, saved = opened.save()
    assert status == 200
    assert not _holds(json.dumps(saved))
    email.locator(".nbguard-reveal").click()
    expect(revealed).to_have_count(0)
    assert not _holds(page.content())


def test_the_line_under_a_masked_table_opens_the_panel(notebook):
    opened = notebook([*CELLS[:2], ""])
    for number in range(2):
        opened.run(number)
    link = opened.page.locator(".nbguard-review")
    for _ in range(2):  # a second click runs the same cell again
        link.click()
        expect(opened.page.locator(".nbguard-widget-row")).to_have_count(2)
    assert opened.sources()[:3] == CELLS[:3]
    assert len(opened.sources()) == 4


def test_a_link_that_a_stranger_wrote_runs_nothing(notebook):
    html = "<code class=nbguard-review data-code='%nbguard panel print(1)'>link</code>"
    opened = notebook([f"from IPython.display import HTML\nHTML({html!r})", ""])
    opened.run(0)
    opened.page.locator(".nbguard-review").click()
    opened.page.wait_for_timeout(300)
    assert len(opened.sources()) == 2


def test_nothing_is_kept_of_what_was_revealed(opened):
    page, server = opened.page, opened.server
    _row(opened, "name").locator(".nbguard-reveal").click()
    expect(page.locator(".nbguard-widget-revealed").first).to_have_text(NAMES[0])
    page.get_by_text("Hide", exact=True).wait_for(state="detached", timeout=15_000)
    assert not _holds(page.content())
    opened.save()
    opened.run(3, "get_ipython().history_manager.writeout_cache()")
    kept = [path for path in server.folder.rglob("*") if path.is_file()]
    assert any(path.name == "history.sqlite" for path in kept)
    found = {path.name: _holds(path.read_bytes().decode(errors="replace")) for path in kept}
    assert {name: values for name, values in found.items() if values} == {}


@BOTH
def test_it_works_with_the_keyboard_alone(opened):
    page = opened.page
    email = _row(opened, "email")
    email.get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowRight")
    expect(email.get_by_role("radio", checked=True)).to_have_text("mask")
    expect(email.locator(".nbguard-widget-after").first).to_contain_text("****")
    while not page.evaluate("document.activeElement.matches('.nbguard-redact')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".nbguard-widget-status")).to_have_text("The safe value is in df_safe.")
    assert len(opened.sources()) == len(CELLS)  # no shortcut of the notebook was pressed


def test_everything_has_a_name_for_a_screen_reader(opened):
    panel = opened.page.locator(".nbguard-widget")
    expect(panel).to_have_attribute("aria-label", "nbguard: df: 3 rows, 3 columns")
    named = "node => node.getAttribute('aria-label') || node.textContent.trim()"
    for button in panel.locator("button").all():
        assert button.evaluate(named)
    assert panel.get_by_role("button", name="redact email").count() == 1
    assert panel.get_by_role("radiogroup", name="operator for email").count() == 1
    assert panel.get_by_role("rowheader", name="email").count() == 1


def test_where_nobody_inserts_a_cell_it_is_copied_and_undo_undoes(opened):
    page = opened.page
    page.evaluate(
        "document.addEventListener('nbguard:insert',"
        " event => event.stopImmediatePropagation(), {capture: true})"
    )
    page.locator(".nbguard-widget-redact-all").click()
    page.locator(".nbguard-widget-insert").click()
    expect(page.locator(".nbguard-widget-status")).to_contain_text("paste it into a new cell")
    opened.cell(3).locator(".cm-content").click()
    page.keyboard.press("Control+v")
    assert opened.sources()[3].splitlines()[-1].endswith("{'name': 'replace', 'email': 'replace'})")
    page.locator(".nbguard-widget-undo").click()
    expect(page.locator(".nbguard-widget-status")).to_have_text("Undone.")
    expect(page.locator(".nbguard-widget-code")).to_be_hidden()
    opened.run(3, "'df_safe' in globals()")
    assert "False" in opened.outputs(3).inner_text()


MARKUP = "<img src=x onerror='window.executed = true'>"
HOSTILE = f"""import pandas as pd, polars as pl
mark = {MARKUP!r}
mail = "jane.roe" + chr(64) + "acme-corp.com"
bad = pd.DataFrame({{mark: [mail, mark], "note": [mark + mail, mail + mark]}})
display(bad, pl.DataFrame(bad), bad.set_index("note"), bad["note"])"""


@BOTH
def test_a_value_is_never_executed_as_markup(notebook, app):
    opened = notebook(["%load_ext nbguard", HOSTILE, "%nbguard panel bad", ""], app=app)
    page = opened.page
    for number in range(3):
        opened.run(number)
    expect(page.locator(".nbguard-widget-after").first).to_be_visible()
    assert page.locator(".nbguard-widget-row").count() == 2
    for button in page.locator(".nbguard-reveal").all():
        button.click()
    expect(page.get_by_text(MARKUP).first).to_be_visible()
    page.locator(".nbguard-widget-redact-all").click()
    expect(page.locator(".nbguard-widget-code")).to_contain_text("onerror")
    page.wait_for_timeout(300)
    assert not page.evaluate("window.executed")
    assert page.locator(".jp-OutputArea img[src=x]").count() == 0


def test_where_there_is_no_widget_manager_a_table_is_shown(opened, tmp_path):
    from nbconvert import HTMLExporter

    opened.save()
    page, _ = HTMLExporter().from_filename(str(opened.path))
    (tmp_path / "page.html").write_text(page)
    opened.page.goto(f"file://{tmp_path}/page.html")
    expect(opened.page.locator(".nbguard-static caption")).to_have_text(
        "nbguard: df: 3 rows, 3 columns"
    )
