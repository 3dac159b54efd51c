"""User and password inside a URL or a connection string. The value is the credential part."""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule, each
from nbguard.detect.secrets import values

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,24}\Z")
_DEMO = frozenset(each("user username usr login name foo bar baz abc xyz 123 password pass pwd"))
_HOST = r"(?=[A-Za-z0-9\[$%{<_-])"


def _scheme(match: re.Match[str]) -> bool:
    return bool(_SCHEME.search(match.string, max(0, match.start() - 26), match.start()))


def _user_and_password(match: re.Match[str]) -> bool:
    user, _, password = match["value"].partition(":")
    if not _scheme(match) or not password or values.is_placeholder(password):
        return False
    return not (user.lower() in _DEMO and password.lower() in _DEMO)


def _token_alone(match: re.Match[str]) -> bool:
    value = match["value"]
    return _scheme(match) and values.is_random(value) and not values.is_placeholder(value)


RULES: tuple[Rule, ...] = (
    # An unescaped @ belongs to the password as long as another @ follows before the path.
    Rule(
        "URL_CREDENTIALS",
        r"://(?P<value>[^\s/?#@:\"'`<>\\]{0,100}:[^\s/\"'`<>\\]{1,200})@" + _HOST,
        0.9,
        hint=("://",),
        check=_user_and_password,
    ),
    Rule(
        "URL_CREDENTIALS",
        r"://(?P<value>[\w.~-]{16,200})@" + _HOST,
        0.85,
        hint=("://",),
        check=_token_alone,
    ),
    # Oracle: jdbc:oracle:thin:scott/tiger@//host
    Rule(
        "URL_CREDENTIALS",
        r"(?i:oracle:(?:thin|oci):)(?P<value>[\w$#.-]{1,60}/[^\s@/\"']{3,100})@",
        0.9,
        hint=("oracle:",),
        check=lambda match: not values.is_placeholder(match["value"].partition("/")[2]),
    ),
    # netrc, and the same words in one line of a log
    Rule(
        "PASSWORD",
        r"(?i:\blogin)\s{1,9}\S{1,80}\s{1,9}(?i:password)\s{1,9}(?P<value>[^\s\"'<>]{3,200})",
        0.85,
        hint=("login",),
        check=lambda match: not values.is_placeholder(match["value"]),
    ),
)
