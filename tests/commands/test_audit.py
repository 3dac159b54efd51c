"""``nbguard audit``: figures, exports, verdicts."""

from __future__ import annotations

import csv
import json
import re
import stat
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from nbguard import audit, cli
from nbguard.audit import entry
from nbguard.audit.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]


@pytest.fixture
def log(home: Path) -> Path:
    """Three entries of two days; one of them by somebody with a name of tags."""
    journal = Journal(home / "audit")
    today = datetime.now(timezone.utc)
    for event, days, user, counts in (
        ("masked", 40, "jane", {"PERSON": 1200, "US_SSN": 3}),
        ("revealed", 0, "<b>john</b>", {"PERSON": 2}),
        ("switched_off", 0, "jane", {}),
    ):
        says = entry.describe(event, "=HYPERLINK()", counts, "")
        says |= {"time": f"{today - timedelta(days=days):%Y-%m-%dT%H:%M:%S.000}Z", "user": user}
        journal.append(says)
    return journal.folder / "audit.jsonl"


@pytest.mark.usefixtures("log")
def test_the_text_tells_what_when_who_and_what_of(capsys: Capture) -> None:
    assert cli.main(["audit"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("3 entries, ")
    assert re.search(r"^masked +1,203 +█{24} +1 entry", said, re.MULTILINE)
    assert re.search(r"^switched_off +1 +▏", said, re.MULTILINE)
    assert re.search(r"^before +1,203 ", said, re.MULTILINE)
    assert re.search(r"^jane +1,204 .*1,203 masked, 1 switched_off", said, re.MULTILINE)
    assert re.search(r"^US_SSN +3 ", said, re.MULTILINE)


@pytest.mark.usefixtures("log")
def test_since_leaves_out_what_was_before(capsys: Capture) -> None:
    assert cli.main(["audit", "--since", "7d", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["entries"] == 2
    assert [row["name"] for row in said["by_event"]] == ["revealed", "switched_off"]
    assert [row["name"] for row in said["by_entity"]] == ["PERSON"]


@pytest.mark.usefixtures("log")
def test_json_has_every_day_between(capsys: Capture) -> None:
    assert cli.main(["audit", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["by_day"]) == 41
    assert said["by_day"][0]["values"] == 1203
    assert said["by_day"][1]["values"] == 0


@pytest.mark.usefixtures("log")
def test_html_is_one_page_with_a_plot_and_escapes_names(tmp_path: Path) -> None:
    page = tmp_path / "audit.html"
    assert cli.main(["audit", "--format", "html", "--output", str(page)]) == 0
    text = page.read_text()
    assert text.count("<rect ") == 3
    assert ": 1,203</title>" in text
    assert "&lt;b&gt;john&lt;/b&gt;" in text
    assert "<b>john" not in text
    assert "<script" not in text
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.usefixtures("log")
def test_csv_has_a_row_per_entity_and_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    assert cli.main(["audit", "--export", str(file)]) == 0
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert [(row["entity"], row["count"]) for row in rows] == [
        ("PERSON", "1200"), ("US_SSN", "3"), ("PERSON", "2"), ("", "")
    ]  # fmt: skip
    assert rows[0]["where"] == "'=HYPERLINK()"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("log")
def test_json_export_has_every_entry(tmp_path: Path) -> None:
    file = tmp_path / "audit.json"
    assert cli.main(["audit", "--export", str(file)]) == 0
    assert [says["n"] for says in json.loads(file.read_text())] == [1, 2, 3]


@pytest.mark.usefixtures("log")
def test_verify_is_0_where_the_chain_holds(capsys: Capture) -> None:
    assert cli.main(["audit", "--verify"]) == 0
    assert capsys.readouterr().out == (
        "the chain holds: 3 entries in 1 file, every one as it was written\n"
    )


def test_verify_is_1_and_names_the_line(log: Path, capsys: Capture) -> None:
    log.write_bytes(log.read_bytes().replace(b":1200", b":1"))
    assert cli.main(["audit", "--verify"]) == 1
    assert capsys.readouterr().out == (
        "audit.jsonl, line 1: changed after it was written\n"
        "the chain is broken: 1 problem; 2 entries in 1 file genuine\n"
    )
    assert cli.main(["audit", "--verify", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["holds"], said["problems"][0]["line"]) == (False, 1)


def test_a_tampered_entry_breaks_no_figure(log: Path, capsys: Capture) -> None:
    text = log.read_bytes().replace(b'"PERSON":1200', b'"PERSON":"x"')
    log.write_bytes(text.replace(b'"user":"<b>', b'"user":7,"x":"'))
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr().out.startswith("1 entry, ")


@pytest.mark.parametrize("time", [b"20250301T093000", b"yesterday", b"2025-02-31T00:00:00.000Z"])
def test_a_tampered_time_breaks_no_figure(time: bytes, log: Path, capsys: Capture) -> None:
    text = log.read_bytes()
    first = re.search(rb'"time":"([^"]*)"', text)
    assert first
    log.write_bytes(text.replace(first[1], time, 1))
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr().out.startswith("2 entries, ")


def test_an_empty_log_says_so(capsys: Capture) -> None:
    for form in ("text", "json", "html"):
        assert cli.main(["audit", "--format", form]) == 0
    assert "nothing has been recorded" in capsys.readouterr().out
    assert cli.main(["audit", "--verify"]) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--since", "yesterday"], "7d"),
        (["--export", "audit.xlsx"], ".csv or .json"),
        (["--export", "no-such-folder/audit.csv"], "no such folder"),
    ],
)
def test_wrong_usage_says_what_is_right(words: list[str], says: str, capsys: Capture) -> None:
    audit.record("allowed")
    assert cli.main(["audit", *words]) == 2
    assert says in capsys.readouterr().err
