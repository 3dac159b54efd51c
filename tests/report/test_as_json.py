from __future__ import annotations

import json
from typing import TYPE_CHECKING

import nbguard
from nbguard.report import as_json

if TYPE_CHECKING:
    from nbguard.findings import Report


def test_the_form_is_that_of_the_contract(report: Report) -> None:
    content = json.loads(as_json.render(report))
    findings = content.pop("findings")
    assert content == {
        "version": 1,
        "tool": {"name": "nbguard", "version": nbguard.__version__},
        "summary": {
            "files": 3,
            "cells": 31,
            "places": 120,
            "findings": 4,
            "by_entity": {"EMAIL_ADDRESS": 2, "AWS_SECRET_KEY": 1, "PERSON": 1},
            "unscanned": {"image/png": 4},
            "known": 0,
        },
        "errors": [{"path": "broken.ipynb", "message": "not JSON: line 3, column 9"}],
    }
    assert findings[0] == {
        "path": "a.ipynb",
        "cell": 4,
        "cell_id": "9f3c",
        "place": "outputs[0].data['text/html']",
        "entity": "EMAIL_ADDRESS",
        "kind": "pii",
        "score": 0.95,
        "start": 120,
        "end": 141,
        "line": 7,
        "fingerprint": "ab" * 16,
    }
    assert findings[3]["cell"] is None


def test_a_name_that_is_no_unicode_is_still_json(report: Report) -> None:
    report.errors[0] = report.errors[0]._replace(path="\udcff.ipynb")
    as_json.render(report).encode("ascii")
