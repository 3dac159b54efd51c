"""Roles in a real kernel: what one may see is shown, and what one may not do is refused."""

import json

import pytest

MAIL = "jane.roe" + "@" + "acme-corp.com"
MAKE = "mail = 'jane.roe' + '@' + 'acme-corp.com'; card = '4111 1111 ' + '1111 1111'"
POLICY = """
[roles.everybody]
who = ["env:TEAM=blue"]
see = ["EMAIL_ADDRESS"]
may = ["reveal:PERSON"]
"""


def _events(kernel):
    path = kernel.folder / "nbguard" / "audit" / "audit.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def kernel(start_kernel, tmp_path_factory):
    policy = tmp_path_factory.mktemp("policy") / "nbguard.toml"
    policy.write_text(POLICY)
    kernel = start_kernel(NBGUARD_POLICY=str(policy), TEAM="blue")
    kernel.run("%load_ext nbguard")
    kernel.run(MAKE)
    return kernel


def test_what_a_role_may_see_is_shown_and_the_rest_is_not(kernel, text):
    shown = text(kernel.run("print(mail, card)"))
    assert MAIL in shown
    assert "4111" not in shown


def test_in_a_table_too(kernel, text):
    kernel.run("import pandas as pd")
    shown = text(kernel.run("pd.DataFrame({'mail': [mail] * 3, 'card': [card] * 3})"))
    assert MAIL in shown
    assert "4111" not in shown


def test_what_is_written_to_a_file_is_clean_all_the_same(kernel):
    kernel.run("print(mail)")
    kernel.run("%notebook out.ipynb")
    assert MAIL not in (kernel.folder / "out.ipynb").read_text()


@pytest.mark.parametrize(
    "attempt", ["%nbguard mode off", "%unload_ext nbguard", "%%nbguard off\nprint(card)"]
)
def test_what_no_role_grants_is_refused_and_recorded(kernel, text, attempt):
    said = text(kernel.run(attempt))
    assert "policy forbids this" in said
    assert "4111" not in said
    last = _events(kernel)[-1]
    assert (last["event"], last["note"]) == ("refused", "switch_off")


def test_the_environment_of_the_process_is_what_counts(start_kernel, text, tmp_path):
    policy = tmp_path / "nbguard.toml"
    policy.write_text(POLICY)
    kernel = start_kernel(NBGUARD_POLICY=str(policy), TEAM="red")
    kernel.run("%load_ext nbguard")
    kernel.run(MAKE)
    assert MAIL not in text(kernel.run("print(mail)"))
