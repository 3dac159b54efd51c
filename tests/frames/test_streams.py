import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import nbguard
from nbguard.cli import main
from nbguard.errors import TableError, UnreadableFile
from nbguard.frames import streams
from nbguard.policy import Policy
from tests.memory import PEAK

POLICY = Policy(names="off")
ROWS = 3000


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "mail", "zip", "note"])
        for n in range(ROWS):
            out.writerow([f"{n:05}", f"user{n % 7}@acme.com", "01234", 'said "hi",\nthen left'])
    return path


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(streams, "_BLOCK", 1 << 14)


@pytest.mark.usefixtures("small_batches")
def test_a_csv_file_is_redacted_batch_by_batch_with_one_numbering(people, tmp_path):
    heard = []
    safe = tmp_path / "safe.csv"
    report = streams.redact_file(people, safe, None, POLICY, lambda *n: heard.append(n))
    before, after = read(people), read(safe)
    assert after[0] == before[0]
    assert [row[1] for row in after[1:8]] == [f"[EMAIL_ADDRESS_{n}]" for n in range(1, 8)]
    assert [row[1] for row in after[-7:]] == [row[1] for row in after[-14:-7]]
    assert [[*row[:1], *row[2:]] for row in after] == [[*row[:1], *row[2:]] for row in before]
    assert report.columns["mail"].share == 1
    assert len(heard) > 2
    assert heard[-1] == (2 * people.stat().st_size, 2 * people.stat().st_size)


def test_a_parquet_file_keeps_its_other_types(tmp_path):
    source, safe = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(
        pa.table({"n": pa.array([1, 2], pa.int16()), "m": ["jane@acme.com", None]}), source
    )
    streams.redact_file(source, safe, {"m": "generalize"}, POLICY)
    table = pq.read_table(safe)
    assert table.to_pydict() == {"n": [1, 2], "m": ["*@acme.com", None]}
    assert table.schema.field("n").type == pa.int16()
    assert nbguard.scan(source, policy=POLICY).columns["m"].entity == "EMAIL_ADDRESS"


@pytest.mark.usefixtures("small_batches")
def test_a_value_in_the_last_batch_alone_is_found(tmp_path):
    path, safe = tmp_path / "a.tsv", tmp_path / "b.tsv"
    path.write_text("k\tx\n" + "1\tplain\n" * 20_000 + "1\tjane@acme.com\n", encoding="utf-8")
    report = streams.redact_file(path, safe, None, POLICY)
    assert report.columns["x"].entity == "EMAIL_ADDRESS"
    assert "jane" not in safe.read_text(encoding="utf-8")
    assert safe.read_text(encoding="utf-8").count("plain") == 20_000


def test_a_failure_leaves_no_file_behind(people, tmp_path):
    with pytest.raises(TableError, match="did you mean 'mail'"):
        streams.redact_file(people, tmp_path / "safe.csv", {"mial": "hash"}, POLICY)
    with pytest.raises(TableError, match="onto itself"):
        streams.redact_file(people, people, None, POLICY)
    assert list(tmp_path.iterdir()) == [people]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.csv", b"", id="empty"),
        pytest.param("a.csv", b"x,y\n1\n1,2,3\n", id="ragged"),
        pytest.param("a.csv.gz", b"no gzip at all", id="no gzip"),
        pytest.param("a.parquet", b"no parquet at all", id="no Parquet"),
    ],
)
def test_an_unreadable_file_is_an_error(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        streams.redact_file(path, tmp_path / ("safe" + path.suffix), None, POLICY)


@pytest.mark.parametrize(
    ("name", "text", "encoding", "safe"),
    [
        pytest.param(
            "a.csv", "m,n\njane@acme.com,007\n", "utf-8", "m,n\n*@acme.com,007\n", id="plain"
        ),
        pytest.param(
            "a.csv", "m;n\r\nbo@acme.com;\r\n", "utf-8-sig", "m;n\r\n*@acme.com;\r\n", id="Excel"
        ),
        pytest.param(
            "a.tsv", "m\tn\nbo@acme.com\tü\n", "cp1252", "m\tn\n*@acme.com\tü\n", id="Windows"
        ),
        pytest.param("a.csv", "m|n\nbo@acme.com|ü\n", "utf-16", "m|n\n*@acme.com|ü\n", id="UTF-16"),
        pytest.param(
            "a.csv",
            '"m","n"\n"bo@acme.com",""\n',
            "utf-8",
            '"m","n"\n"*@acme.com",""\n',
            id="quoted",
        ),
        pytest.param(
            "a.csv",
            'm,n\nbo@acme.com,"a,""b""\n"\n',
            "utf-8",
            'm,n\n*@acme.com,"a,""b""\n"\n',
            id="where it must be",
        ),
        pytest.param(
            "a.csv", 'm\nbo@acme.com\n""\n', "utf-8", 'm\n*@acme.com\n""\n', id="one column"
        ),
        pytest.param("a.csv", "m,n\n", "utf-8", "m,n\n", id="no rows"),
        pytest.param(
            "a.csv", "jane@acme.com,n\n1,2\n", "utf-8", "*@acme.com,n\n1,2\n", id="header"
        ),
    ],
)
def test_a_csv_file_keeps_its_form(tmp_path, name, text, encoding, safe):
    source, target = tmp_path / name, tmp_path / f"safe-{name}"
    source.write_bytes(text.encode(encoding))
    operators = {"EMAIL_ADDRESS": "generalize"}
    streams.redact_file(source, target, operators, POLICY.but(operators=operators))
    assert target.read_bytes() == safe.encode(encoding)


def test_packed_csv_is_read_and_written_packed(tmp_path):
    source, target = tmp_path / "a.csv.gz", tmp_path / "b.csv.gz"
    source.write_bytes(gzip.compress(b"m,n\njane@acme.com,1\n"))
    assert nbguard.scan(source, policy=POLICY).findings[0].line == 2
    streams.redact_file(source, target, {"m": "redact"}, POLICY)
    assert gzip.decompress(target.read_bytes()) == b"m,n\n,1\n"


def test_a_file_of_another_kind_is_refused(people, tmp_path):
    with pytest.raises(TableError, match="its own format"):
        streams.redact_file(people, tmp_path / "a.parquet", None, POLICY)


def test_a_row_with_too_many_fields_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('x,y\n1,"2\n3"\n1,jane@acme.com,3\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match="up to line 4 has 3 fields, the header 2") as caught:
        streams.redact_file(path, tmp_path / "b.csv", None, POLICY)
    assert "jane" not in str(caught.value)


def test_parquet_keeps_compression_and_metadata_and_may_be_empty(tmp_path):
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    for rows in (0, 2):
        table = pa.table({"m": pa.array(["jane@acme.com"] * rows, pa.string())})
        table = table.replace_schema_metadata({"made by": "us"})
        pq.write_table(table, source, compression="zstd")
        streams.redact_file(source, target, {"m": "redact"}, POLICY)
        assert pq.read_table(target).to_pydict() == {"m": [""] * rows}
        assert pq.read_schema(target).metadata[b"made by"] == b"us"
    assert pq.ParquetFile(target).metadata.row_group(0).column(0).compression == "ZSTD"


class TestSpans:
    """A file read as a table is reported as if it were read as a text."""

    TEXT = (
        "id,mail,phone,note\r\n"
        '1,jane@acme.com,+1 415 555 0132,"she said ""write"",\nto bo@acme.com, or 415-555-0199"\r\n'
        "\r\n"
        '2,"bo@acme.com",n/a,nothing\r\n'
        "3,,+1 415 555 0134,é jane@acme.com\r\n"
    )

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_the_same_findings_with_the_same_spans_and_lines(self, tmp_path, encoding):
        path = tmp_path / "a.csv"
        path.write_bytes(self.TEXT.encode(encoding))
        as_text = nbguard.scan(path, policy=POLICY).findings
        as_table = streams.scan_file(path, POLICY).findings
        assert [_where(f) for f in as_table] == [_where(f) for f in as_text]
        assert {self.TEXT[f.start : f.end] for f in as_table} > {"jane@acme.com", "bo@acme.com"}

    def test_what_is_no_table_is_read_as_text(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("a,b\n1,jane@acme.com,3\n", encoding="utf-8")
        assert [f.line for f in streams.scan_file(path, POLICY).findings] == [2]

    def test_a_very_large_file_has_a_finding_per_column(self, tmp_path, monkeypatch):
        monkeypatch.setattr(streams, "_LOCATED", 10)
        path = tmp_path / "a.csv"
        path.write_text(self.TEXT, encoding="utf-8")
        found = streams.scan_file(path, POLICY).findings
        assert [f.place for f in found] == ["column 'mail'", "column 'phone'", "column 'note'"]

    def test_the_command_says_so_of_a_large_file(self, tmp_path, capsys):
        path = tmp_path / "a.csv"
        path.write_text("mail,filler\n" + f"jane@acme.com,{'x' * 990}\n" * 4500, encoding="utf-8")
        assert main(["scan", "--format", "json", "--entities", "EMAIL_ADDRESS", str(path)]) == 1
        report = json.loads(capsys.readouterr().out)
        assert report["summary"]["findings"] == 4500
        assert (report["summary"]["cells"], report["summary"]["places"]) == (0, 1)
        last = report["findings"][-1]
        assert (last["line"], last["end"] - last["start"], last["place"]) == (4501, 13, "text")


def _where(finding):
    return finding[:1] + finding[3:7] + (finding.fingerprint, finding.file_line)


def test_the_command(people, tmp_path, capsys):
    safe = tmp_path / "safe.csv"
    assert main(["redact-file", str(people), "-o", str(safe), "--operator", "mail=redact"]) == 0
    assert "EMAIL_ADDRESS" in capsys.readouterr().out
    assert {row[1] for row in read(safe)[1:]} == {""}
    assert main(["redact-file", str(people), "-o", str(safe), "--operator", "mail"]) == 2


def test_the_command_scans_parquet_by_column(tmp_path, capsys):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": [1, 2], "m": ["jane@acme.com", None]}), path)
    assert main(["scan", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "column 'm'  50% of cells  EMAIL_ADDRESS" in shown
    assert "nbguard redact-file" in shown
    assert main(["scan", str(tmp_path / "none.parquet")]) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a word")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_no_file(tmp_path, how):
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("mail\n" + "".join(f"u{n}@acme.com\n" for n in range(10**6)))
    command = [sys.executable, "-m", "nbguard", "redact-file", str(source), "-o", str(target)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and not any(tmp_path.glob(".b.csv.*")):
            time.sleep(0.01)
        running.send_signal(how)
    assert running.returncode == 130
    assert list(tmp_path.iterdir()) == [source]


_PEAK = f"""{PEAK}
import sys
from pathlib import Path
import nbguard
from nbguard.frames import streams
from nbguard.policy import Policy
source, policy = Path(sys.argv[1]), Policy(names="off")
assert nbguard.scan(source, policy=policy).columns["mail"].entity == "EMAIL_ADDRESS"
streams.redact_file(source, source.with_suffix(".safe.csv"), None, policy)
print(peak())
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak(rows):
        path = tmp_path / f"{rows}.csv"
        line = "user{n}@acme.com,Oslo,a dozen words that nobody needs stand here to fill the line\n"
        with path.open("w", encoding="utf-8") as file:
            file.write("mail,city,filler\n")
            file.writelines(line.format(n=n % 1000) for n in range(rows))
        ran = [sys.executable, "-c", _PEAK, str(path)]
        return int(subprocess.run(ran, capture_output=True, text=True, check=True).stdout)

    small, large = 200_000, 1_000_000  # 17 and 85 MB
    assert peak(large) - peak(small) < 50  # MiB, of 68 MB that the file grew by
