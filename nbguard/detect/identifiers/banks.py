"""Bank accounts: IBANs by their check digits, other account numbers beside their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.guards import LEFT, RIGHT, digits, is_monotonous, number, stdnum
from nbguard.detect.rules import Rule, each

if TYPE_CHECKING:
    import re

# The registry of ISO 13616: by length, the countries whose IBANs are that long.
_LENGTHS = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IR IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_IBAN = each("iban bank account bic swift konto cuenta compte conto conta rekening sepa")
_ACCOUNT = each("account acct bank checking savings deposit debit konto kontonummer cuenta iban")


def _form(length: int, countries: str) -> str:
    """Compact, or in groups of four set apart by a blank or a hyphen."""
    fours, rest = divmod(length - 4, 4)
    last = rf"(?:[ -]?[A-Z0-9]{{{rest}}})" if rest else ""
    return rf"(?:{'|'.join(countries.split())})\d\d(?:[ -]?[A-Z0-9]{{4}}){{{fours}}}{last}"


def is_iban(match: re.Match[str]) -> bool:
    """The check digits: the number, its first four moved to the end, is 1 modulo 97."""
    compact = "".join(c for c in match["value"] if c.isalnum())
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _is_small_iban(match: re.Match[str]) -> bool:
    """In small letters, with blanks between, it must not be words: half of it are digits."""
    value = match["value"]
    return is_iban(match) and (value.isalnum() or 2 * len(digits(value)) >= len(value))


def _is_account(match: re.Match[str]) -> bool:
    return not is_monotonous(match["value"]) and digits(match["value"]) not in "1234567890123456789"


def _rules() -> tuple[Rule, ...]:
    forms = "|".join(_form(length, countries) for length, countries in _LENGTHS.items())
    return (
        number(
            "IBAN_CODE", f"(?:{forms})", 0.95, _IBAN, is_iban, start=r"[A-Z]{2}\d\d[ -]?[A-Z\d]{4}"
        ),
        # In small letters only near its word: any token may begin so.
        Rule(
            "IBAN_CODE",
            f"{LEFT}(?P<value>{forms.lower()}){RIGHT}",
            0.75,
            each("iban account transfer konto compte cuenta rekening"),
            _IBAN,
            _is_small_iban,
            reach=140,
        ),
        # Of another length than its country's: its check digits and a word beside it must do.
        number("IBAN_CODE", r"[A-Z]{2}\d\d[A-Z0-9]{11,30}", 0.3, _IBAN, is_iban),
        number("US_BANK_NUMBER", r"\d{8,17}", 0.2, _ACCOUNT, _is_account),
        number(
            "ABA_ROUTING_NUMBER", r"\d{9}|\d{4}-\d{4}-\d", 0.4, each("routing aba rtn"), _is_routing
        ),
    )


_is_routing = stdnum("us.rtn")
RULES = _rules()
