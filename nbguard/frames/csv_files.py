"""CSV files, read and written batch by batch in the form they have, encoding and line ends too."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.errors import UnreadableFile
from nbguard.tokens import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".csv", ".tsv")
BLOCK = 2**20  # pyarrow reads up to 32 blocks ahead
_SEPARATORS = (",", ";", "\t", "|")
_PACKED = {".gz": "gzip", ".bz2": "bz2", ".zst": "zstd"}
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_WINDOWS = b"\x81\x8d\x8f\x90\x9d"  # stand for nothing in Windows' western encoding


class Layout(NamedTuple):
    """How a CSV file is written; ``quoted`` is every field of one whose titles all are."""

    separator: str
    encoding: str
    newline: str
    quoted: bool
    labels: tuple[str, ...]


def suffix(path: Path) -> str:
    """``.csv`` of ``a.csv.gz``, in small letters."""
    names = path.suffixes[-2:]
    packed = names and names[-1].lower() in _PACKED
    return (names[-2] if packed and len(names) > 1 else path.suffix).lower()


def is_packed(path: Path) -> bool:
    """Whether the file is compressed."""
    return path.suffix.lower() in _PACKED


def text(path: Path, most: int) -> tuple[str, str]:
    """The text of a file and its separator; no text where it is longer than ``most``."""
    form = layout(path)
    with _opened(path) as (stream, _):
        whole = io.TextIOWrapper(stream, form.encoding, newline="").read(most + 1)
    return whole if len(whole) <= most else "", form.separator


def layout(path: Path) -> Layout:
    """The form of a file. Raises UnreadableFile for one without a header."""
    encoding = _encoding(path)
    with _opened(path) as (stream, _):
        file = io.TextIOWrapper(stream, encoding, newline="")
        line = file.readline(BLOCK)
        if not line:
            raise UnreadableFile("it is empty")
        separator = max(_SEPARATORS, key=line.count)
        # A title may hold a line of its own.
        text = io.StringIO(line + file.read(BLOCK) if line.count('"') % 2 else line, newline="")
    titles = next(csv.reader(text, delimiter=separator), [])
    newline = "\r\n" if line.endswith("\r\n") else "\n"
    return Layout(separator, encoding, newline, _is_quoted(line, separator), tuple(titles))


def batches(path: Path, form: Layout, block: int) -> Iterator[tuple[int, Any]]:
    """How many bytes are read, and record batches of texts; an empty one where there is no row.

    Every cell stays the text that it is: 007 is no 7, and nobody's phone number a float.
    Raises UnreadableFile where a row has more or fewer fields than the header.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow

    encoding = "utf-8" if form.encoding == "utf-8-sig" else form.encoding
    try:
        with _opened(path) as (stream, raw):
            reader = arrow.open_csv(
                stream,
                arrow.ReadOptions(block_size=block, encoding=encoding, use_threads=False),
                arrow.ParseOptions(delimiter=form.separator, newlines_in_values=True),
                arrow.ConvertOptions(column_types=dict.fromkeys(form.labels, pa.string())),
            )
            rows = done = 0
            for batch in reader:
                done = max(done, raw.tell())
                rows += batch.num_rows
                yield done, batch
            if not rows:
                yield done, pa.RecordBatch.from_pylist([], reader.schema)
    except pa.ArrowInvalid:
        if problem := _ragged(path, form):
            raise UnreadableFile(problem) from None
        raise


def _ragged(path: Path, form: Layout) -> str:
    """Which row has not as many fields as the header, and what to do; nothing where all have."""
    with _opened(path) as (stream, _):
        reader = csv.reader(
            io.TextIOWrapper(stream, form.encoding, newline=""), delimiter=form.separator
        )
        for row in reader:
            if row and len(row) != len(form.labels):
                return (
                    f"the row up to line {reader.line_num} has {len(row)} fields, the header "
                    f"{len(form.labels)}: mend it, or have the file cleaned as text: nbguard clean"
                )
    return ""


class Writer:
    """Writes record batches in a form; closed by leaving its ``with``."""

    def __init__(self, draft: Path, target: Path, form: Layout, labels: list[str]) -> None:
        import pyarrow as pa

        self._form = form
        packed = _PACKED.get(target.suffix.lower())
        self._file = pa.output_stream(str(draft), compression=packed)
        bom = "\ufeff" if form.encoding in ("utf-8-sig", "utf-16") else ""
        self._encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(
            form.encoding, form.encoding
        )
        titles = pa.array(labels, pa.string())
        self._put(bom + form.separator.join(self._fields(titles, alone=False).to_pylist()))

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write_batch(self, batch: Any) -> None:
        """Add the batch's rows; fields are quoted only where they must be."""
        import pyarrow.compute as pc

        alone = len(batch.columns) == 1
        fields = [self._fields(column, alone=alone) for column in batch.columns]
        if fields and batch.num_rows:
            rows = pc.binary_join_element_wise(*fields, self._form.separator)
            self._put(self._form.newline.join(rows.to_pylist()))

    def _fields(self, cells: Any, *, alone: bool) -> Any:
        """Texts as fields; a line of nothing would be no row, so an empty text alone is quoted."""
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = pc.fill_null(cells.cast(pa.string()), "")
        escaped = pc.replace_substring(texts, '"', '""')
        quoted = pc.binary_join_element_wise('"', escaped, '"', "")
        if self._form.quoted:
            return quoted
        must = pc.match_substring_regex(texts, f'["\r\n{self._form.separator}]')
        if alone:
            must = pc.or_(must, pc.equal(texts, ""))
        return pc.if_else(must, quoted, texts)

    def _put(self, text: str) -> None:
        if not self._encoding.startswith("utf"):
            text = text.replace(MARK, "")  # what no other encoding can write
        self._file.write((text + self._form.newline).encode(self._encoding, "replace"))


def _is_quoted(line: str, separator: str) -> bool:
    titles = line.rstrip("\r\n").split(f'"{separator}"')
    return (
        line.startswith('"')
        and line.rstrip("\r\n").endswith('"')
        and '"' not in "".join(titles)[1:-1]
    )


def _encoding(path: Path) -> str:
    """By its first bytes, else UTF-8 where all of it is, else one that reads any byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path) as (stream, _):
        block = bytes(stream.read(BLOCK))
        for bom, encoding in _BOMS.items():
            if block.startswith(bom):
                return encoding
        windows = True
        utf8 = True
        while block:
            windows = windows and len(block.translate(None, _NOT_WINDOWS)) == len(block)
            try:
                utf8 = utf8 and decoder.decode(block) is not None
            except UnicodeDecodeError:
                utf8 = False
            block = bytes(stream.read(BLOCK))
    if utf8:
        return "utf-8"
    return "cp1252" if windows else "latin-1"


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """The bytes of a file, unpacked, and the file itself, which tells how far it is read."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as raw:
        packed = _PACKED.get(path.suffix.lower())
        yield (pa.CompressedInputStream(raw, packed) if packed else raw), raw
