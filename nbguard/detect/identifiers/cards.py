"""Payment cards: the Luhn check and the issuers' ranges (ISO/IEC 7812)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nbguard.detect.guards import digits, in_a_row_of_numbers, is_monotonous, luhn, number
from nbguard.detect.rules import each


class Range(NamedTuple):
    """The first digits from ``low`` to ``high`` belong to one network, in these lengths."""

    low: str
    high: str
    lengths: range | tuple[int, ...]


RANGES = (
    Range("4", "4", (13, 16, 19)),  # Visa
    Range("51", "55", (16,)),  # Mastercard
    Range("2221", "2720", (16,)),  # Mastercard, the 2-series
    Range("34", "34", (15,)),  # American Express
    Range("37", "37", (15,)),
    Range("300", "305", range(14, 20)),  # Diners Club
    Range("3095", "3095", range(14, 20)),
    Range("36", "36", range(14, 20)),
    Range("38", "39", range(14, 20)),
    Range("6011", "6011", range(16, 20)),  # Discover
    Range("644", "659", range(16, 20)),
    Range("3528", "3589", range(16, 20)),  # JCB
    Range("35", "35", (16,)),  # as samples are made
    Range("1800", "1800", (15,)),
    Range("2131", "2131", (15,)),
    Range("62", "62", range(16, 20)),  # UnionPay
    Range("81", "81", range(16, 20)),
    Range("5018", "5018", range(12, 20)),  # Maestro
    Range("5020", "5020", range(12, 20)),
    Range("5038", "5038", range(12, 20)),
    Range("508", "508", (16,)),  # RuPay
    Range("56", "58", (16, 18, 19)),  # Maestro
    Range("5893", "5893", range(12, 20)),
    Range("6304", "6304", range(12, 20)),
    Range("6390", "6390", range(12, 20)),
    Range("6759", "6759", range(12, 20)),
    Range("6761", "6763", range(12, 20)),
    Range("67", "67", (16, 18, 19)),
    Range("9792", "9792", (16,)),  # Troy
    Range("2200", "2204", range(16, 20)),  # Mir
)
_CURVE = re.compile(r"(?<![^\s\"'\d])[QSqs] $")
_CONTEXT = each(
    "card cards credit debit visa mastercard amex maestro discover jcb diners cc ccn creditcard "
    "pan payment"
)

_WORDS = each("card cards visa mastercard amex maestro discover jcb diners ccn creditcard")


def is_issued(number_: str) -> bool:
    """Whether a string of digits has an issuer's first digits in one of that issuer's lengths.

    >>> is_issued("2221000000000009"), is_issued("9111111111111111")
    (True, False)
    """
    return any(
        r.low <= number_[: len(r.low)] <= r.high and len(number_) in r.lengths
        for r in _by_digit().get(number_[:1], ())
    )


@cache
def _by_digit() -> dict[str, list[Range]]:
    """The ranges by their first digit; none spans two."""
    return {digit: [r for r in RANGES if r.low[0] == digit] for digit in "123456789"}


def is_card(match: re.Match[str]) -> bool:
    """Luhn, an issuer's range, and not four numbers of a printed array or an SVG path."""
    if " " in match["value"] and _are_four_numbers(match):
        return False
    number_ = digits(match["value"])
    return luhn(number_) and is_issued(number_) and not is_monotonous(number_)


def _passes_luhn(match: re.Match[str]) -> bool:
    """Beside a word for cards the check digit is enough: issuers are many, and samples invented."""
    return luhn(match["value"]) and not is_monotonous(match["value"])


def _are_four_numbers(match: re.Match[str]) -> bool:
    """Of a row of more, or the four that a curve's command takes: ``Q 2531 2678 2651 2914``."""
    start = match.start("value")
    return in_a_row_of_numbers(match) or bool(_CURVE.search(match.string, max(0, start - 4), start))


_BARE = r"(?!4\d{12}(?!\d))[1-6]\d{11,18}|81\d{14,17}|9792\d{12}"
_FOURS = r"\d{4}(?P<s>[ -])\d{4}(?P=s)\d{4}(?P=s)\d{4}(?:(?P=s)\d{1,3})?"
_SHORT_FOURS = r"\d{4}(?P<s>[ -])\d{4}(?P=s)\d{4}(?:(?P=s)\d{1,3})?"
_AMEX = r"\d{4}(?P<s>[ -])\d{6}(?P=s)\d{4,5}"


RULES = (
    number("CREDIT_CARD", _BARE, 0.75, _CONTEXT, is_card, start=r"\d{12}"),
    number("CREDIT_CARD", r"[1-6]\d{11,18}|0604\d{8}", 0.3, _WORDS, _passes_luhn),
    number("CREDIT_CARD", r"4\d{12}", 0.65, _CONTEXT, is_card, start=r"\d{12}"),
    number("CREDIT_CARD", _FOURS, 0.95, _CONTEXT, is_card, start=r"\d{4}[ -]\d{4}[ -]"),
    number("CREDIT_CARD", _SHORT_FOURS, 0.6, _CONTEXT, is_card),
    number("CREDIT_CARD", _AMEX, 0.95, _CONTEXT, is_card, start=r"\d{4}[ -]\d{6}[ -]"),
)
