from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nbguard.errors import PolicyError, UnreadableFile
from nbguard.findings import Report
from nbguard.scanner import Scan, attempt, each, sources, total
from nbguard.scanner.cache import open_cache
from nbguard.scanner.policies import Policies
from nbguard.scanner.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteNotebook = Callable[..., Path]

MAIL = "wilhelmina.quist@canary-post.com"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _scan(cached: bool = True) -> Scan:
    return Scan(Policies(), open_cache() if cached else None)


def test_reports_add_up_in_the_order_of_the_documents(write_notebook: WriteNotebook) -> None:
    write_notebook("b.ipynb", MAIL)
    write_notebook("a.ipynb", "nothing")
    write_notebook("c.ipynb", MAIL)
    report = _scan().report([Source(name) for name in ("b.ipynb", "gone", "a.ipynb", "c.ipynb")])
    assert [(f.path, f.entity) for f in report.findings] == [
        ("b.ipynb", "EMAIL_ADDRESS"),
        ("c.ipynb", "EMAIL_ADDRESS"),
    ]
    assert report.errors == [("gone", "no such file", False)]
    assert (report.files, report.cells) == (3, 3)


@pytest.mark.parametrize("workers", [1, 2], ids=["one process", "two processes"])
def test_one_process_or_two_make_no_difference(write_notebook: WriteNotebook, workers: int) -> None:
    for i in range(4):
        write_notebook(f"{i}.ipynb", MAIL * (i % 2))
    Path("broken.ipynb").write_text("{")
    heard: list[tuple[int, int]] = []
    report = _scan().report(
        sources.find(["."]), workers=workers, progress=lambda *done: heard.append(done)
    )
    assert [finding.path for finding in report.findings] == ["1.ipynb", "3.ipynb"]
    assert [error.path for error in report.errors] == ["broken.ipynb"]
    assert heard == [(i, 5) for i in range(1, 6)]


def test_the_second_time_it_is_known(write_notebook: WriteNotebook) -> None:
    source = Source(str(write_notebook("a.ipynb", MAIL)))
    assert _scan().seen(source) is None
    first = _scan().report([source])
    again = _scan().seen(source)
    assert again is not None
    assert again.findings == first.findings
    assert (again.files, again.cells, again.places) == (first.files, first.cells, first.places)


def test_what_changed_is_looked_at_again(write_notebook: WriteNotebook) -> None:
    source = Source(str(write_notebook("a.ipynb", "nothing")))
    assert not _scan().report([source]).findings
    write_notebook("a.ipynb", MAIL)
    assert _scan().report([source]).findings


def test_without_a_cache_nothing_is_known(write_notebook: WriteNotebook, home: Path) -> None:
    source = Source(str(write_notebook("a.ipynb", MAIL)))
    assert _scan(cached=False).report([source]).findings
    assert _scan(cached=False).seen(source) is None
    assert not (home / "cache").exists()


def test_no_cache_file_holds_a_value(write_notebook: WriteNotebook, home: Path) -> None:
    write_notebook("a.ipynb", MAIL)
    _scan().report([Source("a.ipynb")])
    (entry,) = (home / "cache").iterdir()
    assert b"EMAIL_ADDRESS" in entry.read_bytes()
    assert not any(piece.encode() in entry.read_bytes() for piece in MAIL.split("@"))


def test_recognizers_of_the_user_s_own_code_are_asked_every_time(
    write_notebook: WriteNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The policy names the code but does not change with it."""
    monkeypatch.syspath_prepend(".")
    Path("house_rules.py").write_text(
        "from presidio_analyzer import Pattern, PatternRecognizer\n"
        "class Badge(PatternRecognizer):\n"
        "    def __init__(self):\n"
        "        super().__init__('BADGE', patterns=[Pattern('b', 'B-[0-9]{4}', 0.9)])\n"
    )
    Path("nbguard.toml").write_text(
        'entities = ["+BADGE"]\nrecognizers = [{ entity = "BADGE", path = "house_rules:Badge" }]\n'
    )
    source = Source(str(write_notebook("a.ipynb", "B-1234")))
    report = _scan().report([source])
    assert [finding.entity for finding in report.findings] == ["BADGE"]
    assert _scan().seen(source) is None


def test_a_policy_that_cannot_be_read_stops_everything_first() -> None:
    Path("nbguard.toml").write_text("entitties = []")
    with pytest.raises(PolicyError, match="entities"):
        _scan(cached=False).report([Source("a.ipynb")])


def test_cleaning_gives_the_bytes_and_what_was_found(write_notebook: WriteNotebook) -> None:
    source = Source(str(write_notebook("a.ipynb", f"to {MAIL}\n")))
    report, clean = _scan().clean(source, source.read())
    assert [finding.entity for finding in report.findings] == ["EMAIL_ADDRESS"]
    expected = source.read().replace(MAIL.encode(), b"[EMAIL_ADDRESS_1]")
    assert clean == expected


def test_cleaning_what_is_clean_is_remembered(write_notebook: WriteNotebook) -> None:
    source = Source(str(write_notebook("a.ipynb", "nothing")))
    report, clean = _scan().clean(source, source.read())
    assert (report.findings, clean) == ([], source.read())
    assert _scan().seen(source)


@pytest.mark.parametrize(
    ("error", "said", "bug"),
    [
        (UnreadableFile("not JSON: line 3, column 9"), "not JSON: line 3, column 9", False),
        (RecursionError(), "nested too deeply", False),
        (MemoryError(), "too large for the memory there is", False),
        (ValueError("a secret value"), "a bug of nbguard's: ValueError", True),
    ],
    ids=["unreadable", "too deep", "too large", "bug"],
)
def test_whatever_goes_wrong_becomes_an_error_without_data(
    error: Exception, said: str, bug: bool
) -> None:
    def job(_: Source) -> Report:
        raise error

    (found,) = attempt(job, Source("a.ipynb")).errors
    assert found.path == "a.ipynb"
    assert found.message.startswith(said)
    assert "secret value" not in found.message
    assert found.bug is bug


def _die_of_b(source: Source) -> Report:
    if source.name == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return Report(files=1)


def test_a_process_that_dies_is_an_error_of_its_document() -> None:
    report = total(each(_die_of_b, [Source(name) for name in "abc"], workers=2))
    assert report.files == 2
    ((path, message, bug),) = report.errors
    assert (path, bug) == ("b", False)
    assert "died" in message


def test_fingerprints_follow_the_key(
    write_notebook: WriteNotebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(str(write_notebook("a.ipynb", MAIL)))
    marks = set()
    for digit in "121":
        monkeypatch.setenv("NBGUARD_KEY_BASELINE", digit * 64)
        (finding,) = _scan().report([source]).findings
        marks.add(finding.fingerprint)
    assert len(marks) == 2
    assert "" not in marks


def test_notebooks_of_one_content_share_an_entry(write_notebook: WriteNotebook, home: Path) -> None:
    for name in ("a.ipynb", "b.ipynb"):
        write_notebook(name, MAIL)
    report = _scan().report([Source("a.ipynb")]), _scan().report([Source("b.ipynb")])
    assert [r.findings[0].path for r in report] == ["a.ipynb", "b.ipynb"]
    assert len(list((home / "cache").iterdir())) == 1
    assert json.loads(Path("a.ipynb").read_text())


def test_cleaning_again_what_was_cleaned_before_needs_no_detection(
    write_notebook: WriteNotebook, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter sees the same working copy at every status, diff and add."""
    source = Source(str(write_notebook("a.ipynb", f"to {MAIL}\n")))
    first = _scan().clean(source, source.read())
    monkeypatch.setattr(Scan, "_open", None)
    report, clean = _scan().clean(source, source.read())
    assert clean == first[1]
    assert MAIL.encode() not in clean
    assert report.findings == first[0].findings
    kept = b"".join(entry.read_bytes() for entry in (home / "cache").iterdir())
    assert not any(piece.encode() in kept for piece in MAIL.split("@"))


@pytest.mark.parametrize("operator", ["hash", "mask", "fake", "redact", "encrypt"])
def test_what_cleaning_puts_elsewhere_than_placeholders_is_not_remembered(
    write_notebook: WriteNotebook, home: Path, operator: str
) -> None:
    Path("nbguard.toml").write_text(f'operators = {{ EMAIL_ADDRESS = "{operator}" }}\n')
    source = Source(str(write_notebook("a.ipynb", f"to {MAIL}\n")))
    _, clean = _scan().clean(source, source.read())
    assert MAIL.encode() not in clean
    assert not (home / "cache").exists()
