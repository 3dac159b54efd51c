from __future__ import annotations

from collections.abc import Callable

import pytest

from nbguard.entities import kind_of
from nbguard.findings import FileError, Finding, Report

MakeFinding = Callable[..., Finding]


@pytest.fixture
def finding() -> MakeFinding:
    """Makes a finding; only what matters to a test need be given."""

    def make(entity: str = "EMAIL_ADDRESS", path: str = "a.ipynb", **fields: object) -> Finding:
        default: dict[str, object] = {
            "kind": kind_of(entity),
            "score": 0.95,
            "start": 3,
            "end": 9,
            "line": 1,
            "place": "source",
            "cell": 4,
            "cell_id": "9f3c",
            "fingerprint": "ab" * 16,
            "file_line": 12,
        }
        return Finding(entity=entity, path=path, **{**default, **fields})  # type: ignore[arg-type]

    return make


@pytest.fixture
def nothing() -> Report:
    """A report of documents in which nothing was found."""
    report = Report(files=3, cells=31, places=120)
    report.unscanned["image/png"] = 4
    return report


@pytest.fixture
def report(finding: MakeFinding, nothing: Report) -> Report:
    """A report with findings in two files, and with a file that could not be read."""
    nothing.findings = [
        finding("EMAIL_ADDRESS", line=7, place="outputs[0].data['text/html']", start=120, end=141),
        finding("EMAIL_ADDRESS", line=9, place="outputs[0].data['text/html']", score=0.5),
        finding("AWS_SECRET_KEY", cell=5, fingerprint="cd" * 16),
        finding("PERSON", "b.py", cell=None, cell_id=None, place="", line=2, fingerprint=""),
    ]
    nothing.errors.append(FileError("broken.ipynb", "not JSON: line 3, column 9"))
    return nothing
