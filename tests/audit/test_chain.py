"""The chain: whole after any number of writers, and naming whatever somebody changed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbguard import audit, keys
from nbguard.audit import entry
from nbguard.audit.chain import verify
from nbguard.audit.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _fill(journal: Journal, count: int) -> None:
    for number in range(count):
        journal.append(entry.describe("revealed", f"place {number}", {"PERSON": 1}, ""))


@pytest.fixture
def journal(home: Path) -> Journal:
    """Ten entries."""
    journal = Journal(home / "audit")
    _fill(journal, 10)
    return journal


def _file(journal: Journal) -> Path:
    return journal.folder / "audit.jsonl"


def _lines(journal: Journal) -> list[bytes]:
    return _file(journal).read_bytes().splitlines(keepends=True)


def _problems(journal: Journal) -> list[str]:
    return [str(problem) for problem in verify(journal).problems]


def test_an_untouched_log_holds(journal: Journal) -> None:
    verdict = verify(journal)
    assert verdict.holds
    assert (verdict.entries, verdict.files, verdict.torn) == (10, 1, [])


def test_no_log_holds(home: Path) -> None:
    assert verify(Journal(home / "audit")).holds


TAMPERING = {
    "a changed count": (
        lambda ls: [*ls[:3], ls[3].replace(b'"PERSON":1', b'"PERSON":9'), *ls[4:]],
        ["audit.jsonl, line 4: changed after it was written"],
    ),
    "a changed user": (
        lambda ls: [ls[0].replace(b'"user":"', b'"user":"x'), *ls[1:]],
        ["audit.jsonl, line 1: changed after it was written"],
    ),
    "another space": (
        lambda ls: [*ls[:9], ls[9].replace(b'"note":', b'"note": ')],
        ["audit.jsonl, line 10: changed after it was written"],
    ),
    "a line of nonsense": (
        lambda ls: [*ls[:3], b"nonsense\n", *ls[4:]],
        ["audit.jsonl, line 4: changed: it is no entry any more"],
    ),
    "a removed line": (
        lambda ls: [*ls[:3], *ls[4:]],
        ["audit.jsonl, line 4: entry 4 was removed before this line"],
    ),
    "removed lines": (
        lambda ls: [*ls[:3], *ls[7:]],
        ["audit.jsonl, line 4: 4 entries, 4 to 7, were removed before this line"],
    ),
    "a removed beginning": (
        lambda ls: ls[2:],
        ["audit.jsonl, line 1: 2 entries, 1 to 2, were removed before this line"],
    ),
    "two lines that changed places": (
        lambda ls: [*ls[:3], ls[4], ls[3], *ls[5:]],
        ["audit.jsonl, line 5: out of order: entry 4 stands behind entry 5"],
    ),
    "a line twice": (
        lambda ls: [*ls[:5], ls[4], *ls[5:]],
        ["audit.jsonl, line 6: entry 5 stands here a second time"],
    ),
    "a cut end": (
        lambda ls: ls[:7],
        ["audit.head: 3 entries, 8 to 10, were removed from the end, or lost with the power"],
    ),
    "a last line of nonsense": (
        lambda ls: [*ls[:9], b"nonsense\n"],
        ["audit.jsonl, line 10: changed: it is no entry any more"],
    ),
    "a last line cut short": (
        lambda ls: [*ls[:9], ls[9][:100]],
        ["audit.head: entry 10 was removed from the end, or lost with the power"],
    ),
    "nothing left": (
        lambda ls: ls[:0],
        ["audit.head: 10 entries, 1 to 10, were removed from the end, or lost with the power"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("tamper", "expected"), TAMPERING.values(), ids=TAMPERING)
def test_what_was_done_to_the_log_is_named(tamper, expected, journal: Journal) -> None:  # type: ignore[no-untyped-def]
    _file(journal).write_bytes(b"".join(tamper(_lines(journal))))
    assert _problems(journal) == expected


@pytest.mark.parametrize("tamper", ["cut", "removed"])
def test_writing_on_does_not_heal_it(tamper: str, journal: Journal) -> None:
    lines = _lines(journal)
    _file(journal).write_bytes(b"".join(lines[:7] if tamper == "cut" else lines[:3] + lines[4:]))
    _fill(journal, 5)
    (problem,) = _problems(journal)
    assert "removed before this line" in problem


def test_an_entry_forged_with_another_key_is_named(journal: Journal) -> None:
    line, _ = entry.write(entry.describe("allowed", "", None, ""), 11, "0" * 32, os.urandom(32))
    _file(journal).write_bytes(_file(journal).read_bytes() + line)
    (problem,) = _problems(journal)
    assert "line 11: its key" in problem


def test_a_missing_head_is_named(journal: Journal) -> None:
    (journal.folder / "audit.head").unlink()
    assert _problems(journal) == [
        "audit.head: missing or changed: whether the end is whole cannot be told"
    ]


def test_a_head_moved_back_is_named(journal: Journal) -> None:
    head = journal.folder / "audit.head"
    head.write_text(head.read_text().replace('"n": 10', '"n": 7'))
    assert "missing or changed" in _problems(journal)[0]


def test_an_end_put_in_the_place_of_another_is_named(journal: Journal, home: Path) -> None:
    """The last three lines cut off with the head of that time, and written otherwise."""
    copy = home / "copy"
    shutil.copytree(journal.folder, copy)
    _fill(journal, 1)
    other = Journal(copy)
    other.append(entry.describe("allowed", "", None, ""))
    (copy / "audit.jsonl").replace(_file(journal))
    assert _problems(journal) == ["audit.head: entry 11 is not the one that was written"]


@pytest.mark.parametrize("size", [1, 40, 200])
def test_a_line_that_a_crash_cut_short_is_tolerated_and_named(size: int, journal: Journal) -> None:
    whole, _ = entry.write(entry.describe("allowed", "", None, ""), 11, "0" * 32, b"k" * 32)
    with _file(journal).open("ab") as file:
        file.write(whole[:size])
    at_the_end = verify(journal)
    _fill(journal, 3)
    later = verify(journal)
    for verdict in (at_the_end, later):
        assert verdict.holds
        assert [str(line) for line in verdict.torn] == [
            "audit.jsonl, line 11: cut short by a crash; nothing was lost but it"
        ]
    assert later.entries == 13


def test_a_line_without_its_newline_is_whole(journal: Journal) -> None:
    _file(journal).write_bytes(_file(journal).read_bytes()[:-1])
    _fill(journal, 1)
    verdict = verify(journal)
    assert (verdict.holds, verdict.entries, verdict.torn) == (True, 11, [])


def test_a_full_file_is_sealed_and_the_next_one_goes_on(home: Path) -> None:
    journal = Journal(home / "audit", largest=2000)
    _fill(journal, 40)
    names = [path.name for path in journal.files()]
    assert names[:2] == ["audit.000001.jsonl", "audit.000002.jsonl"]
    assert names[-1] == "audit.jsonl"
    for path in journal.files()[:-1]:
        last = entry.read(path.read_bytes().splitlines()[-1])
        assert last
        assert last.says["event"] == "sealed"
    verdict = verify(journal)
    assert verdict.holds
    assert verdict.entries == 40 + verdict.files - 1


@pytest.mark.parametrize("step", ["_set_aside", "_seal"])
def test_a_crash_between_two_files_leaves_a_log_that_holds(
    step: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(home / "audit", largest=2000)
    while not journal.files() or (home / "audit/audit.jsonl").stat().st_size < 2000:
        _fill(journal, 1)
    with monkeypatch.context() as patch:
        patch.setattr(Journal, step, lambda *_: None)
        patch.setattr(Journal, "_write", _only_once(Journal._write))
        with pytest.raises(OSError, match="full"):
            _fill(journal, 1)
    _fill(journal, 10)
    assert verify(journal).problems == []


def _only_once(write: Callable[..., object]) -> Callable[..., object]:
    """A disk that takes one more line."""
    left = [1]

    def limited(*args: object, **options: object) -> object:
        if not left.pop():
            raise OSError(28, "full")
        left.append(0)
        return write(*args, **options)

    return limited


def test_a_removed_file_and_a_removed_seal_are_named(home: Path) -> None:
    journal = Journal(home / "audit", largest=2000)
    _fill(journal, 40)
    first, second, *_ = journal.files()
    lines = second.read_bytes().splitlines(keepends=True)
    second.write_bytes(b"".join(lines[:-1]))
    assert any("no seal" in problem for problem in _problems(journal))
    second.write_bytes(b"".join(lines))
    first.unlink()
    (problem,) = _problems(journal)
    assert problem.startswith("audit.000002.jsonl, line 1: ")
    assert problem.endswith("were removed before this line")


def test_a_new_key_goes_on_with_the_chain(journal: Journal) -> None:
    keys.rotate("audit")
    _fill(journal, 3)
    assert verify(journal).holds


_WRITER = """
from nbguard import audit
for number in range(200):
    assert audit.record("exported", where=f"export {number}", entities={"PERSON": number})
"""


@pytest.mark.usefixtures("home")
def test_several_processes_write_at_once() -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER]) for _ in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    verdict = verify(Journal())
    assert verdict.holds
    assert verdict.entries == 1600


@pytest.mark.usefixtures("home")
def test_a_writer_that_is_killed_leaves_a_log_that_holds() -> None:
    code = "from nbguard import audit\nwhile True: audit.record('allowed', where='x' * 150)"
    for _ in range(5):
        before = sum(1 for _ in Journal().lines())
        with subprocess.Popen([sys.executable, "-c", code]) as writer:
            while sum(1 for _ in Journal().lines()) == before:  # it is still starting
                assert writer.poll() is None
                time.sleep(0.01)
            time.sleep(random.random() / 10)
            writer.send_signal(signal.SIGKILL)
    assert audit.record("allowed")
    verdict = verify(Journal())
    assert verdict.holds
    assert verdict.entries > 5


EDITS = st.lists(
    st.tuples(st.sampled_from(["flip", "remove", "swap", "cut", "repeat"]), st.integers(0, 10**6)),
    min_size=1,
    max_size=3,
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    """A log of twelve entries in two files, made once."""
    home = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGUARD_HOME", str(home))
        journal = Journal(largest=2000)
        _fill(journal, 12)
        return home, [path.read_bytes() for path in journal.files()]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_whatever_is_done_to_the_bytes_is_noticed(
    edits: list[tuple[str, int]], written: tuple[Path, list[bytes]]
) -> None:
    home, old = written
    lines = [line for data in old for line in data.splitlines(keepends=True)]
    new = list(lines)
    for kind, number in edits:
        i = number % max(len(new), 1)
        if kind == "flip" and new:
            at = number // 7 % (len(new[i]) - 1)
            new[i] = new[i][:at] + bytes([new[i][at] ^ 1 or 66]) + new[i][at + 1 :]
        elif kind == "remove":
            del new[i : i + 1]
        elif kind == "swap" and i + 1 < len(new):
            new[i], new[i + 1] = new[i + 1], new[i]
        elif kind == "cut":
            del new[max(i, 1) :]
        elif kind == "repeat":
            new[i:i] = new[i : i + 1]
    first = old[0].count(b"\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGUARD_HOME", str(home))
        journal = Journal()
        parts = [new[:first], new[first : 2 * first], new[2 * first :]]
        for path, part in zip(journal.files(), parts, strict=False):
            path.write_bytes(b"".join(part))
        verdict = verify(journal)
    if new == lines:
        assert verdict.holds
    elif verdict.holds:  # a line was added that looks cut short: named, and nothing is lost
        assert verdict.torn
        assert [line for line in new if line in lines] == lines
