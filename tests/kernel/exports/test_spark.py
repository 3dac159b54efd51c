"""Spark's writers: judged by a sample, and told the same when the redacted frame is written."""

import os
import sys

import pytest

from nbguard.errors import ExportRefused

pyspark = pytest.importorskip("pyspark")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def frame():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session.range(0, 100, numPartitions=1).selectExpr(
        "id", "id % 2 as half", "concat('user', id, '@acme-corp.com') as contact"
    )
    session.stop()


def _lines(folder):
    return [line for file in sorted(folder.rglob("*.csv")) for line in file.read_text().split()]


def test_refused(frame, guarded, log, tmp_path):
    guarded(export={"remote": "refuse", "local": "refuse", "database": "refuse"})
    for write in (
        lambda: frame.write.csv("s3a://bucket/a"),
        lambda: frame.write.format("csv").save(f"{tmp_path}/a"),
        lambda: frame.write.parquet(f"{tmp_path}/a"),
        lambda: frame.write.saveAsTable("customers"),
        lambda: frame.write.jdbc("jdbc:postgresql://db/shop?password=w0rd", "customers"),
    ):
        with pytest.raises(ExportRefused, match="contact"):
            write()
    assert not (tmp_path / "a").exists()
    assert [where.split()[-1] for _, where, *_ in log()] == [
        "s3a://bucket/a", f"{tmp_path}/a", f"{tmp_path}/a", "customers", "postgresql://db/shop"
    ]  # fmt: skip


def test_redacted_and_told_the_same(frame, guarded, log, tmp_path):
    guarded(export="redact")
    writer = frame.write.mode("overwrite").option("header", True).option("sep", ";")
    writer.partitionBy("half").csv(f"{tmp_path}/a")
    lines = _lines(tmp_path / "a")
    assert lines[0] == "id;contact"
    assert len(lines) == 102
    assert not any("acme-corp" in line for line in lines)
    assert {path.name for path in (tmp_path / "a").glob("half=*")} == {"half=0", "half=1"}
    ((event, _, entities, note),) = log()
    assert (event, note) == ("exported", "redacted")
    assert entities == {"EMAIL_ADDRESS": 100}


def test_what_holds_nothing_is_written_as_it_is(frame, guarded, log, tmp_path):
    guarded(export="refuse")
    frame.select("id").write.csv(f"{tmp_path}/a")
    assert len(_lines(tmp_path / "a")) == 100
    assert log() == []
