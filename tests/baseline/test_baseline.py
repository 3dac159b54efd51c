from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbguard.baseline import NAME, Baseline, beside, subtract
from nbguard.errors import KeyMissing, UnreadableFile
from nbguard.findings import FileError, Finding, Report
from nbguard.fingerprints import fingerprinter

KEY, OTHER_KEY = "1" * 64, "2" * 64
ANN, BOB = "ann@canary-post.com", "bob@canary-post.com"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", KEY)
    monkeypatch.chdir(tmp_path)


def _find(
    value: str, path: str = "a.ipynb", entity: str = "EMAIL_ADDRESS", line: int = 1, cell: int = 0
) -> Finding:
    mark = fingerprinter()(entity, value)
    return Finding(entity, "pii", 0.9, line, line + 5, line, "source", path, cell, fingerprint=mark)


def _record(*findings: Finding, paths: Sequence[str] = (".",), file: str = NAME) -> None:
    report = Report(files=1)
    report.findings = list(findings)
    baseline = Baseline.read(file) if Path(file).exists() else Baseline(file)
    baseline.record(report, paths)
    baseline.write()


def _new(*findings: Finding) -> list[Finding]:
    return Baseline.read(NAME).new(findings)


def test_what_was_recorded_is_known() -> None:
    _record(_find(ANN), _find(BOB))
    assert _new(_find(ANN), _find(BOB)) == []


@pytest.mark.parametrize(
    "other",
    [_find, lambda value: _find(value, line=99), lambda value: _find(value, cell=7)],
    ids=["as it was", "on another line", "in another cell"],
)
def test_a_known_finding_is_known_wherever_it_moves(other: object) -> None:
    _record(_find(ANN))
    assert _new(other(ANN)) == []  # type: ignore[operator]


@pytest.mark.parametrize(
    "other",
    [_find(BOB), _find(ANN, path="b.ipynb"), _find(ANN, entity="PERSON"), _find(ANN.upper())],
    ids=["value", "document", "entity", "spelling"],
)
def test_another_finding_is_new(other: Finding) -> None:
    _record(_find(ANN))
    assert _new(other, _find(ANN)) == [other]


def test_one_more_of_a_known_value_is_new() -> None:
    _record(_find(ANN), _find(ANN))
    third = _find(ANN, line=8)
    assert _new(_find(ANN), _find(ANN), third) == [third]


values = st.lists(st.sampled_from([ANN, BOB, "carl", "dora"]), max_size=12)


@given(recorded=values, now=values, seed=st.integers())
def test_exactly_what_is_more_than_recorded_is_new(
    recorded: list[str], now: list[str], seed: int
) -> None:
    Path(NAME).unlink(missing_ok=True)
    _record(*(_find(value, line=i) for i, value in enumerate(recorded)))
    random.Random(seed).shuffle(now)
    new = Counter(f.fingerprint for f in _new(*(_find(v, cell=i) for i, v in enumerate(now))))
    more = Counter(now) - Counter(recorded)
    assert new == {fingerprinter()("EMAIL_ADDRESS", value): n for value, n in more.items()}


def test_a_finding_without_a_fingerprint_is_never_known() -> None:
    _record(_find(ANN)._replace(fingerprint=""))
    assert _new(_find(ANN)._replace(fingerprint=""))


def test_the_file_is_the_same_however_it_came_about() -> None:
    _record(_find(ANN), _find(BOB), _find(ANN, path="b.ipynb"))
    first = Path(NAME).read_bytes()
    Path(NAME).unlink()
    _record(_find(ANN, path="b.ipynb", line=9), _find(BOB, cell=3), _find(ANN))
    assert Path(NAME).read_bytes() == first


def test_the_file_holds_no_value_no_key_and_no_equality() -> None:
    _record(_find(ANN), _find(ANN), _find(ANN, path="b.ipynb"))
    text = Path(NAME).read_text()
    names = [n for file in json.loads(text)["files"].values() for n in file["EMAIL_ADDRESS"]]
    assert len(set(names)) == len(names) == 3
    assert not any(secret in text for secret in (ANN, KEY, _find(ANN).fingerprint))


def test_who_lacks_the_key_cannot_test_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    _record(_find(ANN))
    recorded = Path(NAME).read_text()
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", OTHER_KEY)
    Path(NAME).unlink()
    _record(_find(ANN))
    hashes = [set(json.loads(t)["files"]["a.ipynb"]["EMAIL_ADDRESS"]) for t in (
        recorded, Path(NAME).read_text())]  # fmt: skip
    assert not hashes[0] & hashes[1]


def test_recording_some_documents_keeps_what_is_known_of_the_others() -> None:
    _record(_find(ANN, path="x/a.ipynb"), _find(ANN, path="y/b.ipynb"), _find(ANN, path="xy"))
    _record(_find(BOB, path="x/c.ipynb"), paths=["x"])
    assert set(json.loads(Path(NAME).read_text())["files"]) == {"x/c.ipynb", "xy", "y/b.ipynb"}


def test_recording_keeps_what_is_known_of_a_document_that_cannot_be_read() -> None:
    _record(_find(ANN), _find(ANN, path="b.ipynb"))
    report = Report()
    report.errors.append(FileError("a.ipynb", "not JSON"))
    baseline = Baseline.read(NAME)
    baseline.record(report, ["."])
    baseline.write()
    assert set(json.loads(Path(NAME).read_text())["files"]) == {"a.ipynb"}


def test_paths_count_from_the_file_s_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _record(_find(ANN, path="x/a.ipynb"))
    (tmp_path / "x").mkdir()
    monkeypatch.chdir(tmp_path / "x")
    assert Baseline.read(f"../{NAME}").new([_find(ANN)]) == []


def test_another_key_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    _record(_find(ANN))
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", OTHER_KEY)
    with pytest.raises(KeyMissing, match=r"NBGUARD_KEY_BASELINE.*nbguard baseline"):
        Baseline.read(NAME)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"version": 1}', '{"version": 1, "key": "", "files": [1]}', "[" * 100_000],
    ids=["empty", "list", "object", "no files", "files are a list", "deep"],
)
def test_what_is_no_baseline_is_an_error(content: str) -> None:
    Path(NAME).write_text(content)
    with pytest.raises(UnreadableFile, match="not a baseline"):
        Baseline.read(NAME)


def test_a_newer_form_is_an_error() -> None:
    Path(NAME).write_text('{"version": 2, "key": "", "files": {}}')
    with pytest.raises(UnreadableFile, match="newer"):
        Baseline.read(NAME)


def _report(*findings: Finding) -> Report:
    report = Report(files=1)
    report.findings = list(findings)
    return report


def test_known_findings_leave_the_report_and_are_counted() -> None:
    _record(_find(ANN))
    report = _report(_find(ANN), _find(BOB, line=2))
    subtract(report)
    assert report.findings == [_find(BOB, line=2)]
    assert (report.known, report.errors) == (1, [])


def test_without_a_baseline_everything_is_new() -> None:
    report = _report(_find(ANN))
    subtract(report)
    assert (len(report.findings), report.known, report.errors) == (1, 0, [])


@pytest.mark.parametrize("spoil", ["key", "file"])
def test_a_baseline_that_cannot_be_used_takes_out_nothing(
    spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _record(_find(ANN))
    if spoil == "key":
        monkeypatch.setenv("NBGUARD_KEY_BASELINE", OTHER_KEY)
    else:
        Path(NAME).write_text("{")
    report = _report(_find(ANN))
    subtract(report)
    assert len(report.findings) == 1
    assert [error.path.endswith(NAME) for error in report.errors] == [True]


def test_each_document_has_the_baseline_of_its_own_repository(
    repository: Path, tmp_path: Path
) -> None:
    _record(_find(ANN))
    other = tmp_path / "other"
    other.mkdir()
    assert beside("a.ipynb") == str(repository.resolve() / NAME)
    report = _report(_find(ANN), _find(ANN, path=str(other / "a.ipynb")))
    subtract(report)
    assert [finding.path for finding in report.findings] == [str(other / "a.ipynb")]
