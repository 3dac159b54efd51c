"""Exports in a real kernel: the library comes later, and all goes with the extension."""

import json

import pytest

MAKE = (
    "mails = [f'jane{i}.roe' + '@' + 'acme' + '-corp.com' for i in range(5)]\n"
    "frame = pd.DataFrame({'contact': mails, 'n': range(5)})"
)


@pytest.fixture(scope="module")
def kernel(start_kernel, tmp_path_factory):
    policy = tmp_path_factory.mktemp("policy") / "nbguard.toml"
    policy.write_text('export = { default = "redact", remote = "refuse", local = "warn" }\n')
    kernel = start_kernel(NBGUARD_POLICY=str(policy))
    kernel.run("%load_ext nbguard")
    return kernel


def _log(kernel):
    path = kernel.folder / "nbguard" / "audit" / "audit.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_library_that_is_imported_later_is_guarded_from_its_first_cell(kernel, text):
    said = text(kernel.run(f"import pandas as pd\n{MAKE}\nframe.to_csv('s3://bucket/a.csv')"))
    assert "ExportRefused" in said
    assert "acme-corp" not in said
    last = _log(kernel)[-1]
    assert last["event"] == "refused"
    assert last["where"] == "export: to_csv s3://bucket/a.csv"
    assert last["entities"] == {"EMAIL_ADDRESS": 5}


def test_a_warning_is_on_screen_and_the_file_is_there(kernel, text):
    said = text(kernel.run("frame.to_csv('a.csv')"))
    assert "to_csv writes 'contact' (EMAIL_ADDRESS) as it is (local)" in said
    assert "acme-corp" in (kernel.folder / "a.csv").read_text()


def test_a_redacted_file_shares_the_placeholders_of_the_screen(kernel, text):
    shown = text(kernel.run("import os; os.makedirs('public', exist_ok=True); print(mails[3])"))
    kernel.run("frame.to_csv('public/a.csv')")
    written = (kernel.folder / "public" / "a.csv").read_text()
    assert "acme-corp" not in written
    assert "[EMAIL_ADDRESS_1]" in shown
    assert "[EMAIL_ADDRESS_1],3" in written


def test_a_mode_that_is_off_guards_no_export_and_unloading_leaves_no_trace(start_kernel, text):
    kernel = start_kernel()
    kernel.run("import sys, pandas as pd; before = list(sys.meta_path), pd.DataFrame.to_csv")
    kernel.run("%load_ext nbguard\n%nbguard mode off")
    kernel.run(MAKE)
    assert "writes" not in text(kernel.run("frame.to_csv('a.csv')"))
    kernel.run("%unload_ext nbguard")
    shown = text(kernel.run("(sys.meta_path, pd.DataFrame.to_csv) == before, vars(pd.DataFrame)"))
    assert "True" in shown
    assert "'to_csv'" not in shown
