import csv
import subprocess
import sys

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
        pytest.param("a.csv", b"x\n\xff\xfe\n", id="no UTF-8"),
        pytest.param("a.parquet", b"no parquet at all", id="no Parquet"),
    ],
)
def test_an_unreadable_file_is_an_error(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        streams.redact_file(path, tmp_path / ("safe" + path.suffix), None, POLICY)


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
