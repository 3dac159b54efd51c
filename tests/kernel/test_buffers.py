"""Binary buffers: text in any encoding, tables, packed bytes; and what holds nothing stays."""

import gzip
import json
import zlib

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nbguard.kernel import buffers
from nbguard.kernel.shield import Shield, Withheld
from nbguard.policy import Policy

EMAIL = "jane.roe" + "@" + "acme-corp.com"


@pytest.fixture(scope="module")
def shield():
    made = Shield(Policy(), seconds=60)
    made.load()
    yield made
    made.stop()


TEXTS = {
    "utf-8": f"to {EMAIL} é".encode(),
    "utf-16": f"to {EMAIL} é".encode("utf-16-le"),
    "json": json.dumps({"rows": [[1, EMAIL]]}).encode(),
    "numpy texts": np.array(["a", EMAIL]).tobytes(),
    "numpy bytes": np.array([b"a", EMAIL.encode()]).tobytes(),
    "a name between numbers": np.arange(9.0).tobytes() + f"from Peter Miller {EMAIL}".encode(),
    "text between numbers": np.arange(9.0).tobytes() + EMAIL.encode() + b"\x00\x01\x02",
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_text_is_masked_in_place(shield, data, kind):
    (safe,), found = buffers.clean([kind(data)], shield)
    plain = safe.replace(b"\x00", b"")
    assert b"acme" not in plain
    assert b"*" * len(EMAIL) in plain
    assert len(safe) == len(data)
    assert found["EMAIL_ADDRESS"] == 1
    assert b"Miller" not in plain


def test_json_stays_json(shield):
    (safe,), _ = buffers.clean([TEXTS["json"]], shield)
    assert json.loads(safe) == {"rows": [[1, "*" * len(EMAIL)]]}


def _stream(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _file(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _parquet(table):
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue().to_pybytes()


FORMS = {
    "stream": (_stream, lambda data: pa.ipc.open_stream(data).read_all()),
    "file": (_file, lambda data: pa.ipc.open_file(data).read_all()),
    "parquet": (_parquet, lambda data: pq.read_table(pa.BufferReader(data))),
}


@pytest.mark.parametrize(("write", "read"), FORMS.values(), ids=FORMS)
def test_a_table_is_masked_by_column(shield, write, read):
    table = pa.table({"name": ["Jane Roberts", "Omar Haddad"], "n": [1, 2]})
    (safe,), found = buffers.clean([write(table)], shield)
    new = read(safe)
    assert all(cell.startswith("[PERSON_") for cell in new["name"].to_pylist())
    assert new["n"].equals(table["n"])
    assert found == {"PERSON": 2}


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_bytes_that_hold_something_are_withheld(shield, pack):
    with pytest.raises(Withheld):
        buffers.clean([pack(f"to {EMAIL}".encode())], shield)


def test_packed_bytes_of_which_a_later_part_holds_something_are_withheld(shield):
    with pytest.raises(Withheld):
        buffers.clean([gzip.compress(b"first") + gzip.compress(f"to {EMAIL}".encode())], shield)


def test_packed_bytes_that_are_too_large_to_be_read_are_withheld(shield, monkeypatch):
    monkeypatch.setattr(buffers, "_MOST_UNPACKED", 1000)
    with pytest.raises(Withheld, match="too large"):
        buffers.clean([zlib.compress(b"only words here " * 100)], shield)


NOTHING = {
    "empty": b"",
    "floats": np.random.default_rng(0).normal(size=5000).tobytes(),
    "small floats": np.random.default_rng(0).normal(size=9000).astype("f4").tobytes(),
    "noise": np.random.default_rng(0).bytes(50_000),
    "a picture": b"\x89PNG\r\n\x1a\n" + EMAIL.encode(),
    "text": b"only words here",
    "packed": zlib.compress(b"only words here"),
    "table": _stream(pa.table({"n": [1, 2], "w": ["red", "blue"]})),
}


@pytest.mark.parametrize("data", NOTHING.values(), ids=NOTHING)
def test_what_holds_nothing_is_the_very_object(shield, data):
    (safe,), found = buffers.clean([data], shield)
    assert safe is data
    assert not found


def test_a_broken_table_is_withheld(shield):
    with pytest.raises(Withheld):
        buffers.clean([b"ARROW1\x00\x00" + EMAIL.encode()], shield)
