"""Identifiers of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.guards import digits, in_a_row_of_numbers, is_monotonous, luhn, number
from nbguard.detect.rules import each

if TYPE_CHECKING:
    import re

_SSN = each("ssn ssns social security")
_ITIN = each("itin taxpayer tax tin")
_LICENSE = each("license licence dl driver drivers driving dmv permit lic")
_MEDICARE = each("mbi medicare beneficiary")
_SPACED = r"\d{3}(?P<s>[ .])\d{2}(?P=s)\d{4}"
_NEVER_ISSUED = ("078051120", "219099999")  # printed in adverts
_L, _LD = "[AC-HJKMNP-RT-Y]", "[AC-HJKMNP-RT-Y0-9]"
_MBI = rf"[1-9]{_L}{_LD}\d-?{_L}{_LD}\d-?{_L}{{2}}\d\d"


def _is_ssn(match: re.Match[str]) -> bool:
    """The Social Security Administration never issued some areas, groups and serials."""
    n = digits(match["value"])
    return (
        n[:3] not in ("000", "666")
        and n[0] != "9"
        and n[3:5] != "00"
        and n[5:] != "0000"
        and not is_monotonous(n)
        and n not in _NEVER_ISSUED
    )


def _is_ssn_alone(match: re.Match[str]) -> bool:
    return _is_ssn(match) and not in_a_row_of_numbers(match)


def _is_npi(match: re.Match[str]) -> bool:
    """Luhn with the prefix of health applications, 80840."""
    return luhn("80840" + match["value"])


def _is_dea(match: re.Match[str]) -> bool:
    """The check digit of the Drug Enforcement Administration."""
    d = [int(c) for c in match["value"][2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def _is_varied(match: re.Match[str]) -> bool:
    return not is_monotonous(match["value"])


RULES = (
    number("US_SSN", r"\d{3}-\d{2}-\d{4}", 0.85, _SSN, _is_ssn),
    number("US_SSN", _SPACED, 0.5, _SSN, _is_ssn_alone),
    number("US_SSN", _SPACED, 0.4, _SSN, _is_ssn),
    number("US_SSN", r"\d{9}", 0.4, _SSN, _is_ssn),
    number("US_ITIN", r"9\d\d-(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])-\d{4}", 0.75, _ITIN, _is_varied),
    number("US_ITIN", r"9\d\d ?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9]) ?\d{4}", 0.2, _ITIN, _is_varied),
    number("US_PASSPORT", r"[A-Z]?\d{8,9}", 0.2, each("passport passports travel"), _is_varied),
    number(
        "US_DRIVER_LICENSE",
        r"[A-Z]{0,2}\d{6,14}|[A-Z]\d{3}-\d{3,4}-\d{2,4}(?:-\d{3,4})?(?:-\d)?",
        0.2,
        _LICENSE,
        _is_varied,
    ),
    number("US_MBI", _MBI, 0.65, _MEDICARE),
    number("US_NPI", r"[12]\d{9}", 0.4, each("npi provider"), _is_npi),
    number(
        "MEDICAL_LICENSE", r"[A-Z]{2}\d{7}", 0.4, each("dea prescriber medical license"), _is_dea
    ),
)
