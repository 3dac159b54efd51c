"""Whether redaction on Spark scales with cores: the same frame on one core and on two.

    python -m benchmarks.spark [--rows 2000000] [--partitions 8]

The rows are made by Spark itself, redacted on its executors and thrown away there; the driver may
receive no more than 1 MiB of results, which is less than any of the columns. Each run is a process
of its own that is held to its cores, as Spark's Java and the Python workers would otherwise take
two even for ``local[1]``. Needs Java and Linux.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from nbguard import frames
from nbguard.policy import Policy

COLUMNS = (
    "id",
    "concat('user', id % 100000, '@acme', id % 90, '.com') as mail",
    "concat('(', 201 + id % 700, ') ', 201 + id % 700, '-', 1000 + id % 9000) as phone",
    "concat('ORD-', id) as `order`",
    "case when id % 7 = 0 then null else cast(id as decimal(12, 2)) end as price",
    "timestamp_seconds(id) as seen",
)


def session(cores: int) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.maxResultSize", "1m")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    return made


def seconds(cores: int, rows: int, partitions: int) -> tuple[float, float]:
    """How long the verdicts take, and then the redaction of all rows."""
    spark = session(cores)
    try:
        warm = spark.range(0, 1000, numPartitions=cores).selectExpr(*COLUMNS)
        _run(frames.redact(warm, None, Policy()))
        frame = spark.range(0, rows, numPartitions=partitions).selectExpr(*COLUMNS)
        start = time.perf_counter()
        safe = frames.redact(frame, None, Policy())
        judged = time.perf_counter()
        _run(safe)
        return judged - start, time.perf_counter() - judged
    finally:
        spark.stop()


def _run(frame: Any) -> None:
    frame.write.format("noop").mode("overwrite").save()


def alone(cores: int, rows: int, partitions: int) -> tuple[float, float]:
    """The same in a process that has only so many cores."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _hold, (cores,)) as pool:
        return pool.submit(seconds, cores, rows, partitions).result()


def _hold(cores: int) -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--partitions", type=int, default=8)
    options = parser.parse_args()
    cells = options.rows * len(COLUMNS)
    took = {}
    for cores in (1, 2):
        judged, took[cores] = alone(cores, options.rows, options.partitions)
        rate = cells / took[cores] / 1e6
        print(
            f"local[{cores}]: {options.rows:,} rows of {len(COLUMNS)} in {options.partitions} "
            f"partitions, verdicts {judged:.1f} s, redacted {took[cores]:.1f} s, "
            f"{rate:.2f} M cells/s"
        )
    print(f"two cores are {took[1] / took[2]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
