from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from nbguard.cli import main
from nbguard.doctor import every_check, examine, shown

if TYPE_CHECKING:
    from tests.doctor.conftest import Place

SARIF = Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json"


def test_a_clean_place_passes(
    place: Place, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [check for check in every_check() if check.id not in ("kernel-guard", "lab-guard")]
    assert [r.check.id for r in examine(place(), chosen) if r.state == "fail"] == []
    monkeypatch.chdir(folder)
    assert main(["doctor", "--only", "pinned,container-user,policy"]) == 0
    assert "3 checks: none failed, 1 passed, 2 skipped" in capsys.readouterr().out


def test_a_place_that_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "Dockerfile").write_text("FROM python\n")
    monkeypatch.chdir(folder)
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "Dockerfile:1: no USER: the image runs as root" in said
    assert "why:  Root in a container" in said
    assert "mend: RUN useradd" in said
    assert main(["doctor", "--only", "container-base", "--format", "json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["summary"] == {"pass": 0, "fail": 1, "skip": 0}
    (check,) = content["checks"]
    assert (check["id"], check["state"]) == ("container-base", "fail")
    assert check["problems"][0]["path"] == "Dockerfile"


def test_sarif_is_valid_and_has_a_rule_for_each_check(place: Place, folder: Path) -> None:
    (folder / "Dockerfile").write_text("FROM python\n")
    content = json.loads(shown.as_sarif(examine(place(user=0), every_check())))
    jsonschema.validate(content, json.loads(SARIF.read_text()))
    (run,) = content["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(every_check())
    assert {"root", "container-user"} <= {result["ruleId"] for result in run["results"]}


@pytest.mark.parametrize(
    "words", [["--only", "no-such"], ["no-such-folder"], ["--format", "html"]], ids=" ".join
)
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", *words]) == 2
    assert "nbguard" in capsys.readouterr().err


def test_every_check_is_documented_and_has_a_name_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = [check.id for check in every_check()]
    assert len(set(names)) == len(names)
    page = (Path(__file__).parents[2] / "docs" / "doctor.md").read_text()
    assert [name for name in names if f"`{name}`" not in page] == []
    assert main(["doctor", "--list"]) == 0
    assert all(name in capsys.readouterr().out for name in names[:1])


def test_a_check_that_breaks_is_a_bug_and_the_others_go_on(place: Place) -> None:
    def broken(_: object) -> list[object]:
        raise ValueError("quotes a secret")

    check = every_check()[0]._replace(run=broken)  # type: ignore[arg-type]
    first, second = examine(place(), [check, every_check()[0]])
    assert (first.state, first.bug, second.state) == ("skip", True, "pass")
    assert "quotes a secret" not in repr(first)
