"""Where there is no front end: what runs notebooks by itself, and a plain terminal."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

EMAIL = "jane.roe" + "@" + "acme-corp.com"
MAIL = "('jane.roe' + chr(64) + 'acme-corp.com')"


@pytest.fixture
def environment(tmp_path):
    folder = tmp_path / "ipython" / "profile_default"
    folder.mkdir(parents=True)
    (folder / "ipython_config.py").write_text("c.InteractiveShellApp.extensions = ['nbguard']\n")
    return {
        **{k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"},
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def test_an_executed_notebook_holds_nothing_nor_does_its_widget_state(environment, tmp_path):
    cells = [
        f"mail = {MAIL}\nprint(mail)",
        "mail",
        "import pandas as pd; pd.DataFrame({'mail': [mail] * 3})",
        "import ipywidgets; ipywidgets.VBox([ipywidgets.Text(mail), ipywidgets.HTML(mail)])",
        "ipywidgets.Password('hunter2' + 'Zebra!9')",
        "field = ipywidgets.Password(); field.value = 'tiger3' + 'Quagga!8'; field",
        "raise ValueError(mail)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    client = NotebookClient(
        notebook, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute(env=environment)
    text = json.dumps(notebook)
    assert EMAIL not in text
    assert "hunter2Zebra!9" not in text
    assert "tiger3Quagga!8" not in text
    assert "widget-state" in text
    silent = [c.source for c in notebook.cells if "EMAIL_ADDRESS_1" not in str(c.outputs)]
    assert silent == cells[4:6]


RUNNERS = {
    "papermill": ["papermill", "in.ipynb", "out.ipynb", "--log-output", "--kernel", "python3"],
    "nbconvert": [
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "in.ipynb",
        "--output",
        "out.ipynb",
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("command", RUNNERS.values(), ids=RUNNERS)
def test_what_runs_notebooks_writes_and_logs_none(environment, tmp_path, command):
    pytest.importorskip(command[0])
    cells = [f"mail = {MAIL}\nprint(mail)", "mail", "!echo {mail}"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbformat.write(notebook, tmp_path / "in.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out.ipynb").read_text()
    assert EMAIL not in written + done.stdout + done.stderr
    assert written.count("[EMAIL_ADDRESS_1]") == 3


def _terminal(environment, *lines):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "IPython",
            "--no-banner",
            "--colors=NoColor",
            "-c",
            "\n".join(lines),
        ],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "code", ["print(mail)", "display(mail)", "print('> ' + mail, end='')", "1 / 0 if mail else 0"]
)
def test_a_plain_terminal_is_guarded_as_far_as_it_can_be(environment, code):
    shown = _terminal(environment, f"mail = {MAIL}", code)
    assert EMAIL not in shown
    assert "[EMAIL_ADDRESS_1]" in shown or "ZeroDivisionError" in shown
    assert "in a plain terminal only what Python prints is guarded" in shown


def test_a_terminal_can_be_left_unguarded(environment):
    shown = _terminal(environment, f"mail = {MAIL}", "%unload_ext nbguard", "print(mail)")
    assert EMAIL in shown


def test_one_cell_of_a_terminal_can_be_shown(environment):
    shown = _terminal(
        environment,
        f"mail = {MAIL}",
        "get_ipython().run_cell_magic('nbguard', 'off', 'print(mail)')",
        "print('again', mail)",
    )
    assert shown.count(EMAIL) == 1
    assert "again [EMAIL_ADDRESS_1]" in shown
