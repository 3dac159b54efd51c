"""Identifiers of the United States."""

from __future__ import annotations

import re

from nbguard.detect.guards import digits, number

_SSN = tuple("ssn ssns social security itin taxpayer".split())


def _is_ssn(match: re.Match[str]) -> bool:
    """The Social Security Administration never issued these areas, groups and serials."""
    n = digits(match["value"])
    return (
        n[:3] not in ("000", "666")
        and n[0] != "9"
        and n[3:5] != "00"
        and n[5:] != "0000"
        and len(set(n)) > 1
        and n not in ("123456789", "078051120", "219099999")
    )


RULES = (
    number("US_SSN", r"\d{3}-\d{2}-\d{4}", 0.85, _SSN, _is_ssn),
    number("US_SSN", r"\d{3} \d{2} \d{4}", 0.3, _SSN, _is_ssn),
    number("US_SSN", r"\d{9}", 0.1, _SSN, _is_ssn),
    number("US_ITIN", r"9\d\d[- ]?(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])[- ]?\d{4}", 0.3, _SSN),
)
