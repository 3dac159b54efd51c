"""Keys: made on first need, private, never shown; rings of them, and where they live."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from nbguard import keys
from nbguard.errors import KeyMissing

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")


def test_a_key_is_made_once_and_then_stays():
    assert keys.load() == keys.load()
    assert len(keys.load()) == 32
    assert keys.load() != keys.load("team")


@posix
def test_only_its_owner_can_read_it(home):
    keys.load()
    assert stat.S_IMODE((home / "keys" / "default.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700


@posix
def test_nobody_else_can_put_another_folder_in_its_place(home, monkeypatch):
    above = home / "made" / "on first need"
    monkeypatch.setenv("NBGUARD_HOME", str(above))
    before = os.umask(0)
    try:
        keys.load()
    finally:
        os.umask(before)
    for folder in (above / "keys", above, above.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_is_left_beside_it(home):
    keys.load()
    assert [path.name for path in (home / "keys").iterdir()] == ["default.key"]


_FULL_DISK = """
import resource, signal
from nbguard import keys
from nbguard.errors import KeyMissing
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    keys.load()
except KeyMissing:
    print("refused")
"""


@posix
def test_nothing_is_left_where_the_disk_is_full(home):
    assert subprocess.check_output([sys.executable, "-c", _FULL_DISK]) == b"refused\n"
    assert list((home / "keys").iterdir()) == []


def test_racing_processes_agree_on_one_key():
    code = "from nbguard import keys; print(keys.load().hex())"
    with ThreadPoolExecutor(6) as pool:
        made = pool.map(lambda _: subprocess.check_output([sys.executable, "-c", code]), range(6))
    assert len(set(made)) == 1


def test_racing_threads_agree_on_one_key(home):
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: keys.load(), range(64)))) == 1
    assert [path.name for path in (home / "keys").iterdir()] == ["default.key"]


def test_the_environment_goes_first(monkeypatch):
    monkeypatch.setenv("NBGUARD_KEY_TEAM", "ab" * 32)
    assert keys.load("team") == b"\xab" * 32


@pytest.mark.parametrize(
    "text", [pytest.param("abc4" * 4, id="too short"), pytest.param("zz" * 32, id="no digits")]
)
def test_a_wrong_key_is_an_error_that_does_not_show_it(monkeypatch, text):
    monkeypatch.setenv("NBGUARD_KEY", text)
    with pytest.raises(KeyMissing, match="64 hexadecimal digits") as caught:
        keys.load()
    assert text not in str(caught.value)


def test_after_rotation_the_old_key_is_still_found():
    old = keys.load()
    new_id = keys.rotate()
    assert keys.identify(keys.load()) == new_id != keys.identify(old)
    assert keys.find(keys.identify(old)) == old


def test_rings_of_two_names_stay_apart():
    team = keys.load("team")
    keys.load()
    keys.rotate("team")
    with pytest.raises(KeyMissing):
        keys.find(keys.identify(team))


def test_older_keys_follow_commas_in_the_environment(monkeypatch):
    monkeypatch.setenv("NBGUARD_KEY", f"{'ab' * 32},{'cd' * 32}")
    assert keys.load() == b"\xab" * 32
    assert keys.find(keys.identify(b"\xcd" * 32)) == b"\xcd" * 32
    with pytest.raises(KeyMissing, match="by hand"):
        keys.rotate()


def test_a_lost_key_says_what_is_lost_and_how_to_bring_it_back(home):
    with pytest.raises(KeyMissing) as caught:
        keys.find("0123abcd")
    for part in ("0123abcd", "cannot be restored", str(home / "keys"), "NBGUARD_KEY"):
        assert part in str(caught.value)


def test_a_purpose_has_a_key_of_its_own():
    key = keys.load()
    assert len({key, keys.derive(key, "hash"), keys.derive(key, "encrypt")}) == 3


class TestKeyring:
    @pytest.fixture(autouse=True)
    def backend(self, monkeypatch):
        keyring = pytest.importorskip("keyring")
        backend = pytest.importorskip("keyring.backend")

        class Memory(backend.KeyringBackend):
            priority = 1

            def __init__(self):
                self.held = {}

            def get_password(self, service, username):
                return self.held.get((service, username))

            def set_password(self, service, username, password):
                self.held[service, username] = password

        before = keyring.get_keyring()
        keyring.set_keyring(Memory())
        monkeypatch.setenv("NBGUARD_KEYRING", "1")
        yield
        keyring.set_keyring(before)

    def test_a_key_is_made_there_and_no_file_is(self, home):
        assert keys.load() == keys.load()
        assert list(home.iterdir()) == []

    def test_rotation_keeps_the_old_key(self):
        old = keys.load()
        keys.rotate()
        assert keys.load() != old
        assert keys.find(keys.identify(old)) == old
