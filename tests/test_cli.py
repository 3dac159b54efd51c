from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import nbguard
from nbguard import cli
from nbguard.errors import NbguardError

if TYPE_CHECKING:
    import argparse

SECRET = "wilhelmina.quist@canary-post.com"


@pytest.mark.parametrize("command", ["", *cli.COMMANDS])
def test_help_teaches_with_examples_and_exit_codes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert "examples:" in said
    assert "exit codes:" in said
    assert all(len(line) <= 100 for line in said.splitlines())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"nbguard {nbguard.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["scam"],
        ["scan", "--format", "xml"],
        ["scan", "--min-score", "high"],
        ["scan", "--min-score", "7", "x"],
        ["scan", "--entities", "NO_SUCH_ENTITY"],
        ["scan", "--entities", "PERSON,"],
        ["scan", "--policy", "no-such-file.toml"],
        ["scan", "--baseline", "no-such-file.json"],
        ["clean", "-", "other.ipynb"],
        ["install"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_says_so_on_standard_error(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("x").write_text("text")
    Path("other.ipynb").write_text("{}")
    assert cli.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nbguard" in said.err


def _command(error: BaseException) -> SimpleNamespace:
    def run(_: argparse.Namespace) -> int:
        raise error

    return SimpleNamespace(configure=lambda parser: parser, run=run)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NbguardError("git is missing"), 2, "nbguard: git is missing\n"),
        (ValueError(SECRET), 3, "ValueError > cli.py:"),
        (KeyError(SECRET), 3, "KeyError > cli.py:"),
        (KeyboardInterrupt(), 130, "nbguard: interrupted\n"),
    ],
    ids=["on purpose", "bug", "another bug", "Ctrl-C"],
)
def test_errors_have_their_codes_and_hold_no_data(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(cli, "import_module", lambda _: _command(error))
    assert cli.main(["scan"]) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert SECRET not in printed.err + printed.out


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["scan", "--entities", "-A,+B", "x"], ["scan", "--entities=-A,+B", "x"]),
        (["scan", "--entities=A", "-"], ["scan", "--entities=A", "-"]),
        (["scan", "--entities"], ["scan", "--entities"]),
    ],
    ids=["apart", "together", "missing"],
)
def test_a_list_of_entities_may_begin_with_a_sign(words: list[str], joined: list[str]) -> None:
    assert cli._joined(words) == joined


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    """``nbguard scan | head -1``, with more to print than a pipe takes."""
    for i in range(3000):
        (tmp_path / f"{'n' * 100}{i}.ipynb").write_text("x")
    script = str(Path(sys.executable).with_name("nbguard"))
    command = [script, "scan", "--format", "json", "--no-cache"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has such a device")
@pytest.mark.parametrize("words", [["scan", "a.py"], ["clean", "-"]], ids=["report", "filter"])
def test_output_that_cannot_be_written_is_no_bug(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    script = str(Path(sys.executable).with_name("nbguard"))
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [script, *words], cwd=tmp_path, input=b"x", stdout=full, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    assert done.stderr == b"nbguard: cannot be written: No space left on device\n"
    assert done.returncode == 2
