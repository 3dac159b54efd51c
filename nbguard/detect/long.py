"""Two questions about long texts, answered by numpy ten times as fast as by an expression.

An expression looks at every place of a log where a number begins, by the hundred thousand; here
all of them are looked at together. Each answer is about one line's worth of text, so a very long
text is asked about piece by piece, cut at line ends.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Codes = NDArray[np.uint8]
    Positions = NDArray[np.int64]

_PIECE = 1 << 20
_STAMP = "0000-00-00 00:00:00"
_SECONDS = len("0000-00-00 00:00:")
_PAD = len(_STAMP) + 1  # further than any test looks beyond a character

_SMALL, _CAPITALS, _DIGITS = ascii_lowercase, ascii_uppercase, digits
_DIGIT, _CAPITAL, _HEXADECIMAL, _MARK, _GLUED, _ENDS, _GOES_ON, _KEY = (1 << i for i in range(8))
_MEMBERS = {
    _DIGIT: _DIGITS,
    _CAPITAL: _CAPITALS,
    _HEXADECIMAL: "abcdefABCDEF",
    _MARK: ":.-",
    # Before a number no letter stands but n, r and t, of a line end as it is written.
    _GLUED: f"_{_SMALL}{_CAPITALS}{_DIGITS}".translate(dict.fromkeys(map(ord, "nrt"))),
    _ENDS: ",;])}|'\"\n",
    _GOES_ON: f"{_DIGITS}(-",
    _KEY: f"{_SMALL}{_CAPITALS}{_DIGITS}_.$~+/:=%-",
}
_SAME_NUMBER = np.frombuffer(f":-{_DIGITS}".encode(), np.uint8)
_CONTINUES = np.frombuffer(b".-/", np.uint8)
_KINDS = bytes(sum(kind for kind, cs in _MEMBERS.items() if chr(c) in cs) for c in range(256))
"""For each byte, the kinds of character it is."""


def beginnings(text: str, piece: int = _PIECE) -> Iterator[int]:
    """Every place where a number may begin that is no plain integer or decimal, and few others.

    It leaves out only what ``numbers._NOT_PLAIN`` does not match, and what stands inside the
    time stamp of a log's line, where no rule finds anything. Digits are ASCII's.
    """
    for start, end in _pieces(text, piece):
        data = _padded(text, start, end)
        codes = np.frombuffer(data, np.uint8)
        kinds = np.frombuffer(data.translate(_KINDS), np.uint8)
        free = np.append(True, kinds[:-1] & _GLUED == 0) & ~_in_stamps(codes, kinds)
        others = np.flatnonzero(free & (_signs(codes, kinds) | _letters(kinds)))
        found = np.concatenate([_numbers(codes, kinds, free), others])
        yield from (np.sort(found) + (start - _PAD)).tolist()


def runs(text: str, least: int, piece: int = _PIECE) -> Iterator[tuple[int, int]]:
    """The spans of at least ``least`` characters that keys are made of (see ``view.RUN``)."""
    for start, end in _pieces(text, piece):
        kinds = np.frombuffer(_padded(text, start, end).translate(_KINDS), np.uint8)
        firsts, ends = _spans(kinds & _KEY != 0)
        long = ends - firsts >= least
        by = start - _PAD
        yield from zip((firsts[long] + by).tolist(), (ends[long] + by).tolist(), strict=True)


def _pieces(text: str, most: int) -> Iterable[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + most, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or text.find("\n", end) + 1 or len(text)
        yield start, end
        start = end


def _padded(text: str, start: int, end: int) -> bytes:
    """One byte a character, ``?`` for those beyond ASCII, with blank lines before and after."""
    pad = b"\n" * _PAD
    return pad + text[start:end].encode("ascii", "replace") + pad


def _spans(mask: Bools) -> tuple[Positions, Positions]:
    """Where the mask begins to hold, and where it ends; it holds at neither end."""
    edges = np.flatnonzero(mask[1:] != mask[:-1]) + 1
    return edges[::2], edges[1::2]


def _soon(mask: Bools, most: int) -> Bools:
    """Whether ``mask`` holds at one of the next ``most`` characters."""
    soon = np.zeros_like(mask)
    for by in range(1, most + 1):
        soon[:-by] |= mask[by:]
    return soon


def _numbers(codes: Codes, kinds: Codes, free: Bools) -> Positions:
    starts, ends = _spans(kinds & _DIGIT != 0)
    then, after = codes[ends], ends + 1
    last = after == len(codes) - _PAD  # a blank that ends the text ends no plain integer
    blank = (then == ord(" ")) & (kinds[after] & _GOES_ON == 0) & ~last
    size = ends - starts
    plain = (size <= 10) & ((kinds[ends] & _ENDS != 0) | blank)
    # A decimal: the next digits begin behind the point.
    decimal = np.flatnonzero((then[:-1] == ord(".")) & (starts[1:] == after[:-1]))
    stop = ends[decimal + 1]
    plain[decimal] |= ~np.isin(codes[stop], _CONTINUES)
    plain &= (codes[starts] != ord("0")) | (size == 1)
    kept: Positions = starts[free[starts] & ~plain]
    return kept


def _in_stamps(codes: Codes, kinds: Codes) -> Bools:
    """Whether a character stands in a time such as ``2026-03-01 12:30:07``."""
    starts = np.flatnonzero(codes == ord("-")) - _STAMP.index("-")
    starts = starts[(starts > 0) & (starts + len(_STAMP) < len(codes))]
    for by, sign in enumerate(_STAMP):
        then = starts + by
        fits = kinds[then] & _DIGIT != 0 if sign == "0" else codes[then] == ord(sign)
        starts = starts[fits | (codes[then] == ord("T")) if sign == " " else fits]
    before, after = starts - 1, starts + len(_STAMP)
    alone = (kinds[before] & (_DIGIT | _MARK) == 0) & ~np.isin(codes[after], _SAME_NUMBER)
    inside = np.zeros(len(codes), dtype=bool)
    for by in range(_SECONDS):
        inside[starts[alone] + by] = True
    inside[starts[alone & (codes[after] != ord("."))] + _SECONDS] = True  # 17.2.3.4 is an address
    return inside


def _signs(codes: Codes, kinds: Codes) -> Bools:
    digit = np.append(kinds[1:] & _DIGIT != 0, False)
    blank = np.append(codes[1:] == ord(" "), False)
    found: Bools = ((codes == ord("+")) & (digit | blank)) | ((codes == ord("(")) & digit)
    return found


def _letters(kinds: Codes) -> Bools:
    """Capitals with a digit soon after, and what may be hexadecimal pairs."""
    mark = kinds & _MARK != 0
    pairs = (kinds & _HEXADECIMAL != 0) & _soon(mark & _soon(mark, 5), 4)
    found: Bools = pairs | ((kinds & _CAPITAL != 0) & _soon(kinds & _DIGIT != 0, 7))
    return found
