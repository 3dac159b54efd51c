"""Payment cards: the Luhn check and the issuers' ranges (ISO/IEC 7812)."""

from __future__ import annotations

import re

from nbguard.detect.guards import digits, luhn, number

# (first digits from, to, lengths): the ranges that the networks publish.
_RANGES: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("4", "4", (13, 16, 19)),  # Visa
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),  # Mastercard, the 2-series
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("300", "305", (14, 16, 19)),  # Diners Club
    ("3095", "3095", (14, 16, 19)),
    ("36", "36", (14, 16, 19)),
    ("38", "39", (14, 16, 19)),
    ("6011", "6011", (16, 19)),  # Discover
    ("644", "649", (16, 19)),
    ("65", "65", (16, 19)),
    ("3528", "3589", (16, 17, 18, 19)),  # JCB
    ("1800", "1800", (15,)),
    ("2131", "2131", (15,)),
    ("62", "62", (16, 17, 18, 19)),  # UnionPay
    ("81", "81", (16, 17, 18, 19)),
    ("5018", "5018", (12, 13, 14, 15, 16, 17, 18, 19)),  # Maestro
    ("5020", "5020", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("5038", "5038", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("5893", "5893", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("6304", "6304", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("6759", "6759", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("6761", "6763", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("2200", "2204", (16, 17, 18, 19)),  # Mir
)
_CONTEXT = tuple(
    "card cards credit debit visa mastercard amex maestro discover jcb diners cc ccn "
    "creditcard pan payment kreditkarte tarjeta carte carta cartao kaart".split()
)


def is_issued(number_: str) -> bool:
    """Whether a string of digits has an issuer's prefix in one of that issuer's lengths."""
    return any(
        low <= number_[: len(low)] <= high and len(number_) in lengths
        for low, high, lengths in _RANGES
    )


def is_card(match: re.Match[str]) -> bool:
    """Luhn, an issuer's range, and not one of a row of numbers of the same form."""
    number_ = digits(match["value"])
    if len(set(number_)) < 2 or not luhn(number_) or not is_issued(number_):
        return False
    return " " not in match["value"] or not _in_a_row_of_numbers(match)


def _in_a_row_of_numbers(match: re.Match[str]) -> bool:
    """A printed array of four-digit integers now and then passes for a card."""
    start, end = match.span("value")
    before = match.string[max(0, start - 6) : start]
    after = match.string[end : end + 6]
    return bool(re.search(r"\d{4} +$", before) or re.match(r" +\d{4}(?!\d)", after))


_BARE = r"(?:[3-6]\d|1800|2[1-7]|81)\d{10,17}"
_GROUPED = (
    r"(?:[3-6]\d{3}|2[1-7]\d\d|81\d\d)(?P<s>[ -])\d{4}(?P=s)\d{4}(?P=s)\d{4}(?:(?P=s)\d{3})?"
)
_AMEX = r"3[47]\d\d(?P<s>[ -])\d{6}(?P=s)\d{5}"
_DINERS = r"3[0689]\d\d(?P<s>[ -])\d{6}(?P=s)\d{4}"

RULES = (
    number("CREDIT_CARD", _BARE, 0.75, _CONTEXT, is_card),
    number("CREDIT_CARD", _GROUPED, 0.95, _CONTEXT, is_card),
    number("CREDIT_CARD", _AMEX, 0.95, _CONTEXT, is_card),
    number("CREDIT_CARD", _DINERS, 0.95, _CONTEXT, is_card),
)
