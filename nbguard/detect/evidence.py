"""What a cell's text proves by itself, and what it proves once a header has suggested it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from nbguard.detect.escaped import plain
from nbguard.detect.guards import DRUG
from nbguard.errors import TableError
from nbguard.tables import spread

Test = Callable[[str], object]
T = TypeVar("T")

MOST_DISTINCT = 300  # distinct cells that a verdict is first based on
_NULLS = frozenset(["", "-", "n/a", "na", "none", "null", "nan", "unknown", "missing", "?"])
_NOTHING = ("NaTType", "NAType")  # pandas' own nulls
LONGEST_NULL = 10  # characters, spaces around it included, that no word for null reaches
_PHONE = re.compile(r"\+?[\d ().\-/]{6,24}(?: ?(?:x|ext\.?|#) ?\d{1,6})?")
_GROUPED = re.compile(r"[+(0]|.*\d[ ().\-/]{1,2}\d+[ ().\-/]{1,2}\d|1\d{10}$")
_ABROAD = re.compile(r"\s*\+\d(?:[ ().\-/]*\d){8}")
_BOOK = re.compile(r"(?=(?:.*\d){9})(?:\d{3}-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dX]")  # an ISBN
_SSN_LIKE = re.compile(r"\d{3}-\d{2}-\d{4}")  # no country's telephones are grouped so
_DECIMALS = re.compile(r"\d{0,2}\.\d+(?: -?\d{0,3}\.\d+)*")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|[01]\d[0-3]\d)"
    r"(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[-/. ]\d{1,2}[-/. ](?:(?:19|20)\d\d|\d\d)"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?[ -](?:de )?[^\W\d_]{3,10}\.?,?[ -](?:de )?(?:19|20)?\d\d"
    r"|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
)
_POSTCODE = re.compile(r"(?=.{2,10}$)(?=[^\d]{0,5}\d)[A-Za-z]{0,3}[\d A-Za-z-]{2,9}")
_REGIONS = [
    "US",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "BR",
    "NL",
    "PL",
    "SE",
    "JP",
    "CN",
    "KR",
    "RU",
    "CZ",
    "IN",
    "SA",
    "TR",
    "DK",
    "FI",
    "NO",
    "PT",
    "AT",
    "CH",
    "BE",
    "MX",
    "AR",
    "AU",
]
_NEARLY_ALL = 0.8
_SOME = 0.1
_FEW = 40


class Cell(NamedTuple):
    """A distinct value as text, and how many of the sample's cells hold it."""

    text: str
    times: int


def cells(sample: Sequence[Any], most: int = MOST_DISTINCT) -> list[Cell]:
    """The distinct values of a sample as text, evenly thinned out; nulls are left out."""
    counts = Counter(plain([text_of(value) for value in sample if is_present(value)]))
    return thinned([Cell(text, times) for text, times in counts.items()], most)


def thinned(values: Sequence[T], most: int) -> list[T]:
    """At most so many of the values, evenly spread."""
    return [values[i] for i in spread(len(values), most)]


def text_of(value: Any) -> str:
    """How a cell reads: whole floats as whole numbers, bytes as UTF-8, the rest as printed."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "surrogateescape")
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    try:
        return str(value)
    except Exception:  # noqa: BLE001 whatever it raised may quote the value
        failed = type(value).__name__
    raise TableError(f"a {failed} cannot be read as text; drop the column or convert it")


def is_null_word(text: str) -> bool:
    """Whether a text only says that there is no value."""
    return len(text) < LONGEST_NULL and text.strip().lower() in _NULLS


def is_present(value: Any) -> bool:
    """Whether a cell holds anything: no null, no NaN, no word for null."""
    if isinstance(value, str):
        return not is_null_word(value)
    if isinstance(value, float):
        return value == value
    return value is not None and type(value).__name__ not in _NOTHING


def share(cells: Sequence[Cell], test: Test) -> float:
    """The part of the cells, from 0 to 1, whose text passes ``test``."""
    return sum(cell.times for cell in cells if test(cell.text)) / sum(c.times for c in cells)


def is_date(text: str) -> bool:
    """Whether the text is one date, in figures or words, with or without a time."""
    return _DATE.fullmatch(text.strip()) is not None


def is_phone_like(text: str) -> bool:
    """Seven to fifteen digits, as phone numbers have; enough beside a header that says so."""
    stripped = text.strip()
    if not _PHONE.fullmatch(stripped) or is_date(stripped):
        return False
    return 7 <= sum(map(str.isdigit, stripped.partition("x")[0])) <= 15


def phones(cells: Sequence[Cell], regions: Sequence[str]) -> float:
    """The share of phone numbers, if nearly all cells are some: in one country's plan, or abroad.

    A few that begin with a country's code speak for the others that look like it.
    """
    few = cells[:_FEW]
    if share(few, is_phone_like) < _NEARLY_ALL:
        return 0.0
    import phonenumbers  # 20 ms, and only a column of such digits needs it

    def possible(region: str | None) -> Test:
        return lambda text: phonenumbers.is_possible_number(_parsed(text, region))

    international = [cell for cell in few if _ABROAD.match(cell.text)]
    told = bool(international) and share(few, _ABROAD.match) >= _SOME
    if told and share(international, possible(None)) >= _NEARLY_ALL:
        return share(cells, is_phone_like)
    if share(cells, _is_grouped) < _NEARLY_ALL:
        return 0.0
    best = max(share(few, possible(region)) for region in dict.fromkeys([*regions, *_REGIONS]))
    return best if best >= _NEARLY_ALL else 0.0


def _is_grouped(text: str) -> bool:
    text = text.strip()
    if any(other.fullmatch(text) for other in (_BOOK, _DECIMALS, _SSN_LIKE, DRUG)):
        return False
    digits = sum(map(str.isdigit, text))
    return digits >= 9 and is_phone_like(text) and _GROUPED.match(text) is not None


def _parsed(text: str, region: str | None) -> Any:
    import phonenumbers

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return phonenumbers.PhoneNumber()


def passwords(cells: Sequence[Cell]) -> float:
    """The share that is one word, long enough, if few are the same: not "yes", "no", "reset"."""
    if len(cells) * 2 < sum(cell.times for cell in cells):
        return 0.0
    return share(cells, lambda text: len(text) >= 6 and not any(map(str.isspace, text)))


def is_word(text: str) -> bool:
    """Letters to begin with and no digit: a place or a firm, where the header says so."""
    return text[:1].isalpha() and not any(map(str.isdigit, text))


def _between(low: float, high: float) -> Test:
    def test(text: str) -> bool:
        try:
            return low <= float(text) <= high
        except ValueError:
            return False

    return test


QUASI: dict[str, Test] = {
    "AGE": _between(0, 125),
    "POSTCODE": _POSTCODE.fullmatch,
    "COORDINATE": _between(-180, 180),
}
"""What tells people apart only together with more, where header and values agree."""
