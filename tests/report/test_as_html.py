from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from nbguard.findings import FileError, Report
from nbguard.report import as_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.findings import Finding

EVIL = "<script>alert(1)</script>\"'&.ipynb"


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("which", ["report", "nothing"])
def test_it_asks_nothing_of_anybody_and_runs_nothing(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = as_html.render(request.getfixturevalue(which))
    reader = _Reader(page)
    assert reader.links == []
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_names_and_places_are_text(finding: Callable[..., Finding]) -> None:
    report = Report(files=1)
    report.findings = [finding(EVIL, EVIL, place=EVIL, kind="pii")]
    report.errors = [FileError(EVIL, EVIL)]
    reader = _Reader(as_html.render(report))
    assert "script" not in reader.tags
    assert reader.words.count(EVIL) >= 4


def test_unused_allowances_are_listed(nothing: Report) -> None:
    nothing.unused = [f"{EVIL}, cell 2, tag: allow"]
    reader = _Reader(as_html.render(nothing))
    assert f"{EVIL}, cell 2, tag: allow" in reader.words
    assert "script" not in reader.tags


def test_silence_says_what_was_looked_at_and_what_was_not(nothing: Report) -> None:
    words = _Reader(as_html.render(nothing)).words
    assert "Nothing found" in words
    assert "3 files, 31 cells, 120 places: nothing found; 4 image/png not looked at" in words


def test_nothing_looked_at_is_not_nothing_found() -> None:
    assert "No file was looked at" in _Reader(as_html.render(Report())).words


def test_errors_come_first(report: Report) -> None:
    words = _Reader(as_html.render(report)).words
    assert words.index("not JSON: line 3, column 9") < words.index("What was found")


def test_a_thousand_findings_are_drawn_together(finding: Callable[..., Finding]) -> None:
    report = Report(files=1)
    report.findings = [finding(line=i) for i in range(1000)]
    page = as_html.render(report)
    assert "lines 0-999" in page
    assert len(page) < 20_000


def test_light_and_dark_are_both_there(nothing: Report) -> None:
    assert "prefers-color-scheme: dark" in as_html.render(nothing)
