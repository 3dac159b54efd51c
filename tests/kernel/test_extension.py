"""Loading, unloading, modes and magics, in a real kernel."""

import sqlite3

import pytest

EMAIL = "jane.roe" + "@" + "acme-corp.com"
MAKE = "mail = 'jane.roe' + '@' + 'acme-corp.com'"


@pytest.fixture(scope="module")
def kernel(start_kernel):
    kernel = start_kernel()
    kernel.run(MAKE)
    return kernel


@pytest.fixture
def guarded(kernel):
    kernel.run("%load_ext nbguard")
    yield kernel
    kernel.run("%unload_ext nbguard")


@pytest.mark.parametrize(
    "code",
    ["print(mail)", "mail", "raise ValueError(mail)", "!echo {mail}", "mail?"],
    ids=["print", "result", "error", "shell command", "help"],
)
def test_loaded_it_masks_and_unloaded_it_does_not(kernel, text, code):
    shown = [text(kernel.run(line)) for line in (code, "%load_ext nbguard", code)]
    kernel.run("%unload_ext nbguard")
    again = text(kernel.run(code))
    assert EMAIL in shown[0]
    assert EMAIL not in shown[2]
    assert "[EMAIL_ADDRESS_1]" in shown[2]
    assert EMAIL in again


def test_unloaded_it_leaves_no_trace(kernel, text):
    look = (
        "import sys, threading; ip = get_ipython()\n"
        "print(sorted(vars(ip.kernel.session).keys()), sorted(vars(ip.logger)),\n"
        "      sorted(vars(ip.history_manager)), sorted(ip.magics_manager.magics['line']),\n"
        "      sorted(ip.magics_manager.magics['cell']), sys.stdout, sys.displayhook,\n"
        "      [t.name for t in threading.enumerate() if t.name.startswith('nbguard')],\n"
        "      [len(f.type_printers) for f in ip.display_formatter.formatters.values()],\n"
        "      sorted(map(str, ip.display_formatter.mimebundle_formatter.type_printers)),\n"
        "      ip.events.callbacks)"
    )
    before = text(kernel.run(look))
    kernel.run("%load_ext nbguard")
    kernel.run("print(mail)")
    kernel.run("%unload_ext nbguard")
    kernel.run("import time; time.sleep(0.3)")
    assert text(kernel.run(look)).split("execution_count")[0] == before.split("execution_count")[0]


def test_loading_twice_is_harmless(guarded, text):
    guarded.run("%load_ext nbguard")
    guarded.run("%reload_ext nbguard")
    assert EMAIL not in text(guarded.run("print(mail)"))


def test_status_tells_mode_counts_and_how_to_turn_it_off(guarded, text):
    guarded.run("print(mail)")
    status = text(guarded.run("%nbguard"))
    assert "mask" in status
    assert "1 EMAIL_ADDRESS" in status
    assert "%unload_ext nbguard" in status


def test_warn_mode_shows_and_says_so(guarded, text):
    guarded.run("%nbguard mode warn")
    shown = text(guarded.run("print(mail)"))
    assert EMAIL in shown
    assert "1 EMAIL_ADDRESS" in shown


def test_block_mode_withholds(guarded, text):
    guarded.run("%nbguard mode block")
    shown = text(guarded.run("print('a', mail)"))
    assert "withheld" in shown
    assert "'a'" not in shown


def test_an_unknown_mode_is_a_usage_error(guarded, text):
    assert "mask|warn|block|off" in text(guarded.run("%nbguard mode loud"))


def test_one_cell_can_be_shown_as_it_is(guarded, text):
    assert EMAIL in text(guarded.run("%%nbguard off\nprint(mail)\nmail"))
    assert EMAIL not in text(guarded.run("print(mail)"))


def test_scan_and_redact(guarded, text):
    assert "EMAIL_ADDRESS" in text(guarded.run("%nbguard scan mail"))
    guarded.run("%nbguard redact mail --as safe")
    assert "True" in text(guarded.run("'[EMAIL_ADDRESS_1]' == safe"))


def test_a_hidden_value_is_masked_wherever_it_appears(guarded, text):
    guarded.run("word = 'blue' + 'bell'")
    assert "bluebell" in text(guarded.run("print(word)"))
    guarded.run("%nbguard hide word")
    shown = text(guarded.run("print(f'<{word}>')\n{'k': word}"))
    assert "bluebell" not in shown
    assert "DECLARED_VALUE_1" in shown


def test_a_secret_of_the_environment_is_masked(guarded, text):
    guarded.run("import os; os.environ['BUILD_TOKEN'] = 'zq9-' * 3")
    assert "zq9-zq9-" not in text(guarded.run("print(os.environ['BUILD_TOKEN'])"))


def test_what_is_typed_does_not_reach_history(guarded, text):
    guarded.run(f"typed = '{EMAIL}'")
    shown = text(guarded.run("%history -l 3"))
    assert EMAIL not in shown
    guarded.run("get_ipython().history_manager.writeout_cache()")
    (file,) = guarded.folder.rglob("history.sqlite")
    with sqlite3.connect(file) as database:
        rows = str(database.execute("select source, source_raw from history").fetchall())
    database.close()
    assert "typed = " in rows
    assert EMAIL not in rows


def test_an_exported_notebook_is_clean(guarded):
    guarded.run("mail")
    guarded.run("%notebook saved.ipynb")
    saved = (guarded.folder / "saved.ipynb").read_text()
    assert "[EMAIL_ADDRESS_1]" in saved
    assert EMAIL not in saved


def test_storing_a_sensitive_variable_is_refused(guarded, text):
    assert "not stored" in text(guarded.run("%store mail"))
    guarded.run("plain = 'nothing'")
    assert "not stored" not in text(guarded.run("%store plain"))
    stored = [p.read_bytes() for p in guarded.folder.rglob("autorestore/*")]
    assert not any(EMAIL.encode() in data for data in stored)


def test_an_unreadable_policy_is_said_loudly_and_the_built_in_one_guards(start_kernel, text):
    kernel = start_kernel(NBGUARD_POLICY="nowhere.toml")
    kernel.run(MAKE)
    said = text(kernel.run("%load_ext nbguard"))
    assert "nowhere.toml" in said
    assert "built-in policy" in said
    assert EMAIL not in text(kernel.run("print(mail)"))


def test_an_administrators_policy_cannot_be_loosened(start_kernel, text, tmp_path):
    policy = tmp_path / "policy.toml"
    policy.write_text('mode = "mask"\n')
    kernel = start_kernel(NBGUARD_POLICY=str(policy))
    kernel.run(MAKE)
    kernel.run("%load_ext nbguard")
    for attempt in ("%nbguard mode off", "%nbguard mode warn", "%unload_ext nbguard"):
        assert "administrator" in text(kernel.run(attempt))
    assert "administrator" in text(kernel.run("%%nbguard off\nprint(mail)"))
    assert EMAIL not in text(kernel.run("print(mail)\nmail"))
    kernel.run("%nbguard mode block")
    assert "withheld" in text(kernel.run("print(mail)"))


class TestMinimize:
    LOAD = (
        "import pandas as pd\n"
        "customers = pd.DataFrame({'e_' + 'mail': ['a.b@acme-corp.com', 'c.d@acme-corp.com'],\n"
        "                          'a' + 'ge': [34, 51], 'spent': [1.5, 2.5]})"
    )

    def test_what_the_session_never_used_is_named(self, guarded, text):
        guarded.run(self.LOAD)
        guarded.run("customers.spent.mean(), customers.age.mean()")
        shown = text(guarded.run("%nbguard minimize customers"))
        assert "e_mail: EMAIL_ADDRESS, never used" in shown
        assert "usecols=['age', 'spent']" in shown
        guarded.run("customers['e_mail'].nunique()")
        assert "every sensitive column is used" in text(guarded.run("%nbguard minimize customers"))

    def test_without_a_table_it_says_how(self, guarded, text):
        assert "%nbguard minimize EXPR" in text(guarded.run("%nbguard minimize"))


@pytest.mark.parametrize("verb", ["scan", "redact", "panel", "minimize"])
def test_a_variable_that_is_not_there_is_said_in_a_line(guarded, text, verb):
    shown = text(guarded.run(f"%nbguard {verb} nosuch"))
    assert "there is no 'nosuch' in this session" in shown
    assert "Traceback" not in shown


def test_what_cannot_be_read_is_said_in_a_line(guarded, text):
    shown = text(guarded.run("%nbguard scan 42"))
    assert "cannot read a builtins.int" in shown
    assert "Traceback" not in shown
