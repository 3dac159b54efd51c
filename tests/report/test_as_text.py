from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from nbguard.findings import Report, Walked
from nbguard.report import as_text, looked_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbguard.findings import Finding


def test_silence_says_what_was_looked_at_and_what_was_not(nothing: Report) -> None:
    expected = "3 files, 31 cells, 120 places: nothing found; 4 image/png not looked at\n"
    assert as_text.render(nothing) == expected


def test_nothing_looked_at_is_not_nothing_found() -> None:
    assert as_text.render(Report()) == "no file was looked at\n"


def test_findings_stand_by_file_with_what_to_type_next(report: Report) -> None:
    assert as_text.render(report) == (
        "a.ipynb\n"
        "  cell 4  outputs[0].data['text/html']  lines 7-9  EMAIL_ADDRESS x2  0.95\n"
        "  cell 5  source                        line 1     AWS_SECRET_KEY    0.95\n"
        "\n"
        "b.py\n"
        "    text  line 2  PERSON  0.95\n"
        "\n"
        "3 files, 31 cells, 120 places: 4 findings (2 EMAIL_ADDRESS, 1 AWS_SECRET_KEY, 1 PERSON); "
        "4 image/png not looked at; 1 error\n"
        "next:\n"
        "  nbguard clean a.ipynb b.py  put placeholders in their place\n"
        "  nbguard scan --help         how to allow what may stay\n"
        "  nbguard baseline            take all of today's as known\n"
    )


def test_many_files_are_cleaned_by_the_paths_that_were_given(
    finding: Callable[..., Finding],
) -> None:
    report = Report(files=9)
    report.findings = [finding(path=f"my folder/{i}.ipynb") for i in range(9)]
    assert "nbguard clean 'my folder'  put" in as_text.render(report, ["my folder"])
    assert "nbguard clean .     " in as_text.render(report)


def test_what_a_baseline_took_out_is_counted(nothing: Report) -> None:
    nothing.known = 2
    assert "; 2 known findings left out (baseline)" in looked_at(nothing)


def test_after_a_plan_was_written_the_plan_is_what_comes_next(
    nothing: Report, finding: Callable[..., Finding]
) -> None:
    nothing.findings = [finding()]
    nothing.history = Walked(1, 1, 1, 1, 1)
    assert "nbguard history --plan" in as_text.render(nothing)
    planned = as_text.render(nothing, plan="incident.md")
    assert "  incident.md " in planned
    assert "--plan" not in planned


def test_unused_allowances_are_listed(nothing: Report) -> None:
    nothing.unused = ["a.ipynb, cell 3, line 2"]
    assert as_text.render(nothing).startswith("allows nothing: a.ipynb, cell 3, line 2\n")


def test_a_terminal_shows_the_same_words(report: Report) -> None:
    console = Console(width=200, record=True, file=None, quiet=True)
    with console.capture() as capture:
        console.quiet = False
        console.print(as_text.styled(report), soft_wrap=True)
    words = [line.split() for line in as_text.render(report).splitlines()]
    assert [line.split() for line in capture.get().splitlines()] == words


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a\x1b[2Jb.ipynb", "a\\x1b[2Jb.ipynb"),
        ("a\nb.ipynb", "a\\nb.ipynb"),
        ("ü.ipynb", "ü.ipynb"),
    ],
    ids=["escape sequence", "new line", "letters"],
)
def test_a_name_cannot_write_on_the_terminal(
    finding: Callable[..., Finding], path: str, shown: str
) -> None:
    report = Report(files=1)
    report.findings = [finding(path=path)]
    assert as_text.render(report).splitlines()[0] == shown


@pytest.mark.parametrize(("path", "told"), [("-check.ipynb", "./-check.ipynb"), ("-", "-")])
def test_a_name_that_begins_with_a_dash_can_be_cleaned_as_it_is_told(
    finding: Callable[..., Finding], path: str, told: str
) -> None:
    report = Report(files=1)
    report.findings = [finding(path=path)]
    assert f"  nbguard clean {told} " in as_text.render(report)


def test_cleaning_says_what_it_did_and_what_it_could_not(report: Report) -> None:
    report.changed = ["a.ipynb"]
    report.left = 1
    lines = as_text.cleaned(report, written=True).splitlines()
    assert lines[0] == "cleaned: a.ipynb (3 findings)"
    assert lines[1].startswith("1 finding left in code")
    assert as_text.cleaned(report, written=False).startswith("would be cleaned: a.ipynb")
