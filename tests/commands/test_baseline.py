from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    WriteNotebook = Callable[..., Path]

ANN, BOB = "ann.archer@canary-post.com", "bob.baker@canary-post.com"
NAME = ".nbguard-baseline.json"


@pytest.fixture
def recorded(repository: Path, nbguard: Any, write_notebook: WriteNotebook) -> Path:
    """A repository in which one finding is known."""
    write_notebook("folder/a.ipynb", f"to {ANN}\n")
    assert nbguard("baseline").code == 0
    return repository


@pytest.mark.usefixtures("repository")
def test_it_says_what_it_recorded_and_where_the_key_is(
    nbguard: Any, write_notebook: WriteNotebook, home: Path
) -> None:
    write_notebook("a.ipynb", f"{ANN} {BOB}")
    code, _, err = nbguard("baseline")
    assert code == 0
    assert f"2 known findings in {Path(NAME).resolve()}" in err
    assert str(home / "keys" / "baseline.key") in err
    assert (home / "keys" / "baseline.key").read_text() not in Path(NAME).read_text() + err


@pytest.mark.usefixtures("recorded")
def test_a_known_finding_does_not_fail_and_is_counted(nbguard: Any) -> None:
    code, out, _ = nbguard("scan")
    assert code == 0
    assert "1 known finding left out" in out
    content = json.loads(nbguard("scan", "--format", "json").out)
    assert (content["summary"]["findings"], content["summary"]["known"]) == (0, 1)


@pytest.mark.usefixtures("recorded")
def test_it_moves_with_its_line(nbguard: Any, write_notebook: WriteNotebook) -> None:
    write_notebook("folder/a.ipynb", f"one\ntwo\nthree: to {ANN}\n")
    assert nbguard("scan").code == 0


@pytest.mark.usefixtures("recorded")
def test_another_value_in_its_place_fails(nbguard: Any, write_notebook: WriteNotebook) -> None:
    write_notebook("folder/a.ipynb", f"to {BOB}\n")
    code, out, _ = nbguard("scan")
    assert code == 1
    assert "1 finding (1 EMAIL_ADDRESS)" in out


def test_it_is_found_from_every_folder(
    recorded: Path, nbguard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(recorded / "folder")
    assert nbguard("scan", "a.ipynb").code == 0
    monkeypatch.chdir(recorded.parent)
    assert nbguard("scan", str(recorded / "folder" / "a.ipynb")).code == 0


def test_what_was_recorded_in_a_submodule_is_known_there(
    repository: Path, nbguard: Any, git: Callable[..., str], write_notebook: WriteNotebook,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    git("init", "-q", "inner")
    write_notebook("inner/a.ipynb", f"to {ANN}\n")
    assert nbguard("baseline").code == 0
    assert nbguard("scan").code == 0
    monkeypatch.chdir(repository / "inner")
    assert nbguard("scan").code == 0
    write_notebook("b.ipynb", f"to {BOB}\n")
    assert nbguard("scan").code == 1


@pytest.mark.usefixtures("recorded")
def test_what_is_staged_is_known_too(nbguard: Any, git: Callable[..., str]) -> None:
    git("add", ".")
    assert nbguard("scan", "--staged").code == 0


@pytest.mark.usefixtures("recorded")
def test_with_another_key_everything_is_reported_and_it_is_2(
    nbguard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", "e" * 64)
    code, out, err = nbguard("scan")
    assert code == 2
    assert "NBGUARD_KEY_BASELINE" in err
    assert "1 finding (1 EMAIL_ADDRESS)" in out


def test_a_team_shares_the_key_by_the_environment(
    recorded: Path, nbguard: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recorded
    key = (home / "keys" / "baseline.key").read_text()
    monkeypatch.setenv("NBGUARD_HOME", str(tmp_path / "somebody else"))
    assert nbguard("scan").code == 2
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", key)
    assert nbguard("scan").code == 0


@pytest.mark.usefixtures("recorded")
def test_with_another_key_only_all_of_it_can_be_recorded_anew(
    nbguard: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGUARD_KEY_BASELINE", "e" * 64)
    before = Path(NAME).read_bytes()
    code, _, err = nbguard("baseline", "folder")
    assert code == 2
    assert NAME in err
    assert Path(NAME).read_bytes() == before
    assert nbguard("baseline").code == 0
    assert nbguard("scan").code == 0


@pytest.mark.usefixtures("recorded")
def test_recording_twice_gives_the_same_file(nbguard: Any) -> None:
    before = Path(NAME).read_bytes()
    nbguard("baseline")
    assert Path(NAME).read_bytes() == before


@pytest.mark.usefixtures("recorded")
def test_a_file_by_another_name_is_used_when_named(nbguard: Any) -> None:
    Path(NAME).unlink()
    assert nbguard("baseline", "--output", "known.json").code == 0
    assert nbguard("scan").code == 1
    assert nbguard("scan", "--baseline", "known.json").code == 0


@pytest.mark.usefixtures("recorded")
def test_a_file_that_cannot_be_read_is_2_and_keeps_what_was_known(nbguard: Any) -> None:
    before = Path(NAME).read_bytes()
    Path("folder/a.ipynb").write_text("{")
    assert nbguard("baseline").code == 2
    assert Path(NAME).read_bytes() == before


@pytest.mark.usefixtures("recorded")
def test_a_file_that_is_no_baseline_is_not_overwritten(nbguard: Any) -> None:
    Path("other.json").write_text('{"mine": 1}')
    code, _, err = nbguard("baseline", "--output", "other.json")
    assert code == 2
    assert "other.json: not a baseline" in err
    assert Path("other.json").read_text() == '{"mine": 1}'


@pytest.mark.usefixtures("recorded")
@pytest.mark.parametrize("command", ["scan", "baseline"])
def test_a_file_that_cannot_be_written_is_named(nbguard: Any, command: str) -> None:
    code, _, err = nbguard(command, "--output", "no such folder/out")
    assert code == 2
    assert "no such folder/out cannot be written" in err
