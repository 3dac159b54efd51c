from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from nbguard.findings import Finding, Report
from nbguard.policy import Policy
from nbguard.scanner.cache import Cache, open_cache

if TYPE_CHECKING:
    from pathlib import Path

KEY = b"k" * 32
FINDING = Finding("EMAIL_ADDRESS", "pii", 0.9, 3, 9, 1, "source", "a.ipynb", 0, "c1", file_line=4)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "cache"), KEY, "stamp")


def _report(*findings: Finding) -> Report:
    report = Report(files=1, cells=2, places=7)
    report.findings = list(findings)
    report.unscanned["image/png"] = 3
    report.unused = ["line 3"]
    return report


def test_what_was_kept_comes_back_under_the_name_it_has_now(cache: Cache) -> None:
    entry = cache.entry("a.ipynb", b"data", Policy())
    cache.put(entry, _report(FINDING))
    report = cache.get(entry, "renamed.ipynb")
    assert report is not None
    assert report.findings == [FINDING._replace(path="renamed.ipynb")]
    assert (report.files, report.cells, report.places) == (1, 2, 7)
    assert report.unscanned == {"image/png": 3}
    assert report.unused == ["line 3"]


def test_nothing_comes_back_for_what_was_never_kept(cache: Cache) -> None:
    assert cache.get(cache.entry("a.ipynb", b"data", Policy()), "a.ipynb") is None


@pytest.mark.parametrize(
    ("name", "data", "policy", "same"),
    [
        ("b.ipynb", b"data", Policy(), True),
        ("a.ipynb", b"data", Policy(min_score=0.5), True),
        ("a.txt", b"data", Policy(), False),
        ("-", b"data", Policy(), False),
        ("a.ipynb", b"Data", Policy(), False),
        ("a.ipynb", b"data", Policy(allow=["x"]), False),
    ],
    ids=["name", "equal policy", "kind", "standard input", "content", "policy"],
)
def test_an_entry_stands_for_kind_content_and_policy(
    cache: Cache, name: str, data: bytes, policy: Policy, same: bool
) -> None:
    first = cache.entry("a.ipynb", b"data", Policy())
    assert (cache.entry(name, data, policy) == first) is same


@pytest.mark.parametrize(
    "other",
    [Cache("", b"K" * 32, "stamp"), Cache("", KEY, "newer nbguard")],
    ids=["key", "version"],
)
def test_an_entry_stands_for_key_and_version(cache: Cache, other: Cache) -> None:
    entries = {c.entry("a.ipynb", b"data", Policy()) for c in (cache, other)}
    assert len(entries) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda _: b"",
        lambda data: data[:40] + b"!" + data[41:],
        lambda _: b"x" * 16 + b"[1, 0, 0, {}, [], []]",
        lambda data: data + b" ",
    ],
    ids=["cut short", "empty", "altered", "foreign", "longer"],
)
def test_a_spoiled_entry_is_no_entry(cache: Cache, tmp_path: Path, spoil: object) -> None:
    entry = cache.entry("a.ipynb", b"data", Policy())
    cache.put(entry, _report(FINDING))
    path = tmp_path / "cache" / entry
    path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    assert cache.get(entry, "a.ipynb") is None


def test_an_entry_moved_to_another_s_place_is_no_entry(cache: Cache, tmp_path: Path) -> None:
    """Else whoever can write the folder could give a notebook the clean report of another."""
    clean = cache.entry("clean.ipynb", b"clean", Policy())
    dirty = cache.entry("dirty.ipynb", b"dirty", Policy())
    cache.put(clean, _report())
    os.replace(tmp_path / "cache" / clean, tmp_path / "cache" / dirty)  # noqa: PTH105
    assert cache.get(dirty, "dirty.ipynb") is None


def test_entries_are_the_owner_s_only(cache: Cache, tmp_path: Path) -> None:
    cache.put(cache.entry("a.ipynb", b"data", Policy()), _report())
    (entry,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700


def test_the_oldest_entries_go_when_there_are_too_many(cache: Cache, tmp_path: Path) -> None:
    entries = [cache.entry("a.ipynb", bytes([i]), Policy()) for i in range(8)]
    for age, entry in enumerate(entries):
        cache.put(entry, _report())
        os.utime(tmp_path / "cache" / entry, (age, age))
    cache.prune(largest=8 * 4096)
    assert [entry for entry in entries if cache.get(entry, "")] == entries
    cache.prune(largest=4 * 4096)
    assert [entry for entry in entries if cache.get(entry, "")] == entries[-3:]


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(str(tmp_path / "file" / "cache"), KEY, "")
    entry = cache.entry("a.ipynb", b"data", Policy())
    cache.put(entry, _report())
    assert cache.get(entry, "a.ipynb") is None


def test_there_is_no_cache_where_there_can_be_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NBGUARD_HOME", str(tmp_path / "file"))
    assert open_cache() is None


def test_the_user_s_cache_changes_with_the_key_of_fingerprints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = set()
    for digit in "12":
        monkeypatch.setenv("NBGUARD_KEY_BASELINE", digit * 64)
        cache = open_cache()
        assert cache
        entries.add(cache.entry("a.ipynb", b"data", Policy()))
    assert len(entries) == 2
