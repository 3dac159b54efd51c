"""Tables that are not in memory yet: LazyFrames, datasets, readers."""

import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

import nbguard
from nbguard.errors import TableError
from nbguard.policy import Policy

POLICY = Policy(names="off")
DATA = {
    "mail": ["jane@acme.com", None, "bo@acme.com", "jane@acme.com"],
    "n": [1, 2, 3, 4],
    "more": [["x@acme.com"], [], None, ["plain"]],
}


def redact(obj, operators=None, **options):
    return nbguard.redact(obj, operators, policy=POLICY, **options)


class TestLazyFrames:
    def test_a_verdict_per_column(self):
        report = nbguard.scan(pl.LazyFrame(DATA), policy=POLICY)
        found = {label: column and column.entity for label, column in report.columns.items()}
        assert found == {"mail": "EMAIL_ADDRESS", "n": None, "more": "EMAIL_ADDRESS"}
        assert report.columns["mail"].share == 0.75

    def test_redaction_waits_for_collect_and_gives_the_same_as_at_once(self):
        hashed = {"EMAIL_ADDRESS": "hash"}
        safe = redact(pl.LazyFrame(DATA), hashed)
        assert isinstance(safe, pl.LazyFrame)
        assert safe.collect().equals(redact(pl.DataFrame(DATA), hashed))
        assert safe.collect(engine="streaming").equals(safe.collect())

    def test_the_plan_tells_its_schema_before_it_runs(self):
        safe = redact(pl.LazyFrame(DATA), {"n": "generalize", "more": "drop"})
        assert safe.collect_schema() == safe.collect().schema == {"mail": pl.String, "n": pl.String}

    def test_a_filter_sees_what_is_redacted(self):
        safe = redact(pl.LazyFrame(DATA))
        assert safe.filter(pl.col("mail") == "jane@acme.com").collect().is_empty()
        assert safe.select("mail").collect()["mail"][0].startswith("[EMAIL_ADDRESS_")

    def test_one_session_joins_it_with_others(self):
        session = nbguard.Placeholders()
        one = redact(pl.LazyFrame(DATA), session=session).collect()
        other = redact(pl.DataFrame({"buyer": ["bo@acme.com"]}), session=session)
        assert other["buyer"][0] == one["mail"][2]

    def test_many_batches_are_redacted_alike(self):
        rows = 150_000
        frame = pl.LazyFrame({"n": range(rows)}).select(
            mail=pl.format("user{}@acme.com", pl.col("n") % 9)
        )
        safe = redact(frame).collect(engine="streaming")
        assert safe.height == rows
        assert safe["mail"].n_unique() == 9

    def test_restore_asks_for_the_cells(self):
        with pytest.raises(TableError, match="collect"):
            nbguard.restore(redact(pl.LazyFrame(DATA), {"mail": "encrypt"}))


class TestArrow:
    def test_a_dataset_becomes_a_reader(self):
        dataset = ds.dataset(pa.table(DATA))
        assert nbguard.scan(dataset, policy=POLICY).columns["mail"].entity == "EMAIL_ADDRESS"
        safe = redact(dataset)
        assert isinstance(safe, pa.RecordBatchReader)
        assert safe.read_all().equals(redact(pa.table(DATA)))

    def test_a_reader_is_scanned_but_not_redacted(self):
        def reader():
            return pa.table(DATA).to_reader()

        assert nbguard.scan(reader(), policy=POLICY).columns["mail"].entity == "EMAIL_ADDRESS"
        with pytest.raises(TableError, match="read_all"):
            redact(reader())
