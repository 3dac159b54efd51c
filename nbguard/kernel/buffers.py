"""Binary buffers of widget messages: their text is masked in place, at the same length.

Arrow and Parquet tables are read, made safe by column and written anew. What cannot be looked
into (compressed bytes that hold something, Arrow without pyarrow) is Withheld. Pictures pass,
unless the policy wants them read: then they are painted over.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.errors import DetectionError
from nbguard.kernel.shield import UNREAD, Withheld
from nbguard.notebook.kinds import PICTURE
from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbguard.guard import Guard, Hit
    from nbguard.kernel.shield import Shield

    _Span = tuple[int, int, bytes]

_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF")
_STREAM, _FILE, _PARQUET = b"\xff\xff\xff\xff", b"ARROW1", b"PAR1"
_PACKED = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_UNPACKED = 64 * 2**20
_MOST_PASSES = 4
_ASCII = rb"[\x09\x0a\x0d\x20-\x7e]"
_RUN = re.compile(_ASCII + rb"{6,}")  # the shortest thing that any recognizer looks for is longer
_ACCENTED = re.compile(rb"(?:" + _ASCII + rb"|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
_WIDE = {
    "utf-16-le": re.compile(rb"(?:[\x09\x0a\x0d\x20-\xff]\x00){6,}"),
    "utf-32-le": re.compile(rb"(?:[\x09\x0a\x0d\x20-\xff]\x00\x00\x00){6,}"),
}
_WORDS = re.compile(r"[A-Za-z ,.'-]")
_SURELY_WORDS = 10


class Safe(NamedTuple):
    """The buffers without what is sensitive, and how many values of each entity were in them."""

    buffers: list[Any]
    found: Counter[str]


class _Run(NamedTuple):
    """A text among bytes: where it starts, and how it is written there."""

    start: int
    encoding: str
    text: str


def clean(buffers: Sequence[Any], shield: Shield) -> Safe:
    """Every buffer made safe; those that hold nothing are the very objects. Raises Withheld."""
    found: Counter[str] = Counter()
    size = sum(memoryview(buffer).nbytes for buffer in buffers)
    return Safe(
        shield.run(lambda: [_clean(buffer, shield, found) for buffer in buffers], size), found
    )


def _clean(buffer: Any, shield: Shield, found: Counter[str]) -> Any:
    data = bytes(memoryview(buffer).cast("B") if memoryview(buffer).nbytes else b"")
    if data.startswith(_PICTURES):
        return _picture(data, shield, found) or buffer
    if data.startswith((_STREAM, _FILE, _PARQUET)):
        safe = _table(data, shield, found)
        return buffer if safe is None else safe
    if data.startswith(_PACKED) and _masked(b"".join(_unpacked(data)), shield, found):
        raise Withheld("a compressed buffer of a widget holds something")
    return _masked(data, shield, found) or buffer


def _picture(data: bytes, shield: Shield, found: Counter[str]) -> bytes | None:
    """A picture painted over; None if it holds nothing, or the policy wants none read."""
    pictures = shield.guard.pictures()
    if pictures is None or not pictures.is_picture(data):
        return None
    new = data
    for _ in range(_MOST_PASSES):
        picture = pictures.read(new)
        if picture is None:
            raise DetectionError(UNREAD)
        place = Place(Home(Payloads()), "picture", picture.text, kind=PICTURE)
        hits = list(shield.guard.find([place]))
        if not hits:
            return None if new is data else new
        found.update(hit.match.entity for hit in hits)
        new = picture.painted(new, [(hit.start, hit.end) for hit in hits])
    raise Withheld("a buffer of a widget holds something")


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What zlib or gzip packed, which may be several parts; nothing if it is not that after all."""
    room = _MOST_UNPACKED
    while data.startswith(_PACKED):
        packed = zlib.decompressobj(wbits=47)
        try:
            part = packed.decompress(data, room)
        except zlib.error:
            return
        if len(part) == room and not packed.eof:
            raise Withheld("a compressed buffer of a widget is too large to be read")
        yield part
        room, data = max(room - len(part), 1), packed.unused_data


def _masked(data: bytes, shield: Shield, found: Counter[str]) -> bytes | None:
    """The bytes with every value overwritten; None if there is none."""
    new = bytearray(data)
    for _ in range(_MOST_PASSES):
        spans = list(_spans(bytes(new), shield, found))
        if not spans:
            break
        for start, end, star in spans:
            new[start:end] = star * ((end - start) // len(star))
    else:
        raise Withheld("a buffer of a widget holds something")
    return bytes(new) if new != data else None


def _spans(data: bytes, shield: Shield, found: Counter[str]) -> Iterator[_Span]:
    """Where values lie, and what overwrites a character there."""
    by_guard: dict[Guard, list[_Run]] = {}
    nameless = shield.guard.nameless()
    for run, may_name in _runs(data):
        by_guard.setdefault(shield.guard if may_name else nameless, []).append(run)
    for guard, runs in by_guard.items():
        places = [Place(Home(Payloads()), "text", run.text) for run in runs]
        run_of = {id(place): run for place, run in zip(places, runs, strict=True)}
        for place, hits in groupby(guard.find(places), key=lambda hit: hit.place):
            yield from _in_bytes(run_of[id(place)], hits, found)


def _in_bytes(run: _Run, hits: Iterable[Hit], found: Counter[str]) -> Iterator[_Span]:
    """Where the hits of one text, in their order, lie among the bytes."""
    at, byte, text = 0, run.start, run.text
    for hit in hits:
        first = byte + len(text[at : hit.start].encode(run.encoding))
        at, byte = hit.end, first + len(text[hit.start : hit.end].encode(run.encoding))
        found[hit.match.entity] += 1
        yield first, byte, "*".encode(run.encoding)


def _runs(data: bytes) -> Iterator[tuple[_Run, bool]]:
    """The texts in the bytes, and whether names are looked for: in noise some look like any."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        yield _Run(0, "utf-8", text), True
        return
    size = sum(len(run[0]) for run in _RUN.finditer(data))
    is_wordy = 2 * size >= len(data) - data.count(0)
    for encoding, runs in {"utf-8": _ACCENTED if is_wordy else _RUN, **_WIDE}.items():
        for found in runs.finditer(data):
            text = found[0].decode(encoding, "replace")
            yield _Run(found.start(), encoding, text), is_wordy or _is_words(text)


def _is_words(text: str) -> bool:
    return len(text) >= _SURELY_WORDS and len(_WORDS.findall(text)) >= 0.85 * len(text)


def _table(data: bytes, shield: Shield, found: Counter[str]) -> bytes | None:
    """A table's bytes with its columns made safe; None if they hold nothing."""
    try:
        import pyarrow as pa  # whoever sends such a table nearly always has it
        import pyarrow.parquet as pq
    except ImportError:
        raise Withheld("a widget's table cannot be read without pyarrow") from None
    sink = pa.BufferOutputStream()
    try:
        if data.startswith(_PARQUET):
            table = pq.read_table(pa.BufferReader(data))
        else:
            is_file = data.startswith(_FILE)
            open_it = pa.ipc.open_file if is_file else pa.ipc.open_stream
            table = open_it(pa.BufferReader(data)).read_all()
    except (pa.ArrowException, OSError, ValueError):
        raise Withheld("a widget's table cannot be read") from None
    safe, columns = frames.protect(
        table, {}, shield.guard, shield.placeholders, shield.memory.learn
    )
    held = [column for column in columns.values() if column]
    if not held:
        return None
    for column in held:
        found[column.entity] += max(1, round(column.share * table.num_rows))
    if data.startswith(_PARQUET):
        pq.write_table(safe, sink)
    else:
        new = pa.ipc.new_file if data.startswith(_FILE) else pa.ipc.new_stream
        with new(sink, safe.schema) as writer:
            writer.write_table(safe)
    new_bytes: bytes = sink.getvalue().to_pybytes()
    return new_bytes
