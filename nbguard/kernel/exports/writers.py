"""The ways by which a table leaves the process, library by library."""

from __future__ import annotations

from typing import NamedTuple


class Writer(NamedTuple):
    """A method of a class, or a function of a module where ``owner`` is empty.

    ``target`` is the parameter that says where to, ``position`` its place behind the table.
    ``kind`` is the destination where the method alone decides it; ``lazy`` tables and Spark's
    are judged by a sample.
    """

    module: str
    owner: str
    name: str
    target: str = ""
    position: int = 0
    kind: str = ""


def _methods(module: str, owner: str, **targets: str) -> list[Writer]:
    return [Writer(module, owner, name, target) for name, target in targets.items()]


_SHARED = {
    "to_csv": "path_or_buf", "to_json": "path_or_buf", "to_pickle": "path",
    "to_excel": "excel_writer", "to_markdown": "buf", "to_latex": "buf", "to_string": "buf",
    "to_hdf": "path_or_buf",
}  # fmt: skip
_FRAME = {
    "to_parquet": "path", "to_feather": "path", "to_html": "buf", "to_xml": "path_or_buffer",
    "to_stata": "path", "to_orc": "path",
}  # fmt: skip
_POLARS = {
    "write_csv": "file", "write_parquet": "file", "write_json": "file", "write_ndjson": "file",
    "write_ipc": "file", "write_ipc_stream": "file", "write_avro": "file",
    "write_excel": "workbook", "write_delta": "target", "write_iceberg": "target",
}  # fmt: skip
_LAZY = {
    "sink_csv": "path", "sink_parquet": "path", "sink_ndjson": "path", "sink_ipc": "path",
    "sink_delta": "target",
}  # fmt: skip
_SPARK = {"save": "path", "csv": "path", "json": "path", "parquet": "path", "orc": "path",
          "text": "path", "xml": "path"}  # fmt: skip
_SPARK_MODULES = ("pyspark.sql.readwriter", "pyspark.sql.connect.readwriter")

WRITERS: list[Writer] = [
    *(w for owner in ("DataFrame", "Series") for w in _methods("pandas", owner, **_SHARED)),
    *_methods("pandas", "DataFrame", **_FRAME),
    *(Writer("pandas", o, "to_clipboard", kind="clipboard") for o in ("DataFrame", "Series")),
    *(Writer("pandas", o, "to_sql", "con", 1, "database") for o in ("DataFrame", "Series")),
    Writer("pandas", "DataFrame", "to_iceberg", "table_identifier", kind="database"),
    Writer("pandas", "", "to_pickle", "filepath_or_buffer"),
    *_methods("polars", "DataFrame", **_POLARS),
    Writer("polars", "DataFrame", "write_clipboard", kind="clipboard"),
    Writer("polars", "DataFrame", "write_database", "connection", 1, "database"),
    *_methods("polars", "LazyFrame", **_LAZY),
    Writer("pyarrow.parquet", "", "write_table", "where"),
    Writer("pyarrow.parquet", "", "write_to_dataset", "root_path"),
    Writer("pyarrow.csv", "", "write_csv", "output_file"),
    Writer("pyarrow.feather", "", "write_feather", "dest"),
    Writer("pyarrow.orc", "", "write_table", "where"),
    Writer("pyarrow.dataset", "", "write_dataset", "base_dir"),
    *(w for module in _SPARK_MODULES for w in _methods(module, "DataFrameWriter", **_SPARK)),
    *(
        Writer(module, "DataFrameWriter", name, target, kind="database")
        for module in _SPARK_MODULES
        for name, target in (("saveAsTable", "name"), ("insertInto", "tableName"), ("jdbc", "url"))
    ),
]
SPARK_SETTINGS = [
    Writer(module, "DataFrameWriter", name)
    for module in _SPARK_MODULES
    for name in ("mode", "format", "option", "options", "partitionBy", "bucketBy", "sortBy")
]
"""What is said of a Spark writer before it writes, and has to be said again of another."""
