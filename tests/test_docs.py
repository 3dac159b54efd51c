"""What the documentation of the command line shows is what happens."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from nbguard import Policy, cli

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteNotebook = Callable[..., Path]

DOCS = Path(__file__).parents[1] / "docs"
MAIL = "wilhelmina.quist@canary-post.com"


def _blocks(name: str, language: str) -> list[str]:
    text = (DOCS / name).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _session(block: str) -> list[tuple[list[str], str]]:
    """The commands of a console block, each with what it is shown to print."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(shlex.split(head), out) for head, _, out in (part.partition("\n") for part in parts)]


@pytest.fixture
def shown(repository: Path, write_notebook: WriteNotebook) -> Path:
    write_notebook("clean.ipynb", "done\n")
    write_notebook("dirty.ipynb", f"to {MAIL}\n")
    return repository


@pytest.mark.parametrize("name", ["cli.md", "baseline.md", "audit.md"])
def test_sessions_print_what_they_show(
    name: str, shown: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = 0
    for block in _blocks(name, "console"):
        for words, expected in _session(block):
            cli.main(words[1:])
            printed = "".join(capsys.readouterr()).replace(f"{shown.resolve()}/", "")
            printed = re.sub(r"key [0-9a-f]{8}", "key KEY", printed.replace(str(home), "HOME"))
            assert printed == expected
            ran += 1
    assert ran >= 2


@pytest.mark.parametrize("name", ["audit.md", "exports.md"])
@pytest.mark.usefixtures("repository")
def test_the_python_shown_runs(name: str) -> None:
    blocks = _blocks(name, "python")
    for block in blocks:
        exec(compile(block, name, "exec"), {})
    assert blocks


@pytest.mark.parametrize("name", ["audit.md", "exports.md", "roles.md"])
def test_the_policies_shown_are_policies(name: str, tmp_path: Path) -> None:
    blocks = _blocks(name, "toml")
    for block in blocks:
        (tmp_path / "nbguard.toml").write_text(block)
        Policy.load(tmp_path / "nbguard.toml")
    assert blocks


@pytest.mark.parametrize("name", [path.name for path in DOCS.glob("*.md")])
def test_every_command_shown_is_one(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for block in _blocks(name, "console"):
        for words, _ in _session(block):
            if words[0] == "nbguard":
                options = [word for word in words[2:] if word.startswith("--")]
                assert cli.main([words[1], "--help"]) == 0
                said = capsys.readouterr().out
                assert [option for option in options if option not in said] == []


def test_the_rooms_shown_are_the_rooms_in_their_order() -> None:
    layers = tomllib.loads((DOCS.parent / "pyproject.toml").read_text())["tool"]["importlinter"]
    held = [set(line.split(" | ")) for line in layers["contracts"][0]["layers"]]
    rows = re.findall(r"^\| (`.*?`) \|", (DOCS / "architecture.md").read_text(), re.MULTILINE)
    assert [{"__main__"}, *(set(re.findall(r"`(\w+)`", row)) for row in rows)] == held


@pytest.mark.usefixtures("shown")
def test_the_json_shown_is_the_json_printed(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = _blocks("reports.md", "json")
    cli.main(["scan", "dirty.ipynb", "--format", "json"])
    printed = json.loads(capsys.readouterr().out)
    printed["findings"][0]["fingerprint"] = "..."
    assert json.loads(block) == printed


def test_the_workflow_shown_uses_inputs_that_exist() -> None:
    (block,) = _blocks("ci.md", "yaml")
    action = yaml.safe_load((DOCS.parent / "action.yml").read_text())
    steps = yaml.safe_load(block)["jobs"]["nbguard"]["steps"]
    assert set(steps[1]["with"]) <= set(action["inputs"])


def test_the_hooks_shown_exist() -> None:
    offered = yaml.safe_load((DOCS.parent / ".pre-commit-hooks.yaml").read_text())
    shown = [
        hook["id"]
        for block in _blocks("hooks.md", "yaml")
        for hook in yaml.safe_load(block)[0]["hooks"]
    ]
    assert set(shown) == {hook["id"] for hook in offered}


@pytest.mark.usefixtures("shown")
def test_the_filter_does_what_the_page_says() -> None:
    assert cli.main(["install", "--filter"]) == 0
    subprocess.run(["git", "add", "."], check=True)
    staged = subprocess.run(["git", "show", ":dirty.ipynb"], capture_output=True, check=True).stdout
    assert MAIL.encode() not in staged
