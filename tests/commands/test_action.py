"""``action.yml``: its own shell steps, run as GitHub runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
MAIL = "wilhelmina.quist@canary-post.com"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


def _step(name: str) -> str:
    (script,) = [step["run"] for step in STEPS if step.get("name") == name]
    return str(script)


def _run(script: str, program: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | inputs | {"GITHUB_OUTPUT": "outputs"}
    environment["PATH"] = f"{Path(program).parent}:{environment['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("printed", "code"), [("nothing", "0"), (MAIL, "1")], ids=["clean", "dirty"]
)
def test_it_reports_first_and_gives_its_verdict_last(
    here: Path, program: str, write_notebook: Callable[..., Path], printed: str, code: str
) -> None:
    write_notebook("my folder/a.ipynb", printed)
    write_notebook("other/b.ipynb", "nothing")
    scanned = _run(_step("Scan"), program, NBGUARD_PATHS=". other", NBGUARD_KEY_BASELINE="")
    assert scanned.returncode == 0, scanned.stderr
    assert (here / "outputs").read_text() == f"code={code}\n"
    assert json.loads((here / "nbguard.sarif").read_text())["version"] == "2.1.0"
    assert "2 files" in scanned.stdout
    verdict = _run(_step("Verdict"), program, NBGUARD_CODE=code)
    assert verdict.returncode == int(code)


def test_no_input_is_pasted_into_a_script() -> None:
    """What a workflow hands in may be a stranger's text: it goes through the environment."""
    assert not [step["run"] for step in STEPS if "${{" in step.get("run", "")]


def test_other_actions_are_named_with_a_version() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert len(used) == 2
    assert all(re.search(r"@v\d+$", name) for name in used)


def test_every_input_is_explained() -> None:
    assert all(entry["description"] for entry in ACTION["inputs"].values())
