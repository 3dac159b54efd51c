"""Tables in files larger than memory: CSV and Parquet, read and written batch by batch.

Two passes: one for the verdicts, so that every batch is redacted alike, and one that writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from nbguard.errors import TableError, UnreadableFile
from nbguard.frames.batches import redaction, survey
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

_BLOCK = 2**20  # pyarrow reads up to 32 blocks ahead
_PARQUET = ".parquet"
_SEPARATORS = (",", ";", "\t", "|")


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
            _write(safe, source, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    return report_of(seen, policy)


def scan_file(path: Path, policy: Policy, tell: Tell | None = None) -> Report:
    """The verdicts on the columns of a file, one batch in memory at a time.

    ``tell`` hears how many of how many bytes are read. Raises UnreadableFile.
    """
    from nbguard.frames import report_of

    with _errors():
        return report_of(survey(_batches(path, tell), policy), policy)


def _write(batches: Iterator[Any], source: Path, draft: Path) -> None:
    with ExitStack() as stack:
        writer = None
        for batch in batches:
            writer = writer or stack.enter_context(_writer(source, draft, batch.schema))
            writer.write_batch(batch)


def _batches(path: Path, tell: Tell | None) -> Iterator[Any]:
    size = path.stat().st_size
    for done, batch in (_parquet if path.suffix.lower() == _PARQUET else _csv)(path, size):
        yield batch
        if tell:
            tell(done, size)


def _parquet(path: Path, size: int) -> Iterator[tuple[int, Any]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        rows, done = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches():
            done += batch.num_rows
            yield size * done // rows, batch


def _csv(path: Path, size: int) -> Iterator[tuple[int, Any]]:
    import pyarrow as pa
    from pyarrow import csv

    separator, labels = _header(path)
    with pa.OSFile(str(path)) as file:
        # Every cell stays the text that it is: 007 is no 7, and nobody's phone number a float.
        reader = csv.open_csv(
            file,
            read_options=csv.ReadOptions(block_size=_BLOCK),
            parse_options=csv.ParseOptions(delimiter=separator, newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=dict.fromkeys(labels, pa.string())),
        )
        done = 0
        for batch in reader:
            done = min(size, max(done, file.tell()))
            yield done, batch


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
