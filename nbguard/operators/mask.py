"""``mask``: stars, and the last few characters where they help a reader to tell values apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.entities import kind_of
from nbguard.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT_OF_A_NUMBER = 4
_STARS_OF_A_SECRET = "*" * 8


def operator(argument: str) -> Callable[[str, str], str]:
    """Mask all but the last ``argument`` letters and digits; without one, see ``mask``."""
    if not argument:
        return mask
    if not argument.isdecimal():
        raise PolicyError("mask takes the number of characters to keep, as in 'mask:4'")
    return lambda entity, value: mask(entity, value, int(argument))


def mask(entity: str, value: str, keep: int | None = None) -> str:
    """Stars for letters and digits, separators as they are.

    By default four digits of a number stay, nothing of words, and of a secret not even its
    length; never does more than half of a value stay.

    >>> mask("US_SSN", "536-22-8726")
    '***-**-8726'
    >>> mask("PERSON", "Jane Roe")
    '**** ***'
    """
    if kind_of(entity) == "secret":
        return _STARS_OF_A_SECRET
    size = sum(map(str.isalnum, value))
    if keep is None:
        keep = _KEPT_OF_A_NUMBER if 2 * sum(map(str.isdigit, value)) > size else 0
    hide = size - min(keep, size // 2)
    masked = []
    for character in value:
        hidden = character.isalnum() and hide > 0
        hide -= hidden
        masked.append("*" if hidden else character)
    return "".join(masked)
