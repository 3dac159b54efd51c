import os
import sys

import pytest

from nbguard import frames
from nbguard.errors import TableError
from nbguard.policy import Policy

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.slow

POLICY = Policy(names="off")
ROWS = 200_000


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.maxResultSize", "1m")  # less than any column: nothing is collected
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture
def frame(spark):
    return spark.range(0, ROWS, numPartitions=4).selectExpr(
        "id",
        "concat('user', id % 1000, '@acme.com') as mail",
        "case when id % 7 = 0 then null else concat('call 415-555-0', 100 + id % 800) end as note",
        "cast(id as double) / 3 as price",
        "array(concat('user', id % 5, '@acme.com')) as mails",
        "cast(id as decimal(12, 2)) as paid",
        "case when id % 3 = 0 then null else timestamp_seconds(id) end as seen",
        "named_struct('n', id, 'at', date_from_unix_date(1)) as more",
    )


@pytest.mark.filterwarnings("ignore")
class TestSpark:
    def test_a_frame_is_known_as_one(self, frame):
        assert frames.reads(frame)

    def test_verdicts(self, frame):
        report = frames.scan(frame, POLICY)
        found = {label: column and column.entity for label, column in report.columns.items()}
        assert found == {
            "id": None,
            "mail": "EMAIL_ADDRESS",
            "note": "PHONE_NUMBER",
            "price": None,
            "mails": "EMAIL_ADDRESS",
            "paid": None,
            "seen": None,
            "more": None,
        }

    def test_the_same_tokens_on_every_executor_and_no_value_left(self, frame):
        safe = frames.redact(frame, None, POLICY)
        assert safe.count() == ROWS
        assert safe.select("mail").distinct().count() == 1000
        assert safe.where("mail like '%@%' or note like '%415-%'").count() == 0
        assert safe.where("array_contains(mails, 'user1@acme.com')").count() == 0
        assert safe.where("note is null").count() == frame.where("note is null").count()

    def test_the_schema_of_other_columns_is_kept(self, frame):
        safe = frames.redact(frame, {"mail": "drop"}, POLICY)
        kept = [field for field in frame.schema if field.name not in ("mail", "note")]
        assert [field for field in safe.schema if field.name != "note"] == kept
        others = ["id", "paid", "seen", "more"]
        assert safe.select(others).exceptAll(frame.select(others)).count() == 0

    def test_comments_on_columns_stay_but_for_values(self, spark):
        frame = spark.range(2).withMetadata("id", {"unit": "m", "comment": "ask jane@acme.com"})
        safe = frames.redact(frame.selectExpr("id", "id as n"), None, POLICY)
        assert safe.schema["id"].metadata["unit"] == "m"
        assert "jane@" not in str(safe.schema["id"].metadata)

    def test_names_with_dots_and_equal_names(self, spark):
        frame = spark.range(3).selectExpr("id as `a.b`", "'jane@acme.com' as m", "id as m")
        safe = frames.redact(frame, {"m": "encrypt"}, POLICY)
        assert safe.columns == ["a.b", "m", "m"]
        assert "jane@" not in str(safe.collect())
        assert frames.restore(safe, ["m"]).collect() == frame.collect()
        assert list(frames.scan(frame, POLICY).columns) == ["a.b", "m", "m #2"]

    def test_a_name_that_is_personal_data(self, spark):
        frame = spark.range(3).selectExpr("id as `jane.roe@acme.com`")
        assert "jane" not in str(frames.redact(frame, None, POLICY).schema)

    def test_the_driver_could_not_even_hold_a_column(self, frame):
        with pytest.raises(Exception, match="maxResultSize"):
            frame.select("mail").toPandas()

    def test_tokens_join_with_those_made_without_spark(self, frame):
        import pandas as pd

        local = frames.redact(pd.DataFrame({"m": ["user7@acme.com"]}), {"m": "hash"}, POLICY)
        safe = frames.redact(frame, None, POLICY)
        assert safe.where(safe["mail"] == local["m"][0]).count() == ROWS // 1000

    def test_what_was_encrypted_comes_back_with_its_type(self, frame):
        safe = frames.redact(frame, {"mail": "encrypt", "price": "encrypt"}, POLICY)
        assert safe.where("mail like '%@%'").count() == 0
        back = frames.restore(safe, ["mail", "price"])
        assert (
            back.select("id", "mail", "price")
            .exceptAll(frame.select("id", "mail", "price"))
            .count()
            == 0
        )
        assert back.schema["price"].dataType == frame.schema["price"].dataType

    def test_an_unknown_column_is_an_error_before_any_work(self, frame):
        with pytest.raises(TableError, match="did you mean 'mail'"):
            frames.redact(frame, {"mial": "hash"}, POLICY)
