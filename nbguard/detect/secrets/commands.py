"""Passwords in command lines and SQL, where no key goes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule
from nbguard.detect.secrets.believable import believable

if TYPE_CHECKING:
    import re

_ARGUMENT = (
    r"(?P<quote>[\"'])?(?P<value>(?(quote)(?:(?!(?P=quote))[^\n]){3,200}(?=(?P=quote))"
    r"|[^\s\"'`;|&<>]{3,200}))"
)


def _given(match: re.Match[str]) -> bool:
    return believable("password", match["value"], quoted=True)


RULES: tuple[Rule, ...] = (
    Rule(
        "PASSWORD", rf"\bsshpass +-p ?{_ARGUMENT}", 0.9, hint=("sshpass",), check=_given, reach=400
    ),
    # mysql -u root -pSecret: no blank between, or the word is a database
    Rule(
        "PASSWORD",
        r"\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,80}? -p" + _ARGUMENT,
        0.85,
        hint=("mysql", "mariadb"),
        check=_given,
        reach=400,
    ),
    Rule(
        "PASSWORD",
        r"\b(?:docker|podman|oc|az|skopeo|helm registry) login\b[^\n|;]{0,120}? -p[ =]" + _ARGUMENT,
        0.85,
        hint=(" login",),
        check=_given,
        reach=400,
    ),
    Rule(
        "PASSWORD",
        rf"\bredis-cli\b[^\n|;]{{0,80}}? -a {_ARGUMENT}",
        0.85,
        hint=("redis-cli",),
        check=_given,
        reach=400,
    ),
    Rule(
        "PASSWORD",
        r"(?i:identified\s{1,5}(?:with\s{1,5}\w{1,40}\s{1,5})?by|with\s{1,5}(?:encrypted\s{1,5})?password"
        r"|\bpassword)\s{1,5}(?P<quote>['\"])(?P<value>(?:(?!(?P=quote))[^\n]){3,200})(?P=quote)",
        0.85,
        hint=("identified", "password '", 'password "'),
        check=_given,
        reach=400,
    ),
)
