"""A report for programs: one JSON object, in the form the contract fixes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import nbguard

if TYPE_CHECKING:
    from nbguard.findings import Finding, Report

_SHOWN = (
    "path", "cell", "cell_id", "place", "entity", "kind", "score", "start", "end", "line",
    "fingerprint",
)  # fmt: skip


def render(report: Report) -> str:
    """The report as JSON text, with a final newline."""
    return json.dumps(as_object(report), indent=2) + "\n"


def as_object(report: Report) -> dict[str, Any]:
    """The report as plain dicts and lists."""
    content = {
        "version": 1,
        "tool": {"name": "nbguard", "version": nbguard.__version__},
        "summary": _summary(report),
        "findings": [_finding(finding) for finding in report.findings],
        "errors": [{"path": error.path, "message": error.message} for error in report.errors],
    }
    if report.unused:
        content["unused_allows"] = report.unused
    if report.history:
        content["history"] = report.history._asdict()
    return content


def _summary(report: Report) -> dict[str, Any]:
    return {
        "files": report.files,
        "cells": report.cells,
        "places": report.places,
        "findings": len(report.findings),
        "by_entity": report.by_entity(),
        "unscanned": dict(sorted(report.unscanned.items())),
        "known": report.known,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    fields = finding._asdict()
    seen = finding.seen._asdict() if finding.seen else {}
    return {name: fields[name] for name in _SHOWN} | seen
