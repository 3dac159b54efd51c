"""save and load: everything comes back, nothing can be read, and nothing changed goes unnoticed."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from polars.testing import assert_frame_equal as assert_polars_equal

import nbguard
from nbguard import keys
from nbguard.audit.journal import Journal
from nbguard.errors import KeyMissing, PolicyError, RestoreError, TableError, UnreadableFile
from nbguard.vault import cipher

SECRET = "wilhelmina.quist@canary-post.com"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _pandas() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "mail": [SECRET, None, "ü"],
            "n": pd.array([1, None, 3], dtype="Int64"),
            "x": [0.1, np.nan, 3.0],
            "when": pd.to_datetime(["2024-01-01", None, "2024-01-03"], utc=True),
            "kind": pd.Categorical(["a", "b", "a"], categories=["b", "a"], ordered=True),
            "flag": [True, False, True],
        },
        index=pd.Index(["r1", "r2", "r3"], name="row"),
    )


def test_pandas_comes_back_with_types_and_index() -> None:
    nbguard.save(_pandas(), "a.nbg")
    assert_frame_equal(nbguard.load("a.nbg"), _pandas())


@pytest.mark.parametrize("name", ["mail", None])
def test_a_series_comes_back_with_its_name(name: str | None) -> None:
    series = _pandas()["mail"].rename(name)
    nbguard.save(series, "a.nbg")
    assert_series_equal(nbguard.load("a.nbg"), series)


def test_polars_comes_back_with_its_types() -> None:
    frame = pl.DataFrame({"mail": [SECRET, None], "n": [1, 2], "l": [[1], []]}).with_columns(
        pl.col("n").cast(pl.UInt8), kind=pl.Series(["a", "b"], dtype=pl.Enum(["b", "a"]))
    )
    nbguard.save(frame, "a.nbg")
    assert_polars_equal(nbguard.load("a.nbg"), frame)
    nbguard.save(frame["kind"], "b.nbg")
    assert nbguard.load("b.nbg").equals(frame["kind"])


def test_pyarrow_comes_back_with_its_metadata() -> None:
    table = pa.table({"mail": [SECRET], "d": pa.array([{"a": 1}])}).replace_schema_metadata(
        {"k": "v"}
    )
    nbguard.save(table, "a.nbg")
    back = nbguard.load("a.nbg")
    assert back.equals(table)
    assert back.schema.metadata == {b"k": b"v"}


@pytest.mark.parametrize("frame", [pd.DataFrame(), pl.DataFrame(), _pandas().iloc[:0]])
def test_an_empty_frame_comes_back(frame: object) -> None:
    nbguard.save(frame, "a.nbg")
    back = nbguard.load("a.nbg")
    assert type(back) is type(frame)
    assert back.shape == frame.shape  # type: ignore[attr-defined]


def test_the_file_shows_nothing_and_is_its_owners() -> None:
    nbguard.save(_pandas(), "a.nbg")
    data = Path("a.nbg").read_bytes()
    for text in (SECRET, "mail", "when"):
        assert text.encode() not in data
    assert stat.S_IMODE(Path("a.nbg").stat().st_mode) == 0o600


def test_a_file_that_everybody_could_read_is_its_owners_again() -> None:
    Path("a.nbg").touch(0o644)
    nbguard.save(_pandas(), "a.nbg")
    assert stat.S_IMODE(Path("a.nbg").stat().st_mode) == 0o600


def test_equal_frames_give_different_files() -> None:
    for name in ("a", "b"):
        nbguard.save(_pandas(), name)
    assert Path("a").read_bytes() != Path("b").read_bytes()


def test_the_log_has_both_and_no_value() -> None:
    nbguard.save(_pandas(), "a.nbg")
    nbguard.load("a.nbg")
    says = [line.says for line in Journal().lines()]
    assert [(s["event"], s["where"]) for s in says] == [
        ("exported", "nbguard.save a.nbg"),
        ("restored", "nbguard.load a.nbg"),
    ]


def test_a_key_that_was_rotated_still_loads_and_a_lost_one_does_not(home: Path) -> None:
    nbguard.save(_pandas(), "a.nbg", key="team")
    keys.rotate("team")
    assert_frame_equal(nbguard.load("a.nbg"), _pandas())
    for file in (home / "keys").glob("team.*"):
        file.unlink()
    with pytest.raises(KeyMissing, match=r"a\.nbg: key [0-9a-f]{8} is not here"):
        nbguard.load("a.nbg")


def test_whoever_may_not_restore_cannot_load() -> None:
    nbguard.save(_pandas(), "a.nbg")
    Path("nbguard.toml").write_text('[roles.a]\nwho = ["*"]\nmay = ["export"]\n')
    with pytest.raises(PolicyError, match="restore"):
        nbguard.load("a.nbg")


@pytest.mark.parametrize(
    ("path", "says"), [("nowhere.nbg", "no such file"), ("x.csv", "not a file that nbguard")]
)
def test_what_cannot_be_loaded_says_why(path: str, says: str) -> None:
    Path("x.csv").write_text("a,b\n1,2\n")
    with pytest.raises((UnreadableFile, RestoreError), match=f"{path}: .*{says}"):
        nbguard.load(path)


def test_what_arrow_cannot_hold_is_an_error_without_a_value_and_the_file_stays() -> None:
    nbguard.save(_pandas(), "a.nbg")
    before = Path("a.nbg").read_bytes()
    with pytest.raises(TableError) as caught:
        nbguard.save(pd.DataFrame({"mail": [SECRET, 1, [2]]}), "a.nbg")
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    assert Path("a.nbg").read_bytes() == before


@pytest.mark.parametrize("thing", [{"a": 1}, "text", pl.LazyFrame({"a": [1]})])
def test_what_is_no_table_is_an_error(thing: object) -> None:
    with pytest.raises(TableError, match="cannot save a "):
        nbguard.save(thing, "a.nbg")
    assert not Path("a.nbg").exists()


def test_a_key_has_a_plain_name() -> None:
    with pytest.raises(KeyMissing, match="no name of a key"):
        nbguard.save(_pandas(), "a.nbg", key="../evil")


def test_without_pyarrow_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; sys.modules['pyarrow.ipc'] = None\n"
        "import pandas, nbguard\n"
        "try: nbguard.save(pandas.DataFrame({'a': [1]}), 'a.nbg')\n"
        "except nbguard.NbguardError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'nbguard[tables]'" in done.stdout


@pytest.fixture(scope="module")
def sealed() -> bytes:
    """Two and a half chunks; the key is the environment's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGUARD_KEY", "ab" * 32)
        return cipher.encrypted(bytes(2 * cipher.CHUNK + 1000), {"kind": "test"})


@pytest.mark.parametrize("size", [0, 1, cipher.CHUNK, cipher.CHUNK + 1, 2 * cipher.CHUNK])
def test_any_size_comes_back(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    assert cipher.decrypted(cipher.encrypted(data[:size], {}))[0] == data[:size]


def _chunks(sealed: bytes) -> tuple[bytes, list[bytes]]:
    start = 12 + int.from_bytes(sealed[8:12], "big")
    size = cipher.CHUNK + 16
    return sealed[:start], [sealed[i : i + size] for i in range(start, len(sealed), size)]


CHANGES = {
    "cut in a chunk": lambda h, c: h + b"".join(c)[:-1],
    "cut after a chunk": lambda h, c: h + c[0] + c[1],
    "cut after the header": lambda h, _: h,
    "cut in the header": lambda h, _: h[:-3],
    "chunks that changed places": lambda h, c: h + c[1] + c[0] + c[2],
    "a chunk left out": lambda h, c: h + c[0] + c[2],
    "a chunk twice": lambda h, c: h + c[0] + c[0] + c[1] + c[2],
    "something added": lambda h, c: h + b"".join(c) + b"x",
    "another kind": lambda h, c: h.replace(b'"test"', b'"rest"') + b"".join(c),
    "another salt": lambda h, c: h[:-4] + b'0"}' + h[-1:] + b"".join(c),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_done_to_a_file_is_noticed(change, sealed, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NBGUARD_KEY", "ab" * 32)
    assert len(cipher.decrypted(sealed)[0]) == 2 * cipher.CHUNK + 1000
    with pytest.raises(RestoreError):
        cipher.decrypted(change(*_chunks(sealed)))


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(at: int, bit: int, sealed: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGUARD_KEY", "ab" * 32)
        at = at % 300 if at % 2 else at % len(sealed)
        changed = sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :]
        with pytest.raises((RestoreError, KeyMissing)):
            cipher.decrypted(changed)
