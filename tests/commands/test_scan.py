from __future__ import annotations

import json
import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MAIL = "wilhelmina.quist@canary-post.com"


def _json(text: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(text)
    return content


@pytest.mark.usefixtures("clean")
def test_nothing_found_is_0_and_says_what_was_looked_at(nbguard: Any) -> None:
    code, out, err = nbguard("scan", "clean.ipynb")
    assert (code, err) == (0, "")
    assert out.startswith("1 file, 1 cell, ")
    assert out.endswith(": nothing found\n")


@pytest.mark.usefixtures("clean", "dirty")
def test_something_found_is_1_and_says_where_and_what_next(nbguard: Any) -> None:
    code, out, err = nbguard("scan")
    assert (code, err) == (1, "")
    assert "dirty.ipynb\n  cell 0  outputs[0].text" in out
    assert "EMAIL_ADDRESS" in out
    assert "nbguard clean dirty.ipynb" in out
    assert MAIL not in out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.ipynb", b'{"cells": [}'),
        ("cut.ipynb", b'{"cells": [{"cell_type": "code", "source": ["a'),
        ("empty.ipynb", b""),
        ("binary.ipynb", bytes(range(256)) * 50),
        ("list.ipynb", b"[]"),
        ("number.ipynb", b"1"),
        ("no_cells.ipynb", b"{}"),
        ("strange.ipynb", b'{"cells": {"a": 1}, "nbformat": 4}'),
        ("deep.ipynb", b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("binary.txt", b"\x00\xff\xfe" * 1000),
        ("gone.ipynb", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.usefixtures("dirty")
def test_a_file_that_cannot_be_read_is_2_and_a_line_and_the_others_are_done(
    nbguard: Any, name: str, data: bytes | None
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    code, out, err = nbguard("scan", name, "dirty.ipynb")
    assert code == 2
    assert err.startswith(f"nbguard: {name}: ")
    assert err.count("\n") == 1
    assert "1 finding (1 EMAIL_ADDRESS)" in out
    assert "1 error" in out


@pytest.mark.usefixtures("dirty")
def test_json_has_the_form_of_the_contract(nbguard: Any) -> None:
    Path("b.ipynb").write_text("{")
    code, out, _ = nbguard("scan", "--format", "json")
    content = _json(out)
    assert code == 2
    assert content["summary"]["findings"] == 1
    (finding,) = content["findings"]
    assert (finding["path"], finding["cell"], finding["cell_id"]) == ("dirty.ipynb", 0, "c1")
    assert (finding["start"], finding["end"], finding["line"]) == (3, 3 + len(MAIL), 1)
    assert (finding["entity"], finding["kind"]) == ("EMAIL_ADDRESS", "pii")
    assert [error["path"] for error in content["errors"]] == ["b.ipynb"]
    assert MAIL not in out


@pytest.mark.usefixtures("dirty")
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "html"])
def test_a_report_goes_to_a_file_and_leaves_standard_output_alone(
    nbguard: Any, format_: str
) -> None:
    code, out, err = nbguard("scan", "--format", format_, "--output", "report")
    assert (code, out) == (1, "")
    assert "report written to report" in err
    assert "EMAIL_ADDRESS" in Path("report").read_text()
    assert MAIL not in Path("report").read_text()


@pytest.mark.usefixtures("here")
def test_files_that_are_no_notebooks_are_text(nbguard: Any) -> None:
    Path("a.py").write_text(f"# one\nmail = '{MAIL}'\n")
    code, out, _ = nbguard("scan", "a.py", "--format", "json")
    (finding,) = _json(out)["findings"]
    assert code == 1
    assert (finding["cell"], finding["line"], finding["start"]) == (None, 2, 14)


@pytest.mark.usefixtures("here")
def test_standard_input_is_scanned_as_what_it_is(nbguard: Any, dirty: Path) -> None:
    for data, cell in ((dirty.read_bytes(), 0), (f"to {MAIL}".encode(), None)):
        code, out, _ = nbguard("scan", "-", "--format", "json", stdin=data)
        (finding,) = _json(out)["findings"]
        assert (code, finding["path"], finding["cell"]) == (1, "-", cell)


@pytest.mark.usefixtures("dirty")
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--entities", "PHONE_NUMBER"], 0),
        (["--entities", "-EMAIL_ADDRESS"], 0),
        (["--entities", "+LOCATION"], 1),
        (["--entities", "EMAIL_ADDRESS,PERSON"], 1),
        (["--min-score", "1.0"], 0),
        (["--min-score", "0.2"], 1),
        (["--policy", "other.toml"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_say_what_counts(nbguard: Any, options: list[str], code: int) -> None:
    Path("other.toml").write_text(f'allow = ["{MAIL}"]\n')
    assert nbguard("scan", *options).code == code


def test_the_policy_nearest_to_each_file_holds(
    nbguard: Any, here: Path, write_notebook: Callable[..., Path]
) -> None:
    for folder in ("a", "b"):
        write_notebook(here / folder / "x.ipynb", MAIL)
    Path("a/nbguard.toml").write_text('entities = ["-EMAIL_ADDRESS"]\n')
    _, out, _ = nbguard("scan", "--format", "json")
    assert [finding["path"] for finding in _json(out)["findings"]] == ["b/x.ipynb"]


def test_staged_is_what_the_index_holds_not_the_working_copy(
    nbguard: Any, git: Callable[..., str], write_notebook: Callable[..., Path]
) -> None:
    write_notebook("a.ipynb", MAIL)
    write_notebook("b.ipynb", "nothing")
    git("add", ".")
    write_notebook("a.ipynb", "nothing")
    write_notebook("b.ipynb", MAIL)
    code, out, _ = nbguard("scan", "--staged", "--format", "json")
    assert code == 1
    assert [finding["path"] for finding in _json(out)["findings"]] == ["a.ipynb"]


@pytest.mark.usefixtures("repository")
def test_nothing_staged_is_nothing_found(nbguard: Any) -> None:
    assert nbguard("scan", "--staged") == (0, "no file was looked at\n", "")


@pytest.mark.usefixtures("here")
def test_staged_outside_git_is_an_error(nbguard: Any) -> None:
    code, out, err = nbguard("scan", "--staged")
    assert (code, out) == (2, "")
    assert "not a git repository" in err
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("here")
def test_unused_allowances_are_listed_on_demand(
    nbguard: Any, write_notebook: Callable[..., Path]
) -> None:
    write_notebook("a.ipynb", source="x = 1  # nbguard: allow[PERSON] none here\n")
    assert "allows nothing" not in nbguard("scan").out
    assert "allows nothing: " in nbguard("scan", "--show-unused-allows").out


def test_entries_of_the_policy_that_allow_nothing_are_listed_by_position_and_never_quoted(
    nbguard: Any, here: Path, write_notebook: Callable[..., Path]
) -> None:
    entries = [MAIL, "somebody@else-corp.com", "re:.*@nowhere-corp[.]com", "re:wilhelmina.*"]
    (here / "nbguard.toml").write_text(f"allow = {json.dumps(entries)}")
    write_notebook("a.ipynb", MAIL)
    for _ in ("read", "remembered"):
        out = nbguard("scan", "--show-unused-allows").out
        assert out.splitlines()[:2] == [
            "allows nothing: nbguard.toml, allow, entry 2 (a value)",
            "allows nothing: nbguard.toml, allow, entry 3 (an expression)",
        ]
        assert "corp[.]com" not in out
        assert MAIL not in out
    assert "entry" not in nbguard("scan").out


def test_an_entry_that_allows_something_in_any_document_is_used(
    nbguard: Any, here: Path, write_notebook: Callable[..., Path]
) -> None:
    (here / "nbguard.toml").write_text(f"allow = [{MAIL!r}]")
    write_notebook("a.ipynb", "nothing")
    write_notebook("b.ipynb", MAIL)
    assert "allows nothing" not in nbguard("scan", "--show-unused-allows").out
    assert "entry 1" in nbguard("scan", "--show-unused-allows", "a.ipynb").out


@pytest.mark.parametrize(
    ("option", "value"), [("--min-score", "7"), ("--min-score", "x"), ("--jobs", "0")]
)
@pytest.mark.usefixtures("here")
def test_a_wrong_number_is_said_of_the_option_that_was_typed(
    nbguard: Any, option: str, value: str
) -> None:
    code, _, err = nbguard("scan", option, value)
    assert code == 2
    assert f"argument {option}: a" in err
    assert f"belongs here, not '{value}'" in err


@pytest.mark.usefixtures("dirty")
def test_a_terminal_gets_colours_and_a_pipe_does_not(program: str) -> None:
    leader, follower = pty.openpty()
    command = [program, "scan"]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"}
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        shown = b""
        try:
            while chunk := os.read(leader, 4096):
                shown += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(leader)
    assert process.returncode == 1
    assert b"\x1b[1" in shown
    assert b"EMAIL_ADDRESS" in shown
    piped = subprocess.run(command, capture_output=True, check=False)
    assert b"\x1b" not in piped.stdout


def test_many_files_show_their_progress_on_a_terminal_only(
    here: Path, write_notebook: Callable[..., Path], program: str
) -> None:
    for i in range(4):
        write_notebook(here / f"{i}.ipynb", "nothing")
    leader, follower = pty.openpty()
    command = [program, "scan", "--no-cache"]
    environment = os.environ | {"TERM": "xterm-256color"}
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=follower, env=environment, check=False
    )
    os.close(follower)
    shown = os.read(leader, 65536)
    os.close(leader)
    assert b"4/4" in shown
    assert shown.endswith((b"\x1b[?25h", b"\x1b[2K"))  # the cursor is back, the bar gone
    assert b"\x1b" not in done.stdout
    assert subprocess.run(command, capture_output=True, check=False).stderr == b""
