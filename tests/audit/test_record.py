"""Recording: what a line says, what it must never say, and what happens where it cannot be."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from nbguard import audit
from nbguard.audit.tally import Tally

if TYPE_CHECKING:
    from pathlib import Path


def _lines(home: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (home / "audit" / "audit.jsonl").read_text().splitlines()]


def test_a_line_says_who_when_where_and_how_many(home: Path) -> None:
    assert audit.record("revealed", where="kernel panel", entities={"PERSON": 3}, note="on screen")
    (line,) = _lines(home)
    assert line["event"] == "revealed"
    assert line["where"] == "kernel panel"
    assert line["entities"] == {"PERSON": 3}
    assert line["note"] == "on screen"
    assert line["n"] == 1
    assert line["pid"] == os.getpid()
    assert str(line["time"]).endswith("Z")
    assert line["uid"] == os.getuid()
    assert line["user"]


def test_a_hubs_user_is_named_beside_the_account(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "jroe")
    audit.record("allowed")
    assert _lines(home)[0]["hub"] == "jroe"


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("kernel panel: column email", "kernel panel: column email"),
        ("lab: reports/2024-01-31 a.ipynb", "lab: reports/2024-01-31 a.ipynb"),
        ("export: to_csv s3://bucket/a.csv", "export: to_csv s3://bucket/a.csv"),
    ],
)
def test_places_stay_as_they_are(where: str, kept: str, home: Path) -> None:
    audit.record("exported", where=where)
    assert _lines(home)[0]["where"] == kept


@pytest.mark.parametrize(
    "value",
    [
        "jane.roe@acme-corp.com",
        "postgresql://jane:tr0ub4dor@db/x",
        "https://x.blob/a.csv?sig=tr0ub4dor",
        "+1 212 555 0142 0",
        "4111 1111 1111 1111",
    ],
)
def test_what_looks_like_a_value_is_left_out(value: str, home: Path) -> None:
    audit.record("exported", where=f"export: {value}", note=value)
    text = (home / "audit" / "audit.jsonl").read_text()
    for part in ("jane", "tr0ub4dor", "0142", "1111"):
        assert part not in text


def test_a_line_break_stays_in_its_line(home: Path) -> None:
    audit.record("allowed", where='a\n{"n":9}', note="x" * 10_000)
    (line,) = _lines(home)
    assert line["where"] == 'a {"n":9}'
    assert len(str(line["note"])) == 200


def test_files_are_the_users_own(home: Path) -> None:
    audit.record("allowed")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (home / "audit").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((home / "audit").stat().st_mode) == 0o700


def test_masked_is_summed_and_written_at_the_end(home: Path) -> None:
    for _ in range(100):
        audit.record("masked", where="kernel", entities={"PERSON": 2})
    assert not (home / "audit").exists()
    audit.flush()
    (line,) = _lines(home)
    assert line["entities"] == {"PERSON": 200}


def test_a_process_that_ends_writes_what_it_summed(home: Path) -> None:
    code = "from nbguard import audit; audit.record('masked', where='k', entities={'PERSON': 1})"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert _lines(home)[0]["event"] == "masked"


def test_a_forked_child_does_not_write_its_parents_sums(home: Path) -> None:
    code = (
        "import os, warnings; warnings.simplefilter('ignore')\n"
        "from nbguard import audit\n"
        "audit.record('masked', where='k', entities={'PERSON': 1})\n"
        "child = os.fork()\n"
        "audit.record('masked', where='k', entities={'PERSON': 10 if child else 100})\n"
        "child and os.waitpid(child, 0)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert sorted(line["entities"]["PERSON"] for line in _lines(home)) == [11, 100]  # type: ignore[index]


def test_a_tally_writes_by_itself_and_its_thread_ends() -> None:
    written = threading.Event()
    tally = Tally(lambda *_: written.set(), seconds=0.05)
    tally.add("k", {"PERSON": 1})
    assert written.wait(5)
    give_up = time.monotonic() + 5
    while any(t.name == "nbguard-audit" for t in threading.enumerate()):
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_importing_it_costs_next_to_nothing() -> None:
    code = "import sys, nbguard.audit; print([m for m in ('json', 'socket') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.fixture
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_said", set())


@pytest.mark.usefixtures("_fresh")
def test_a_full_disk_is_said_once_and_stops_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.record("allowed")
    size = (home / "audit" / "audit.jsonl").stat().st_size
    code = (
        "import resource, sys; from nbguard import audit\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size + 100}, {size + 100}))\n"
        "print([audit.record('revealed') for _ in range(3)])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[False, False, False]\n"
    assert done.stderr.count("audit log cannot be written") == 1
    assert (home / "audit" / "audit.jsonl").stat().st_size == size
    assert audit.record("allowed")
    assert [line["n"] for line in _lines(home)] == [1, 2]
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("_fresh")
def test_a_home_that_cannot_be_written_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("NBGUARD_HOME", str(tmp_path / "file"))
    assert [audit.record("revealed"), audit.record("revealed")] == [False, False]
    assert capsys.readouterr().err.count("nbguard:") == 1
