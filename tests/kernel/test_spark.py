"""Spark frames in a guarded kernel: what is shown, and that Spark is left as it was."""

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("pyspark")

START = """
import os, sys
os.environ["PYSPARK_PYTHON"] = sys.executable
from pyspark.sql import SparkSession
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
mails = [f"{name}{chr(64)}acme-corp.com" for name in ("jane.roe", "wilhelmina.quist", "omar")]
names = [" ".join(pair) for pair in (("Jane", "Roberts"), ("Peter", "Miller"), ("Omar", "Haddad"))]
s = spark.createDataFrame(list(zip(names, mails, [1, 2, 3])), ["name", "mail", "n"])
"""
RAW = ("Jane", "Roberts", "Miller", "acme")
SHOWN = {
    "show": "s.show()",
    "show of one row": "s.show(1)",
    "show vertical": "s.show(vertical=True)",
    "show cut short": "s.show(truncate=6)",
    "show uncut": "s.show(truncate=False)",
    "renamed": "s.toDF('a', 'b', 'c').show()",
    "groups": "s.groupBy('name').count().show()",
    "rows": "s.collect()",
    "drawn by itself": "spark.conf.set('spark.sql.repl.eagerEval.enabled', 'true'); display(s)",
}


@pytest.fixture(scope="module")
def kernel(start_kernel):
    kernel = start_kernel()
    kernel.run("%load_ext nbguard")
    reply = kernel.run(START)[-1]
    assert reply["content"]["status"] == "ok", reply["content"]
    yield kernel
    kernel.run("spark.stop()")


@pytest.mark.parametrize("code", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_holds_no_value(kernel, text, code):
    shown = text(kernel.run(code))
    assert not [value for value in RAW if value in shown]
    assert "[" in shown
    assert "withheld" not in shown


def test_numbers_and_counts_stay(kernel, text):
    shown = text(kernel.run("s.show(2)"))
    assert "|  2|" in shown
    assert "only showing top 2 rows" in shown


def test_what_holds_nothing_is_shown_by_spark_alone(kernel, text):
    kernel.run("plain = spark.range(2)")
    assert "| id|\n+---+\n|  0|\n|  1|" in text(kernel.run("plain.show()"))


def test_unloaded_it_is_as_it_was(kernel, text):
    kernel.run("%unload_ext nbguard")
    assert "jane.roe" in text(kernel.run("s.show()"))
    assert "[]" in text(kernel.run("[f for f in sys.meta_path if 'nbguard' in repr(f)]"))
    shown = text(
        kernel.run("import pyspark.sql.classic.dataframe as m; m.DataFrame.show.__module__")
    )
    assert "pyspark" in shown
    kernel.run("%load_ext nbguard")
    assert "jane.roe" not in text(kernel.run("s.show()"))
