"""What keeps digits that identify nobody from being read as numbers that do.

An identifier is a *whole* number token. These two edges, put around every numeric rule, hold
that in one place: they refuse what continues into a decimal, a fraction, a hexadecimal number,
a UUID, a hash, base64, a version, a dotted name, a time, a percentage or an amount of money.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from nbguard.detect.rules import Rule

DIGITS = tuple("0123456789")
"""The hint of every numeric rule; the screen looks for all of them in one pass."""

# A backslash and n before a value is a line end inside a printed string, not a letter.
LEFT = r"(?:(?<!\w)|(?<=\\[nrt]))(?<!\w[.\-+~])(?<!\d/)(?<![$€£¥.])(?<!&#)"
RIGHT = r"(?!\w)(?![.\-/+]\d)(?!-\w)(?!\s?[%@°])"


def number(
    entity: str,
    form: str,
    score: float,
    context: tuple[str, ...] = (),
    check: Callable[[re.Match[str]], bool] | None = None,
    **more: object,
) -> Rule:
    """A rule for a number that stands alone: ``form`` between the two edges."""
    regex = f"{LEFT}(?P<value>{form}){RIGHT}"
    return Rule(entity, regex, score, DIGITS, context, check, **more)  # type: ignore[arg-type]


def digits(text: str) -> str:
    """Only the ASCII digits of ``text``."""
    return "".join(c for c in text if c in "0123456789")


def luhn(number: str) -> bool:
    """Whether a string of digits satisfies the Luhn check (ISO/IEC 7812-1, annex B)."""
    doubled = [int(d) * 2 for d in number[-2::-2]]
    total = sum(map(int, number[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)
    return total % 10 == 0
