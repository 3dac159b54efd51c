from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator

from nbguard.entities import CATALOGUE
from nbguard.findings import Report, Seen
from nbguard.report import as_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.findings import Finding

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    """The schema of OASIS, as the npm package @microsoft/jest-sarif ships it."""
    return Draft4Validator(json.loads(SCHEMA.read_text()))


def _run(report: Report) -> dict[str, Any]:
    (run,) = json.loads(as_sarif.render(report))["runs"]
    return run  # type: ignore[no-any-return]


@pytest.mark.parametrize("which", ["report", "nothing", "empty"])
def test_it_follows_the_schema(
    validator: Draft4Validator, which: str, request: pytest.FixtureRequest
) -> None:
    report = Report() if which == "empty" else request.getfixturevalue(which)
    validator.validate(json.loads(as_sarif.render(report)))


def test_the_schema_check_can_fail(validator: Draft4Validator, report: Report) -> None:
    content = json.loads(as_sarif.render(report))
    del content["runs"][0]["results"][0]["message"]
    assert not validator.is_valid(content)


def test_results_point_at_the_line_of_the_stored_file(report: Report) -> None:
    result = _run(report)["results"][0]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a.ipynb", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12},
    }
    place = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
    assert place == "cells[4].outputs[0].data['text/html']"


def test_each_result_has_its_rule(report: Report) -> None:
    run = _run(report)
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(CATALOGUE)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["warning"] * 2 + ["error", "warning"]


def test_an_entity_of_the_policy_s_own_has_a_rule_too(finding: Callable[..., Finding]) -> None:
    report = Report(files=1)
    report.findings = [finding("EMPLOYEE_ID")]
    run = _run(report)
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert rule["id"] == "EMPLOYEE_ID"


def test_equal_values_have_fingerprints_of_their_own(report: Report) -> None:
    prints = [result.get("partialFingerprints") for result in _run(report)["results"]]
    hashes = [p["primaryLocationLineHash"] for p in prints if p]
    assert hashes == ["ab" * 16 + ":1", "ab" * 16 + ":2", "cd" * 16 + ":1"]
    assert prints[3] is None


def test_uris_count_from_the_top_of_the_repository(
    repository: Path, finding: Callable[..., Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a folder").mkdir()
    monkeypatch.chdir(repository / "a folder")
    report = Report(files=1)
    report.findings = [finding(path="ü#1.ipynb")]
    location = _run(report)["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20folder/%C3%BC%231.ipynb"


def test_what_was_looked_at_and_what_could_not_be_is_said(report: Report) -> None:
    (invocation,) = _run(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert said[0] == "not JSON: line 3, column 9"
    assert "4 image/png not looked at" in said[1]


@pytest.mark.parametrize("seen", [False, True], ids=["file", "history"])
def test_a_name_that_is_no_utf_8_stays_the_bytes_it_is(
    finding: Callable[..., Finding], seen: bool
) -> None:
    one = finding(path="\udcff ü.ipynb")
    report = Report(files=1)
    report.findings = [one._replace(seen=Seen("1f", "2024-01-01", ("main",))) if seen else one]
    location = _run(report)["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].endswith("%FF%20%C3%BC.ipynb")
