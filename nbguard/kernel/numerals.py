"""Numbers in other clothes: ``5.55010010e+09`` among floats, ``5,550,100,101`` formatted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_POWER = re.compile(r"(?<![\w.])\d\.\d{5,}e\+(?:0[6-9]|1[0-8])(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3}){2,}(?![\w,])")
_DIGITS = 9
"""Significant ones that numpy prints of a float."""


class Numerals:
    """Whole numbers, found where they are written as floats or in groups of three digits.

    >>> numerals = Numerals()
    >>> numerals.add("5550100101")
    >>> list(numerals.find("[5.55010010e+09, 5,550,100,101]"))
    [(1, 15, '5550100101'), (17, 30, '5550100101')]
    """

    def __init__(self) -> None:
        self._rounded: dict[int, str] = {}

    def __bool__(self) -> bool:
        return bool(self._rounded)

    def add(self, digits: str) -> None:
        """Look for the number that ``digits`` write; what is no number is nothing to look for."""
        if digits.isdecimal() and digits[0] != "0":
            self._rounded[_rounded(int(digits))] = digits

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and digits of each number that is written so."""
        if not self._rounded:
            return
        if "e+" in text:
            for found in _POWER.finditer(text):
                digits = self._rounded.get(_rounded(float(found[0])))
                if digits:
                    yield *found.span(), digits
        if "," in text:
            for found in _GROUPED.finditer(text):
                whole = found[0].replace(",", "")
                if self._rounded.get(_rounded(int(whole))) == whole:
                    yield *found.span(), whole


def _rounded(number: float) -> int:
    return int(float(f"{number:.{_DIGITS - 1}e}"))
