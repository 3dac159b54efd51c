"""Whole cells under a telling header: the only thing that says what they are is the header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule, each
from nbguard.detect.secrets.believable import believable

if TYPE_CHECKING:
    import re

_PASSWORD = each(
    "password passwords passwd passphrase passcode passwort kennwort pwd contraseña senha"
)
_TOKEN = each("token tokens secret secrets apikey api credential credentials jwt")


def _password(match: re.Match[str]) -> bool:
    return believable("password", match["value"], quoted=True)


def _token(match: re.Match[str]) -> bool:
    return believable("token", match["value"], quoted=True)


RULES: tuple[Rule, ...] = (
    Rule(
        "PASSWORD",
        r"\A\s{0,9}(?P<value>\S{6,128})\s{0,9}\Z",
        0.3,
        context=_PASSWORD,
        check=_password,
    ),
    Rule(
        "GENERIC_SECRET",
        r"\A\s{0,9}(?P<value>\S{16,2000})\s{0,9}\Z",
        0.3,
        context=_TOKEN,
        check=_token,
    ),
)
