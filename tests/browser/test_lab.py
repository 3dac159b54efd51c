"""The Lab extension in a real browser, on a real server: seen, jumped to, redacted, never saved."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tests.browser.lab import CANARY, PERSON, Lab, start_lab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.driver import Server


_NUMBERS = itertools.count()
"""A name of its own for each notebook: nothing lies around that another test wrote."""


@pytest.fixture(scope="module")
def guarded(start_server: Callable[..., Server]) -> Server:
    """A server with nbguard on it, and the extension as it stands in this tree."""
    return start_lab(start_server)


@pytest.fixture
def lab(page: Page, guarded: Server) -> Iterator[Callable[..., Lab]]:
    """Write a notebook and open it."""

    def open_lab(cells: list[Any], name: str = "", **more: Any) -> Lab:
        return Lab.opened(page, guarded, cells, name or f"test{next(_NUMBERS)}.ipynb", **more)

    yield open_lab
    page.close()
    guarded.end_kernels()


def shown(text: str) -> Any:
    return new_code_cell("show()", outputs=[new_output("stream", name="stdout", text=text)])


def test_findings_are_seen_jumped_to_and_redacted(lab):
    cells = [shown(f"mail {CANARY}\n")] + [new_code_cell(f"x = {i}") for i in range(30)]
    cells += [new_markdown_cell(f"Ask {PERSON}, {CANARY}"), new_code_cell(f"to = '{CANARY}'")]
    it = lab(cells)
    it.status("nbguard: 4 findings · redact on save")
    it.open_panel()
    assert it.rows() == ["EMAIL_ADDRESS", "PERSON", "EMAIL_ADDRESS", "EMAIL_ADDRESS"]
    assert CANARY not in it.panel.inner_text()

    it.panel.locator(".nbguard-finding").nth(3).click()
    editor = it.cell(32).locator(".cm-content")
    it.expect(editor).to_be_in_viewport()
    assert it.page.evaluate("getSelection().toString()") == CANARY
    it.panel.locator(".nbguard-finding").nth(0).click()
    it.expect(it.cell(0).locator(".jp-OutputArea-output")).to_be_in_viewport()
    assert it.page.evaluate("[...CSS.highlights.get('nbguard')].map(String)") == [CANARY]

    it.panel.locator(".nbguard-redact").nth(0).click()
    it.status("nbguard: 3 findings")
    it.expect(it.cell(0)).to_contain_text("mail [EMAIL_ADDRESS_1]")
    it.panel.locator(".nbguard-redact-all").click()
    it.status("nbguard: clean")
    it.expect(it.panel.locator(".nbguard-finding")).to_have_count(0)

    it.panel.locator(".nbguard-undo").click()
    it.status("nbguard: 3 findings")
    it.panel.locator(".nbguard-undo").click()
    it.expect(it.cell(0)).to_contain_text(f"mail {CANARY}")
    it.status("nbguard: 4 findings")


def test_a_redacted_source_comes_back_by_the_editors_own_undo(lab):
    it = lab([new_code_cell(f"to = '{CANARY}'")])
    it.open_panel()
    it.panel.locator(".nbguard-redact").click()
    it.expect(it.cell(0)).to_contain_text("[EMAIL_ADDRESS_1]")
    it.cell(0).locator(".cm-content").click()
    it.page.keyboard.press("Control+z")
    it.expect(it.cell(0)).to_contain_text(CANARY)


def test_what_is_typed_is_found_and_marked(lab):
    it = lab([new_code_cell("")])
    it.status("nbguard: clean")
    it.cell(0).locator(".cm-content").click()
    it.page.keyboard.type(f"to = '{CANARY}'")
    it.status("nbguard: 1 finding")
    it.expect(it.cell(0).locator(".nbguard-underline")).to_have_text(CANARY)
    badge = it.cell(0).locator(".nbguard-badge")
    it.expect(badge).to_contain_text("Source: EMAIL_ADDRESS")
    badge.get_by_role("button", name="Redact").click()
    it.expect(badge).to_have_count(0)
    it.status("nbguard: clean")


def test_output_is_found_as_it_arrives(lab):
    it = lab([new_code_cell(f"print('mail', '{CANARY}'[::-1][::-1])")], kernel="python3")
    it.cell(0).locator(".cm-content").click()
    it.page.keyboard.press("Control+Enter")
    it.expect(it.cell(0).locator(".nbguard-badge")).to_contain_text("Outputs: EMAIL_ADDRESS")


@pytest.mark.parametrize(
    ("cell", "choice", "left"),
    [
        (new_code_cell(f"to = '{CANARY}'"), "by a comment", f"to = '{CANARY}'  # nbguard: allow"),
        (shown(CANARY), "by its tag", "nbguard-allow"),
    ],
    ids=["mark", "tag"],
)
def test_a_finding_is_allowed(lab, cell, choice, left):
    it = lab([cell])
    it.open_panel()
    it.panel.locator(".nbguard-allow").click()
    it.page.locator(".lm-Menu-item", has_text=choice).click()
    it.status("nbguard: clean")
    saved = it.save()
    assert left in saved
    assert CANARY in saved


def test_a_finding_is_allowed_in_the_policy(lab, guarded):
    policy = guarded.root / "allowed" / "nbguard.toml"
    policy.parent.mkdir()
    policy.write_text('# mine\nsave = "redact"\n')
    it = lab([shown(CANARY)], "allowed/a.ipynb")
    it.open_panel()
    it.panel.locator(".nbguard-allow").click()
    it.page.locator(".lm-Menu-item", has_text="in the policy").click()
    it.status("nbguard: clean")
    assert policy.read_text().startswith("# mine\n")
    assert CANARY in policy.read_text()


def test_all_of_an_entity_is_redacted_and_a_filter_narrows(lab):
    it = lab([shown(f"{CANARY}\n"), new_markdown_cell(f"{PERSON} wrote to {CANARY}")])
    it.open_panel()
    it.panel.locator(".nbguard-finding").first.click(button="right")
    it.page.locator(".lm-Menu-item", has_text="Redact every EMAIL_ADDRESS (2)").click()
    it.status("nbguard: 1 finding")
    assert it.rows() == ["PERSON"]
    it.panel.locator(".nbguard-search").fill("nothing like it")
    it.expect(it.panel.locator(".nbguard-finding")).to_have_count(0)
    it.panel.locator(".nbguard-search").fill("person")
    it.expect(it.panel.locator(".nbguard-finding")).to_have_count(1)


def test_the_keyboard_alone_does_it(lab):
    it = lab([shown(f"{CANARY}\n"), new_code_cell(f"to = '{CANARY}'")])
    it.open_panel()
    it.expect(it.panel.locator(".nbguard-finding").first).to_be_focused()
    it.page.keyboard.press("ArrowDown")
    it.expect(it.panel.locator(".nbguard-finding").nth(1)).to_be_focused()
    it.page.keyboard.press("Delete")
    it.status("nbguard: 1 finding")
    it.expect(it.panel.locator(".nbguard-finding").first).to_be_focused()


def test_redact_mode_shows_and_does_not_save(lab):
    it = lab([shown(f"mail {CANARY}\n")])
    it.status("nbguard: 1 finding · redact on save")
    it.touch()
    assert "[EMAIL_ADDRESS_1]" in it.save()
    it.status("nbguard: 1 on screen, not saved")
    it.expect(it.cell(0)).to_contain_text(CANARY)
    assert not it.canary_on_disk()
    it.touch()
    it.status("nbguard: 1 finding · redact on save")
    it.save()  # no conflict: Lab knows the file that the server wrote
    assert it.page.locator(".jp-Dialog").count() == 0


def test_block_mode_refuses_says_why_and_offers_the_way_out(lab):
    it = lab([shown(f"mail {CANARY}\n")], policy="block")
    it.status("nbguard: 1 finding · block on save")
    it.touch()
    it.page.keyboard.press("Control+s")
    dialog = it.page.locator(".jp-Dialog")
    it.expect(dialog).to_contain_text(f"Not saved: {it.path.name}")
    it.expect(dialog).to_contain_text("Cell 1: EMAIL_ADDRESS")
    assert CANARY not in dialog.inner_text()
    assert it.page.locator(".jp-Dialog").count() == 1
    dialog.get_by_role("button", name="Cancel").click()
    it.status("nbguard: not saved")
    assert "touched" not in it.path.read_text()
    it.page.keyboard.press("Control+s")
    dialog.get_by_role("button", name="Redact and Save").click()
    it.status("nbguard: clean")
    it.expect(dialog).to_have_count(0)
    it.wait_for_disk("touched")
    assert not it.canary_on_disk()


def test_a_policy_that_cannot_be_read_is_said_in_the_panel_and_refuses_the_save(lab, guarded):
    it = lab([shown(f"mail {CANARY}\n")])
    it.status("nbguard: 1 finding · redact on save")
    it.open_panel()
    (guarded.root / "nbguard.toml").write_text('save = "nonsense"\n')
    it.touch()
    it.status("nbguard: not scanned")
    it.expect(it.panel.locator(".nbguard-problem")).to_contain_text("nonsense")
    it.page.keyboard.press("Control+s")
    dialog = it.page.locator(".jp-Dialog")
    it.expect(dialog).to_contain_text("could not be checked")
    it.expect(dialog).not_to_contain_text("the save mode is")
    it.expect(dialog.get_by_role("button", name="Redact and Save")).to_have_count(0)
    dialog.get_by_role("button", name="Cancel").click()
    assert "touched" not in it.path.read_text()
    (guarded.root / "nbguard.toml").write_text('save = "redact"\n')
    it.panel.get_by_role("button", name="Scan").click()
    it.expect(it.panel.locator(".nbguard-finding")).to_have_count(1)
    it.save()
    assert not it.canary_on_disk()
    it.expect(it.panel.locator(".nbguard-problem")).to_be_hidden()


def test_warn_mode_saves_and_says_so(lab):
    it = lab([shown(f"mail {CANARY}\n")], policy="warn", notice=False)
    it.status("nbguard: 1 finding · warn on save")
    it.touch()
    assert CANARY in it.save()
    it.expect(it.page.locator(".Toastify__toast")).to_contain_text("was saved with 1 finding")


def test_off_mode_saves_as_it_is(lab):
    it = lab([shown(f"mail {CANARY}\n")], policy="off")
    it.status("nbguard: 1 finding · save guard off")
    it.touch()
    assert CANARY in it.save()


def test_the_save_mode_is_chosen_in_the_settings_and_given_up_there(lab):
    it = lab([shown(f"mail {CANARY}\n")])
    it.status("nbguard: 1 finding · redact on save")
    it.settings(saveMode="Block: no save while something is found")
    it.status("nbguard: 1 finding · block on save")
    it.settings(saveMode="As the policy says")
    it.status("nbguard: 1 finding · redact on save")


def test_an_administrators_policy_goes_before_the_settings(page, start_server, tmp_path):
    policy = tmp_path / "nbguard.toml"
    policy.write_text('save = "block"\n')
    server = start_lab(start_server, NBGUARD_POLICY=str(policy))
    it = Lab.opened(page, server, [shown(f"mail {CANARY}\n")], "pinned.ipynb", save_mode="off")
    it.status("nbguard: 1 finding · block on save")
    it.expect(page.locator(".Toastify__toast", has_text="forbids")).to_be_visible()
    it.open_panel()
    it.expect(it.panel.locator(".nbguard-policy")).to_contain_text("set by an administrator")
    it.panel.locator(".nbguard-allow").click()
    by_policy = page.locator(".lm-Menu-item", has_text="in the policy")
    it.expect(by_policy).to_have_class(re.compile("lm-mod-disabled"))
    it.touch()
    page.keyboard.press("Control+s")
    it.expect(page.locator(".jp-Dialog")).to_contain_text("Not saved")
    assert "touched" not in it.path.read_text()
    page.close()


def test_autosave_never_opens_a_dialog(lab):
    it = lab([shown(f"mail {CANARY}\n")], policy="block", autosave=2)
    it.touch()
    it.status("nbguard: not saved")
    it.page.wait_for_timeout(3000)  # once more
    assert it.page.locator(".jp-Dialog").count() == 0
    assert "touched" not in it.path.read_text()
    it.open_panel()
    it.panel.locator(".nbguard-redact-all").click()
    it.wait_for_disk("touched")
    it.status("nbguard: clean")
    assert not it.canary_on_disk()


def test_a_notebook_with_findings_says_so_once_and_quietly(lab):
    it = lab([shown(f"mail {CANARY}\n")])
    toast = it.page.locator(".Toastify__toast")
    it.expect(toast).to_contain_text(f"{it.path.name} holds 1 finding")
    assert toast.count() == 1
    assert it.page.locator(".jp-Dialog").count() == 0
    toast.get_by_role("button", name="Review").click()
    it.expect(it.panel).to_be_visible()


def test_a_copy_is_clean(lab, guarded):
    it = lab([shown(f"mail {CANARY}\n")], "copied.ipynb")
    guarded.api("api/contents/", "POST", {"copy_from": "copied.ipynb"})
    copies = list(guarded.root.glob("copied*Copy*.ipynb"))
    assert len(copies) == 1
    assert CANARY not in copies[0].read_text()
    assert it.page.locator(".jp-Dialog").count() == 0


def test_a_notebook_whose_kernel_is_not_there_is_scanned_too(lab):
    r = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}
    it = lab([new_code_cell(f'to <- "{CANARY}"'), shown(f"mail {CANARY}\n")], metadata=r)
    it.status("nbguard: 2 findings")


def test_the_kernels_panel_inserts_code_below_its_cell(lab):
    it = lab([new_code_cell("1"), new_code_cell("2")])
    taken = it.cell(0).evaluate(
        """node => !node.dispatchEvent(new CustomEvent('nbguard:insert',
            {bubbles: true, cancelable: true, detail: {code: 'safe = 1'}}))"""
    )
    assert taken
    it.expect(it.cells).to_have_count(3)
    it.expect(it.cell(1)).to_contain_text("safe = 1")


def test_a_thousand_findings_stay_few_in_the_document(lab):
    lines = "".join(f"user{i}@canary-corp.com\n" for i in range(1000))
    it = lab([shown(lines)])
    it.status("nbguard: 1000 findings")
    it.open_panel()
    assert it.panel.locator(".nbguard-finding").count() < 60
    it.panel.locator(".nbguard-finding").first.focus()
    it.page.keyboard.press("End")
    last = it.panel.locator("[aria-rowindex='1001']")
    it.expect(last).to_be_focused()
    it.expect(last).to_contain_text("line 1000")


def test_notebook_7_shows_the_status_in_its_toolbar_and_the_panel(lab):
    it = lab([shown(f"mail {CANARY}\n")], app="notebook")
    it.status("nbguard: 1 finding")
    it.open_panel()
    it.panel.locator(".nbguard-redact").click()
    it.status("nbguard: clean")
    it.expect(it.cell(0)).to_contain_text("[EMAIL_ADDRESS_1]")
