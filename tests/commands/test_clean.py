from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

MAIL = "wilhelmina.quist@canary-post.com"
TOKEN = "[EMAIL_ADDRESS_1]"


def test_only_the_value_changes(nbguard: Any, dirty: Path) -> None:
    before = dirty.read_bytes()
    code, out, err = nbguard("clean", "dirty.ipynb")
    assert (code, err) == (1, "")
    assert dirty.read_bytes() == before.replace(MAIL.encode(), TOKEN.encode())
    assert out.startswith("cleaned: dirty.ipynb (1 finding)\n")
    assert MAIL not in out


def test_a_second_time_changes_nothing(nbguard: Any, dirty: Path) -> None:
    nbguard("clean", "dirty.ipynb")
    status, data = dirty.stat(), dirty.read_bytes()
    assert nbguard("clean", "dirty.ipynb").code == 0
    assert (dirty.stat().st_mtime_ns, dirty.stat().st_ino) == (status.st_mtime_ns, status.st_ino)
    assert dirty.read_bytes() == data


def test_what_is_clean_is_not_written(nbguard: Any, clean: Path) -> None:
    status = clean.stat()
    for _ in range(2):  # the second time from the cache
        code, out, _ = nbguard("clean", "clean.ipynb")
        assert code == 0
        assert "nothing found" in out
    assert (clean.stat().st_mtime_ns, clean.stat().st_ino) == (status.st_mtime_ns, status.st_ino)


def test_check_writes_nothing(nbguard: Any, dirty: Path) -> None:
    before = dirty.read_bytes()
    code, out, _ = nbguard("clean", "--check")
    assert code == 1
    assert out.startswith("would be cleaned: dirty.ipynb (1 finding)\n")
    assert dirty.read_bytes() == before


def test_a_file_that_cannot_be_read_is_2_and_the_others_are_cleaned(
    nbguard: Any, dirty: Path
) -> None:
    Path("broken.ipynb").write_text('{"cells": [')
    code, _, err = nbguard("clean", "broken.ipynb", "gone.ipynb", "dirty.ipynb")
    assert code == 2
    assert [line.split(":")[1] for line in err.splitlines()] == [" broken.ipynb", " gone.ipynb"]
    assert Path("broken.ipynb").read_text() == '{"cells": ['
    assert MAIL not in dirty.read_text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_file_is_left_alone(nbguard: Any, dirty: Path) -> None:
    dirty.chmod(0o444)
    code, _, err = nbguard("clean", "dirty.ipynb")
    assert code == 2
    assert "read-only" in err
    assert MAIL in dirty.read_text()


@pytest.mark.usefixtures("here")
def test_a_link_is_cleaned_where_it_points(
    nbguard: Any, write_notebook: Callable[..., Path]
) -> None:
    target = write_notebook("folder/target.ipynb", MAIL)
    target.chmod(0o640)
    Path("link.ipynb").symlink_to(target)
    assert nbguard("clean", "link.ipynb").code == 1
    assert Path("link.ipynb").is_symlink()
    assert MAIL not in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.usefixtures("here")
def test_text_is_cleaned_like_a_notebook(nbguard: Any) -> None:
    Path("a.md").write_bytes(f"# Mail\r\nto {MAIL}\r\n".encode())
    assert nbguard("clean", "a.md").code == 1
    assert Path("a.md").read_bytes() == f"# Mail\r\nto {TOKEN}\r\n".encode()


@pytest.mark.usefixtures("here")
def test_what_stands_in_code_is_left_and_said(
    nbguard: Any, write_notebook: Callable[..., Path]
) -> None:
    notebook = write_notebook("a.ipynb", source=f"x = {MAIL}\n")
    before = notebook.read_bytes()
    code, out, _ = nbguard("clean", "a.ipynb")
    assert (code, notebook.read_bytes()) == (0, before)
    assert "1 finding left in code" in out


def test_dropped_outputs_are_gone_whole(nbguard: Any, dirty: Path) -> None:
    assert nbguard("clean", "--outputs", "drop", "dirty.ipynb").code == 1
    assert json.loads(dirty.read_text())["cells"][0]["outputs"] == []


@pytest.mark.parametrize("kind", ["dirty", "clean"])
def test_the_filter_gives_the_document_cleaned_and_0(
    nbguard: Any, kind: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(kind).read_bytes()
    code, out, err = nbguard("clean", "-", stdin=data)
    assert (code, err) == (0, "")
    assert out.encode() == data.replace(MAIL.encode(), TOKEN.encode())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "data",
    [b'{"cells": [', b"\x00\x01", b'{"cells": [], "cells": []}'],
    ids=["cut", "binary", "twice"],
)
def test_the_filter_gives_nothing_where_it_fails(nbguard: Any, data: bytes) -> None:
    code, out, err = nbguard("clean", "-", stdin=data)
    assert (code, out) == (2, "")
    assert err.startswith("nbguard: -: ")


@pytest.mark.usefixtures("here")
def test_the_filter_takes_a_name_for_policy_and_kind(nbguard: Any, dirty: Path) -> None:
    Path("folder").mkdir()
    Path("folder/nbguard.toml").write_text('entities = ["-EMAIL_ADDRESS"]\n')
    data = dirty.read_bytes()
    assert MAIL in nbguard("clean", "--stdin-name=folder/a.ipynb", "-", stdin=data).out
    assert MAIL not in nbguard("clean", "--stdin-name=a.ipynb", "-", stdin=data).out
    assert nbguard("clean", "--stdin-name=a.ipynb", "-", stdin=b"text").code == 2
    assert nbguard("clean", "--stdin-name=a.txt", "-", stdin=b"text").out == "text"


@pytest.mark.usefixtures("here")
def test_the_filter_says_what_it_had_to_leave_in_code(
    nbguard: Any, write_notebook: Callable[..., Path]
) -> None:
    data = write_notebook("a.ipynb", source=f"x = {MAIL}\n").read_bytes()
    code, out, err = nbguard("clean", "-", stdin=data)
    assert (code, out.encode()) == (0, data)
    assert "1 finding left in code" in err


def test_a_file_saved_meanwhile_is_not_overwritten(
    nbguard: Any, dirty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbguard.scanner import Scan

    honest = Scan.clean

    def slow(self: Scan, source: Any, data: bytes) -> Any:
        dirty.write_text('{"cells": [], "metadata": {"saved": true}}')
        return honest(self, source, data)

    monkeypatch.setattr(Scan, "clean", slow)
    code, _, err = nbguard("clean", "dirty.ipynb")
    assert code == 2
    assert "saved by somebody else" in err
    assert "saved" in dirty.read_text()


def test_of_two_cleans_at_once_neither_fails(
    nbguard: Any, dirty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbguard.scanner import Scan

    honest = Scan.clean

    def slow(self: Scan, source: Any, data: bytes) -> Any:
        report, new = honest(self, source, data)
        dirty.write_bytes(new)
        return report, new

    monkeypatch.setattr(Scan, "clean", slow)
    code, out, err = nbguard("clean", "dirty.ipynb")
    assert (code, err) == (1, "")
    assert "cleaned: dirty.ipynb" in out


@pytest.mark.slow
def test_killed_at_any_instant_every_file_is_old_or_new_and_whole(
    here: Path, program: str, write_notebook: Callable[..., Path]
) -> None:
    old = write_notebook("a.ipynb", f"to {MAIL}\n" + "x" * 2_000_000).read_bytes()
    new = old.replace(MAIL.encode(), TOKEN.encode())
    started = time.perf_counter()
    subprocess.run([program, "clean", "a.ipynb"], capture_output=True, check=False)
    whole = time.perf_counter() - started
    assert Path("a.ipynb").read_bytes() == new
    seen = set()
    for part in range(5):
        Path("a.ipynb").write_bytes(old)
        with subprocess.Popen([program, "clean", "a.ipynb"], stdout=subprocess.DEVNULL) as process:
            time.sleep(whole * (0.8 + part * 0.06))
            process.send_signal(signal.SIGKILL)
        data = (here / "a.ipynb").read_bytes()
        assert data in (old, new)
        seen.add(data == new)
    assert seen
