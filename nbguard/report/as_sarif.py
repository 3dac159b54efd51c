"""A report for code scanning: SARIF 2.1.0, as GitHub and editors show it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ and
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import nbguard
from nbguard import git
from nbguard.entities import CATALOGUE, kind_of
from nbguard.report import looked_at
from nbguard.report.blocks import told

if TYPE_CHECKING:
    from nbguard.findings import FileError, Finding, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"secret": "error", "pii": "warning", "path": "note"}
# GitHub reads critical from 9, high from 7, medium from 4, low above 0.
_SEVERITY = {"secret": "9.0", "pii": "7.0", "path": "3.0"}


def render(report: Report) -> str:
    """The report as SARIF text, with a final newline."""
    return json.dumps(as_object(report), indent=2) + "\n"


def as_object(report: Report) -> dict[str, Any]:
    """The report as plain dicts and lists."""
    entities = sorted({*CATALOGUE, *report.by_entity()})
    rules = [_rule(entity) for entity in entities]
    return _log(rules, _results(report.findings, entities), _invocation(report))


def log(
    rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any]
) -> str:
    """A SARIF log of one run as text."""
    return json.dumps(_log(rules, results, invocation), indent=2) + "\n"


def _log(
    rules: list[dict[str, Any]], results: list[dict[str, Any]], invocation: dict[str, Any]
) -> dict[str, Any]:
    driver = {
        "name": "nbguard",
        "version": nbguard.__version__,
        "semanticVersion": nbguard.__version__,
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "the repository's top folder"}}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(entity: str) -> dict[str, Any]:
    kind = kind_of(entity)
    about = CATALOGUE[entity].about if entity in CATALOGUE else "an entity of the policy's own"
    text = f"This looks like {about}."
    mend = f"`nbguard clean FILE` replaces it. If it may stay: `# nbguard: allow[{entity}] reason`."
    return {
        "id": entity,
        "name": entity.title().replace("_", ""),
        "shortDescription": {"text": about[0].upper() + about[1:]},
        "fullDescription": {"text": text},
        "help": {"text": f"{text} {mend.replace('`', '')}", "markdown": f"{text} {mend}"},
        "defaultConfiguration": {"level": _LEVEL[kind]},
        "properties": {"tags": ["security", kind], "security-severity": _SEVERITY[kind]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [_notification(error) for error in report.errors]
    notes.append({"level": "note", "message": {"text": looked_at(report)}})
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}


def _notification(error: FileError) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": error.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(error.path)}}],
    }


def _results(findings: list[Finding], entities: list[str]) -> list[dict[str, Any]]:
    before: Counter[tuple[str, str]] = Counter()
    rules = {entity: index for index, entity in enumerate(entities)}
    artifacts: dict[str, dict[str, Any]] = {}  # each file is looked for once
    results = []
    for finding in findings:
        value = (finding.path, finding.fingerprint)
        before[value] += 1
        if finding.path not in artifacts:
            artifacts[finding.path] = (_stored if finding.seen else artifact)(finding.path)
        location = _location(finding, artifacts[finding.path])
        results.append(_result(finding, rules[finding.entity], location, before[value]))
    return results


def _result(
    finding: Finding, rule: int, location: dict[str, Any], occurrence: int
) -> dict[str, Any]:
    cell = "" if finding.cell is None else f"cell {finding.cell}, "
    where = f"{finding.entity} in {cell}{finding.place or 'text'}"
    seen = finding.seen
    result = {
        "ruleId": finding.entity,
        "ruleIndex": rule,
        "level": _LEVEL[finding.kind],
        "message": {"text": where + (f", {told(seen)}" if seen else "")},
        "locations": [location],
        "properties": {"score": finding.score, "kind": finding.kind}
        | (seen._asdict() if seen else {}),
    }
    if finding.fingerprint:
        # GitHub's own name: an alert stays the same one when its line moves.
        hashed = f"{finding.fingerprint}:{occurrence}"
        result["partialFingerprints"] = {"primaryLocationLineHash": hashed, "nbguard/v1": hashed}
    return result


def _location(finding: Finding, at: dict[str, Any]) -> dict[str, Any]:
    physical = {
        "artifactLocation": at,
        "region": {"startLine": finding.file_line or 1},
    }
    place = finding.place if finding.cell is None else f"cells[{finding.cell}].{finding.place}"
    logical = [{"fullyQualifiedName": place, "kind": "member"}] if place else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _stored(path: str) -> dict[str, Any]:
    """A path of a history, which counts from the repository's top folder already."""
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}


def artifact(path: str) -> dict[str, Any]:
    """A path as a URI from the repository's top folder, or from here outside one."""
    folder, name = os.path.split(os.path.abspath(path))
    folder = os.path.realpath(folder)
    relative = os.path.relpath(os.path.join(folder, name), git.top(folder) or os.path.realpath("."))
    return {"uri": quote(os.fsencode(relative.replace(os.sep, "/"))), "uriBaseId": "%SRCROOT%"}
