"""Tables in files larger than memory: CSV and Parquet, read and written batch by batch.

Two passes: one for the verdicts, so that every batch is redacted alike, and one that writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from nbguard import files
from nbguard.errors import TableError, UnreadableFile
from nbguard.frames import csv_files
from nbguard.frames.batches import redaction, survey
from nbguard.frames.located import located
from nbguard.frames.rewrite import Rewriter
from nbguard.guard import Guard
from nbguard.operators import Placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from nbguard.findings import Report
    from nbguard.policy import Policy

Tell = Callable[[int, int], object]
"""Hears how many of how many bytes are done."""

_BLOCK = csv_files.BLOCK
_LOCATED = 2**26  # characters: larger files have a finding per column
_PARQUET = ".parquet"


def redact_file(
    source: Path,
    target: Path,
    operators: Mapping[Any, str] | None,
    policy: Policy,
    tell: Tell | None = None,
) -> Report:
    """Write the table in ``source`` to ``target``, every column that holds something rewritten.

    ``tell`` hears how many of how many bytes are done; the file is read twice. ``target`` appears
    whole or not at all.
    Raises UnreadableFile, TableError, PolicyError, KeyMissing.
    """
    from nbguard.frames import report_of

    if source.resolve() == target.resolve():
        raise TableError("a file is not redacted onto itself; name another one to write")
    if _is_parquet(source) != _is_parquet(target):
        raise TableError("a table is written in its own format: name a file that ends like it")
    with _errors():
        size = source.stat().st_size
        twice = tell and (lambda done, _: tell(done, 2 * size))
        again = tell and (lambda done, _: tell(size + done, 2 * size))
        seen = survey(_batches(source, twice), policy)
        guard, session = Guard(policy), Placeholders()
        todo = redaction(seen.first, seen.verdicts, operators or {}, guard, session)
        rewriter = Rewriter(guard, session)
        draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}.nbguard")
        try:
            safe = (todo.of(batch, rewriter) for batch in _batches(source, again))
            _write(safe, source, draft, target)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return report_of(seen, policy)


def scan_file(path: Path, policy: Policy, tell: Tell | None = None) -> Report:
    """The verdicts on the columns of a file, one batch in memory at a time.

    Of CSV up to 64 MiB each value is a finding with its line and span, as in any text; CSV that
    is no table, or that nothing here can read as one, is read as text. ``tell`` hears how many of
    how many bytes are read. Raises UnreadableFile.
    """
    from nbguard.frames import report_of

    try:
        with _errors():
            seen = survey(_batches(path, tell), policy)
            report = report_of(seen, policy)
            small = path.stat().st_size <= _LOCATED
            if small and report.findings and not _is_parquet(path):
                text, separator = csv_files.text(path, _LOCATED)
                if text:
                    report.findings = located(text, separator, seen, policy) or report.findings
            return report
    except (UnreadableFile, TableError):
        if csv_files.suffix(path) not in csv_files.SUFFIXES or csv_files.is_packed(path):
            raise
        guard = Guard(policy)
        return guard.scan_document(guard.open(path.name, files.read(str(path))), str(path))


def _write(batches: Iterator[Any], source: Path, draft: Path, target: Path) -> None:
    with ExitStack() as stack:
        writer = None
        for batch in batches:
            writer = writer or stack.enter_context(_writer(source, draft, target, batch.schema))
            writer.write_batch(batch)


def _batches(path: Path, tell: Tell | None) -> Iterator[Any]:
    size = path.stat().st_size
    for done, batch in (_parquet if _is_parquet(path) else _csv)(path, size):
        yield batch
        if tell:
            tell(done, size)


def _parquet(path: Path, size: int) -> Iterator[tuple[int, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        rows, done = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches():
            done += batch.num_rows
            yield size * done // rows, batch
        if not done:
            yield size, pa.RecordBatch.from_pylist([], file.schema_arrow)


def _csv(path: Path, _: int) -> Iterator[tuple[int, Any]]:
    yield from csv_files.batches(path, csv_files.layout(path), _BLOCK)


def _writer(source: Path, draft: Path, target: Path, schema: Any) -> Any:
    if not _is_parquet(source):
        return csv_files.Writer(draft, target, csv_files.layout(source), schema.names)
    import pyarrow.parquet as pq

    with pq.ParquetFile(source) as file:
        groups = file.metadata.num_row_groups and file.metadata.num_columns
        packed = file.metadata.row_group(0).column(0).compression if groups else "SNAPPY"
    return pq.ParquetWriter(
        draft, schema, compression="NONE" if packed == "UNCOMPRESSED" else packed
    )


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == _PARQUET


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
