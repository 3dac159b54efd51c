"""What keeps digits that identify nobody from being read as numbers that do.

An identifier is a *whole* number token. The two edges, put around every numeric rule, hold
that in one place: they refuse what continues into a decimal, a fraction, a hexadecimal number,
a UUID, a hash, base64, a version, a dotted name, a percentage or an amount of money.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[re.Match[str]], bool]

DIGITS = tuple("0123456789")
"""The hint of every numeric rule; the screen looks for all of them in one pass."""

# A backslash and n before a value is a line end inside a printed string, not a letter.
LEFT = r"(?:(?<!\w)|(?<=\\[nrt]))(?<!\w[.\-+~])(?<!\d/)(?<![$€£¥.])(?<!&#)"
RIGHT = r"(?!\w)(?![.\-/+]\d)(?!-\w)(?!\s?[%@°])"

DRUG = re.compile(r"\d{4}-\d{4}-\d\d|\d{5}-(?:\d{3}-\d\d|\d{4}-\d)")
"""The national code of a drug in the US: no telephone is written in such groups."""

_NO_DIGITS = bytes(set(range(128)).difference(b"0123456789"))
_DOUBLED = str.maketrans("0123456789", "0246813579")  # the digit sum of twice a digit
_NUMBER_BEFORE = re.compile(r"(?<![^\s\[(])[-+]?\d[\d.,]* {1,6}$")
_NUMBER_AFTER = re.compile(r" {1,6}[-+]?\d[\d.,]*(?![^\s\])])")


def number(
    entity: str,
    form: str,
    score: float,
    context: tuple[str, ...] = (),
    check: Check | None = None,
    start: str = "",
) -> Rule:
    """A rule for a number that stands alone: ``form`` between the two edges.

    A separator that must repeat itself is the group ``s``. ``start`` is a short, cheap form with
    which every value begins (else ``form`` itself).
    """
    regex = f"{LEFT}(?P<value>{form}){RIGHT}"
    return Rule(entity, regex, score, DIGITS, context, check, start=start or _loose(form))


def _loose(form: str) -> str:
    """``form`` without its group: expressions that stand side by side cannot share a name."""
    return form.replace("(?P<s>", "(?:").replace("(?P=s)", "[ .:-]?")


def stdnum(module: str) -> Check:
    """A check by python-stdnum: ``stdnum("pl.pesel")`` asks ``stdnum.pl.pesel.is_valid``."""

    def check(match: re.Match[str]) -> bool:
        # Imported here: it takes 25 ms, and only a text that shows a candidate needs it.
        valid = import_module(f"stdnum.{module}").is_valid(match["value"])
        return bool(valid) and not is_monotonous(match["value"])

    return check


def in_a_row_of_numbers(match: re.Match[str]) -> bool:
    """Whether a value with blanks in it has numbers left or right of it, as in a printed array."""
    start, end = match.span("value")
    text = match.string
    return bool(
        _NUMBER_BEFORE.search(text, max(0, start - 24), start)
        or _NUMBER_AFTER.match(text, end, end + 24)
    )


def digits(text: str) -> str:
    """Only the digits of ``text``, as ASCII."""
    if text.isascii():
        return text.encode().translate(None, _NO_DIGITS).decode()
    return "".join(str(int(c)) for c in text if c.isdecimal())


def is_monotonous(text: str) -> bool:
    """Whether all the digits are one and the same: such numbers are placeholders."""
    return len(set(digits(text))) < 2


def luhn(number_: str) -> bool:
    """Whether a string of digits satisfies the Luhn check (ISO/IEC 7812-1, annex B).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = number_[-2::-2].translate(_DOUBLED)
    return sum(map(int, number_[-1::-2] + doubled)) % 10 == 0
