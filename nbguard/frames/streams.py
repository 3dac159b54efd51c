"""Tables in files larger than memory: CSV and Parquet, read and written batch by batch.

Two passes: one for the verdicts, so that every batch is redacted alike, and one that writes.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from nbguard.errors import TableError, UnreadableFile
from nbguard.frames.plan import DROP, plans
from nbguard.frames.rewrite import Rewriter
from nbguard.frames.verdicts import verdicts
from nbguard.guard import Guard
from nbguard.operators import Placeholders
from nbguard.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from nbguard.detect.columns import Verdict
    from nbguard.findings import Report
    from nbguard.frames.plan import Plan
    from nbguard.policy import Policy

_BLOCK = 8 * 2**20
_SEPARATORS = (",", ";", "\t", "|")


def redact_file(
    source: Path,
    target: Path,
    operators: Mapping[Any, str] | None,
    policy: Policy,
    tell: Callable[[int, int], object] | None = None,
) -> Report:
    """Write the table in ``source`` to ``target``, every column that holds something rewritten.

    ``tell`` hears how many of how many rows are written. ``target`` appears whole or not at all.
    Raises UnreadableFile, TableError, PolicyError, KeyMissing.
    """
    if source.resolve() == target.resolve():
        raise TableError("a file is not redacted onto itself; name another one to write")
    with _errors():
        table, found, report = _survey(source, policy)
        chosen = plans(table, found, operators or {}, policy)
        rows = report.cells // max(1, len(table.columns))
        draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}.nbguard")
        try:
            done = 0
            for written in _write(source, draft, chosen, policy):
                done += written
                if tell:
                    tell(done, rows)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return report


def scan_file(path: Path, policy: Policy) -> Report:
    """The verdicts on the columns of a file. Raises UnreadableFile."""
    with _errors():
        return _survey(path, policy)[2]


def _survey(path: Path, policy: Policy) -> tuple[Any, list[Verdict], Report]:
    """The first batch as a table, the verdicts over all batches, and the report on them."""
    from nbguard.frames import report_on

    first, rows = None, 0
    found: list[Verdict] = []
    for batch in _batches(path):
        table = open_table(batch)
        first = first or table
        new = verdicts(table, policy)
        found = [_merged(*pair, rows, table.rows) for pair in zip(found or new, new, strict=True)]
        rows += table.rows
    if first is None:
        raise UnreadableFile("it holds no rows")
    report = report_on(first, found, policy)
    report.cells = rows * len(first.columns)
    return first, found, report


def _merged(old: Verdict, new: Verdict, before: int, rows: int) -> Verdict:
    """The verdict on more rows: the one that says more, with the share of both."""
    best = max(old, new, key=lambda v: (v.entity is not None, v.whole, v.share, v.score))
    share = (old.share * before + new.share * rows) / max(1, before + rows)
    return best._replace(share=round(share, 9), quasi=old.quasi or new.quasi)


def _write(source: Path, draft: Path, chosen: Mapping[int, Plan], policy: Policy) -> Iterator[int]:
    """Write batch by batch; gives the rows of each."""
    rewriter = Rewriter(Guard(policy), Placeholders())
    with ExitStack() as stack:
        writer = None
        for batch in _batches(source):
            table = open_table(batch)
            new = {
                i: None if plan.operator == DROP else rewriter.column(table.columns[i], plan)
                for i, plan in chosen.items()
            }
            safe = table.replaced(new, {})
            writer = writer or stack.enter_context(_writer(source, draft, safe.schema))
            writer.write_batch(safe)
            yield table.rows


def _batches(path: Path) -> Iterator[Any]:
    if path.suffix.lower() == ".parquet":
        import pyarrow.parquet as pq

        yield from pq.ParquetFile(path).iter_batches()
        return
    import pyarrow as pa
    from pyarrow import csv

    separator, labels = _header(path)
    # Every cell stays the text that it is: 007 is no 7, and nobody's phone number a float.
    yield from csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=_BLOCK),
        parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=dict.fromkeys(labels, pa.string())),
    )


def _writer(source: Path, draft: Path, schema: Any) -> Any:
    if source.suffix.lower() == ".parquet":
        import pyarrow.parquet as pq

        return pq.ParquetWriter(draft, schema)
    from pyarrow import csv

    options = csv.WriteOptions(delimiter=_header(source)[0], quoting_style="needed")
    return csv.CSVWriter(draft, schema, write_options=options)


def _header(path: Path) -> tuple[str, list[str]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        line = file.readline(_BLOCK)
        separator = max(_SEPARATORS, key=line.count)
        file.seek(0)
        return separator, next(csv.reader(file, delimiter=separator), [])


@contextmanager
def _errors() -> Iterator[None]:
    try:
        import pyarrow as pa
    except ImportError:
        raise TableError("tables in files need pyarrow: pip install 'nbguard[tables]'") from None
    try:
        yield
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableFile(f"no readable table ({type(error).__name__})") from None
    except OSError as error:
        raise UnreadableFile(error.strerror or type(error).__name__) from None
