from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from nbguard import files
from nbguard.errors import UnreadableFile


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = str(tmp_path / "a")
    files.write(path, b"one")
    files.write(path, b"two")
    assert files.read(path) == b"two"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda _: None, "no such file"),
        (lambda path: path.mkdir(), "not a regular file"),
        (lambda path: os.mkfifo(path), "not a regular file"),
        (lambda path: path.symlink_to(path), "symbolic link"),
    ],
    ids=["missing", "folder", "named pipe", "link to itself"],
)
def test_what_cannot_be_read_is_refused_at_once(tmp_path: Path, make: object, reason: str) -> None:
    make(tmp_path / "a")  # type: ignore[operator]
    with pytest.raises(UnreadableFile, match=reason):
        files.read(str(tmp_path / "a"))


def test_an_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(UnreadableFile, match="larger than 512 MiB"):
        files.read(str(tmp_path / "a"))


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664], ids=oct)
def test_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    files.write(str(path), b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    files.write(str(path), b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


_SOMEBODY = """
import os, sys
sys.path[:] = {path}
from nbguard import files
from nbguard.errors import UnreadableFile
os.setgroups([]); os.setgid(2345); os.setuid(1234)
try:
    files.write(sys.argv[1], b"new")
except UnreadableFile as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become two others")
@pytest.mark.parametrize(
    ("owner", "group", "said"),
    [(4321, 2345, "it is another user's"), (1234, 5432, "it is of a group you are not in")],
    ids=["owner", "group"],
)
def test_a_file_that_would_change_hands_stays_and_says_why(
    owner: int, group: int, said: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to others
        path = Path(folder, "a")
        path.write_bytes(b"old")
        path.chmod(0o666)
        os.chown(path, owner, group)
        Path(folder).chmod(0o777)
        code = _SOMEBODY.format(path=sys.path)
        told = subprocess.check_output([sys.executable, "-c", code, str(path)], text=True)
        assert told == f"cannot be written: {said}, and would be so no more\n"
        assert path.read_bytes() == b"old"
        assert [one.name for one in Path(folder).iterdir()] == ["a"]


def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has none")
    files.write(str(path), b"new")
    assert os.getxattr(path, "user.note") == b"mine"


def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    files.write(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_name_as_long_as_the_system_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    files.write(str(path), b"new")
    assert path.read_bytes() == b"new"


def test_a_failed_write_leaves_the_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile, match="No space left"):
        files.write(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


_WRITER = """
import sys
from nbguard import files
contents = [b"a" * 2_000_000, b"b" * 3_000_000]
print("ready", flush=True)
while True:
    for content in contents:
        files.write(sys.argv[1], content)
"""


def test_killed_at_any_instant_the_file_is_one_of_the_two_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    whole = {b"a" * 2_000_000, b"b" * 3_000_000}
    for round_ in range(12):
        command = [sys.executable, "-c", _WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.02 + 0.0037 * round_)
            writer.send_signal(signal.SIGKILL)
        assert not path.exists() or path.read_bytes() in whole
    assert path.exists()
