"""Every writer of pandas, polars and pyarrow, under every verdict."""

import io
import sqlite3
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.dataset
import pyarrow.feather
import pyarrow.parquet
import pytest

from nbguard.errors import ExportRefused

MAILS = [f"jane{i}.roe@acme-corp.com" for i in range(5)]
DATA = {"contact": MAILS, "n": [1, 2, 3, 4, 5]}
PANDAS = pd.DataFrame(DATA)
POLARS = pl.DataFrame(DATA)
ARROW = pa.table(DATA)

WRITERS = {
    "to_csv": lambda path: PANDAS.to_csv(path),
    "to_json": lambda path: PANDAS.to_json(path),
    "to_pickle": lambda path: PANDAS.to_pickle(path),
    "pandas.to_pickle": lambda path: pd.to_pickle(PANDAS, path),
    "to_markdown": lambda path: PANDAS.to_markdown(path),
    "to_html": lambda path: PANDAS.to_html(path),
    "to_string": lambda path: PANDAS.to_string(path),
    "to_parquet": lambda path: PANDAS.to_parquet(path),
    "to_feather": lambda path: PANDAS.to_feather(path),
    "to_stata": lambda path: PANDAS.to_stata(path),
    "Series.to_csv": lambda path: PANDAS["contact"].to_csv(path),
    "write_csv": lambda path: POLARS.write_csv(path),
    "write_parquet": lambda path: POLARS.write_parquet(path),
    "write_json": lambda path: POLARS.write_json(path),
    "write_ndjson": lambda path: POLARS.write_ndjson(path),
    "write_ipc": lambda path: POLARS.write_ipc(path),
    "write_avro": lambda path: POLARS.write_avro(path),
    "sink_csv": lambda path: POLARS.lazy().sink_csv(path),
    "sink_ndjson": lambda path: POLARS.lazy().sink_ndjson(path),
    "pyarrow.csv": lambda path: pyarrow.csv.write_csv(ARROW, path),
    "pyarrow.parquet": lambda path: pyarrow.parquet.write_table(ARROW, path),
    "pyarrow.parquet by name": lambda path: pyarrow.parquet.write_table(table=ARROW, where=path),
    "pyarrow.feather": lambda path: pyarrow.feather.write_feather(
        ARROW, path, compression="uncompressed"
    ),
}
each_writer = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)


def _written(path: str) -> bytes:
    file = Path(path)
    return file.read_bytes() if file.is_file() else b""


@each_writer
def test_refuse_writes_nothing(write, guarded, log):
    guarded(export="refuse")
    with pytest.raises(ExportRefused, match="contact"):
        write("out")
    assert _written("out") == b""
    ((event, where, entities, note),) = log()
    assert (event, entities, note) == ("refused", {"EMAIL_ADDRESS": 5}, "local")
    assert where.endswith(" out")


@each_writer
def test_redact_writes_placeholders_and_leaves_the_table_alone(write, guarded, log):
    guarded(export="redact")
    write("out")
    assert b"acme-corp" not in _written("out")
    assert b"EMAIL_ADDRESS_1" in _written("out")
    assert list(PANDAS["contact"]) == MAILS
    assert [(event, note) for event, *_, note in log()] == [("exported", "redacted")]


@each_writer
def test_warn_writes_it_and_says_so(write, guarded, log):
    told = guarded(export="warn")
    write("out")
    assert b"acme-corp" in _written("out")
    assert len(told) == 1
    assert "'contact' (EMAIL_ADDRESS)" in told[0]
    assert MAILS[0] not in told[0]
    assert [(event, note) for event, *_, note in log()] == [("exported", "warn")]


def test_warn_is_the_default_and_says_the_same_once(guarded):
    told = guarded()
    for name in ("a.csv", "b.csv"):
        PANDAS.to_csv(name)
    assert len(told) == 1


def test_allow_writes_it_silently_and_logs_it(guarded, log):
    told = guarded(export="allow")
    PANDAS.to_csv("a.csv")
    assert told == []
    assert log() == [("exported", "export: to_csv a.csv", {"EMAIL_ADDRESS": 5}, "allow")]


@pytest.mark.parametrize("frame", [PANDAS[["n"]], PANDAS.assign(contact="[EMAIL_ADDRESS_1]")])
def test_a_table_that_holds_nothing_is_left_alone(frame, guarded, log):
    told = guarded(export="refuse")
    frame.to_csv("a.csv")
    frame.to_parquet("a.parquet")
    assert told == log() == []


EXCEL = {
    "pandas by path": lambda path: PANDAS.to_excel(path),
    "pandas by writer": lambda path: _by_writer(path),
    "polars": lambda path: POLARS.write_excel(path),
}


def _by_writer(path):
    with pd.ExcelWriter(path) as writer:
        PANDAS.to_excel(writer)
        PANDAS[["n"]].to_excel(writer, sheet_name="n")


@pytest.mark.parametrize("write", EXCEL.values(), ids=EXCEL)
def test_excel(write, guarded, log):
    guarded(export="redact")
    write("a.xlsx")
    cells = pd.read_excel("a.xlsx")["contact"]
    assert list(cells) == [f"[EMAIL_ADDRESS_{i}]" for i in range(1, 6)]
    assert [where.split()[-1] for _, where, *_ in log()] == ["a.xlsx"]


def test_a_file_system_by_its_scheme(guarded, log):
    guarded(export={"remote": "refuse"})
    PANDAS.to_csv("memory://a.csv")
    with pytest.raises(ExportRefused, match="remote"):
        PANDAS.to_csv("ftp://jane:w0rd@localhost/a.csv")
    assert [where for _, where, *_ in log()] == ["export: to_csv ftp://localhost/a.csv"]


def test_only_the_columns_that_are_written_count(guarded):
    guarded(export="refuse")
    PANDAS.to_csv("a.csv", columns=["n"])
    with pytest.raises(ExportRefused):
        PANDAS.to_csv("a.csv", columns=["contact"])


def test_what_stays_in_memory_is_no_export(guarded, log):
    guarded(export="refuse")
    assert MAILS[0] in PANDAS.to_csv()
    assert MAILS[0] in PANDAS.to_csv(sep=";")
    assert isinstance(PANDAS.to_parquet(), bytes)
    text = io.StringIO()
    PANDAS.to_csv(text)
    assert MAILS[0] in text.getvalue()
    assert MAILS[0] in POLARS.write_csv()
    assert log() == []


def test_each_destination_has_its_own_verdict(guarded, log):
    guarded(export={"default": "allow", "public": "refuse", "database": "redact"})
    Path("public").mkdir()
    PANDAS.to_csv("a.csv")
    with pytest.raises(ExportRefused, match="public"):
        PANDAS.to_csv("public/a.csv")
    with sqlite3.connect(":memory:") as base:
        PANDAS.to_sql("customers", base)
        cells = base.execute("select contact from customers").fetchall()
    base.close()
    assert cells[0] == ("[EMAIL_ADDRESS_1]",)
    assert [event for event, *_ in log()] == ["exported", "refused", "exported"]


@pytest.mark.parametrize("url", ["s3://key:w0rd@bucket/a.csv", "gs://bucket/a", "abfs://x@y/a"])
def test_a_remote_place_is_refused_before_anything_is_opened(url, guarded, log):
    guarded(export={"remote": "refuse"})
    for write in (PANDAS.to_csv, POLARS.write_csv, POLARS.lazy().sink_csv):
        with pytest.raises(ExportRefused) as caught:
            write(url)
        assert "w0rd" not in str(caught.value)
    assert len(log()) == 3
    assert all("w0rd" not in where for _, where, *_ in log())


def test_the_clipboard_is_a_destination(guarded, log):
    guarded(export={"clipboard": "refuse"})
    for write in (PANDAS.to_clipboard, PANDAS["contact"].to_clipboard, POLARS.write_clipboard):
        with pytest.raises(ExportRefused, match="clipboard"):
            write()
    assert len(log()) == 3


def test_a_writer_that_calls_another_is_judged_once(guarded, log):
    guarded(export="allow")
    PANDAS.to_parquet("a.parquet")
    assert [where for _, where, *_ in log()] == ["export: to_parquet a.parquet"]


def test_a_data_set_that_comes_as_a_stream_cannot_be_looked_at(guarded):
    told = guarded(export={"local": "warn", "public": "refuse"})

    def write(folder):
        batches = iter(ARROW.to_batches())
        pyarrow.dataset.write_dataset(batches, folder, format="parquet", schema=ARROW.schema)

    write("a")
    assert "cannot be looked at" in told[0]
    with pytest.raises(ExportRefused, match="cannot be looked at"):
        write("public/a")


def test_something_else_that_is_pickled_is_left_alone(guarded, log):
    told = guarded(export="refuse")
    pd.to_pickle({"a": 1}, "a.pickle")
    assert told == log() == []


def test_a_failed_write_is_in_the_log_as_one(guarded, log):
    guarded(export="allow")
    with pytest.raises(OSError, match="no-such-folder"):
        PANDAS.to_csv("no-such-folder/a.csv")
    assert log()[0][3] == "failed, perhaps half-way"


def test_wrong_arguments_are_the_writers_own_error(guarded):
    guarded(export="allow")
    with pytest.raises(TypeError, match="no_such"):
        PANDAS.to_csv("a.csv", no_such=1)


def test_a_name_that_a_library_only_still_takes_is_no_way_out(guarded):
    guarded(export="refuse")
    with pytest.raises(ExportRefused):
        POLARS.write_csv("a.csv", has_header=True)  # today it is include_header
    with pytest.raises(ExportRefused):
        POLARS.lazy().sink_csv(target="a.csv")  # and this one is path


def test_a_guard_that_breaks_lets_nothing_out(guarded, monkeypatch):
    guarded(export="allow")
    monkeypatch.setattr("nbguard.frames.scan", lambda *_: 1 / 0)
    with pytest.raises(ExportRefused, match="ZeroDivisionError"):
        PANDAS.to_csv("a.csv")
    assert not Path("a.csv").exists()


def test_whoever_may_not_export_exports_only_what_is_redacted(guarded):
    guarded(export={"public": "redact"}, roles={"all": {"who": ["*"], "may": ["reveal"]}})
    with pytest.raises(ExportRefused):
        PANDAS.to_csv("a.csv")
    Path("public").mkdir()
    PANDAS.to_csv("public/a.csv")
    assert b"acme-corp" not in _written("public/a.csv")


def test_removed_it_leaves_no_trace(guarded):
    owners = (pd.DataFrame, pd.Series, pl.DataFrame, pl.LazyFrame, pyarrow.parquet, pyarrow.csv)
    before = [dict(vars(owner)) for owner in owners]
    guarded(export="refuse")
    assert [dict(vars(owner)) for owner in owners] != before
    guarded.off()
    assert [dict(vars(owner)) for owner in owners] == before
