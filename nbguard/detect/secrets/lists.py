"""Values of a list under a telling name: ``passwords = ["...", "..."]``, ``{"password": [...]}``.

The expression finds every string of every list; the check looks back to where the list begins
and reads the name before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule
from nbguard.detect.secrets import values
from nbguard.detect.secrets.believable import believable
from nbguard.detect.secrets.names import PASSWORDS, PASSWORDS_ABROAD, SECRETS, strength

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_ITEM = (
    r"[\[,](?=\s{0,20}(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote))[^\n\\]){4,500})(?P=quote)"
    r"\s{0,20}[,\]])"
)
_REACH = 4000
_NAME = re.compile(
    r"([\w.-]{1,60})[\"']?\]?\s{0,5}(?:=>|:=|<-|[:=])\s{0,5}(?:np\.array\(|pd\.Series\()?\Z"
)


def _check(levels: Collection[str]) -> Callable[[re.Match[str]], bool]:
    def check(match: re.Match[str]) -> bool:
        text, start = match.string, match.start()
        opening = text.rfind("[", max(0, start - _REACH), start + 1)
        if opening < 0 or text.find("]", opening, start) >= 0:
            return False
        name = _NAME.search(text, max(0, opening - 90), opening)
        level = strength(name[1].removesuffix("s")) if name else ""
        value = match["value"]
        long_enough = level in ("password", "pass") or values.is_random(value)  # words are tokens
        return level in levels and long_enough and believable(level, value, quoted=True)

    return check


RULES: tuple[Rule, ...] = (
    Rule("PASSWORD", _ITEM, 0.8, PASSWORDS + PASSWORDS_ABROAD, check=_check(("password", "pass"))),
    Rule("GENERIC_SECRET", _ITEM, 0.7, SECRETS, check=_check(("secret", "token"))),
)
