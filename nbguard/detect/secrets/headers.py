"""What travels in HTTP headers: Authorization, basic credentials, session cookies."""

from __future__ import annotations

import base64
import re

from nbguard.detect.rules import Rule
from nbguard.detect.secrets import values
from nbguard.detect.secrets.believable import has_mark

_CLIENT = re.compile(r"\b(?:curl|wget|https?|xh|http_request)\b")
_REACH = 400
_QUOTED = r"(?:(?!(?P=quote))[^\s\\]){3,200}"


def _token(match: re.Match[str]) -> bool:
    value = match["value"]
    return not values.is_placeholder(value) and values.is_random(value, 10)


def _session(match: re.Match[str]) -> bool:
    value = match["value"]
    return not values.is_placeholder(value) and values.is_random(value.replace("%", ""), 16)


def _basic(match: re.Match[str]) -> bool:
    """Whether base64 holds ``user:password``, and the password is no placeholder."""
    value = match["value"]
    try:
        plain = base64.b64decode(value + "=" * (-len(value) % 4)).decode()
    except ValueError:
        return False
    user, colon, password = plain.partition(":")
    return bool(colon) and plain.isprintable() and not values.is_placeholder(password or user)


def _pair(match: re.Match[str]) -> bool:
    """Whether the flag belongs to a program that takes ``user:password`` with it."""
    password = match["value"].partition(":")[2]
    line = match.string[max(0, match.start() - _REACH) : match.start()].rpartition("\n\n")[2]
    return bool(_CLIENT.search(line)) and not values.is_placeholder(password)


def _password(match: re.Match[str]) -> bool:
    value = match["value"]
    return not values.is_placeholder(value) and has_mark(value)


RULES: tuple[Rule, ...] = (
    Rule(
        "BEARER_TOKEN",
        r"(?i:authorization)[\"'\])]{0,3}\s{0,3}[:=,]\s{0,3}[\"']?"
        r"(?:(?i:bearer|token|apikey|api-?key|key|ssws)[ =:]{1,2})?[\"']?"
        r"(?P<value>[\w.~+/=-]{10,2000})",
        0.85,
        hint=("authorization",),
        check=_token,
    ),
    Rule(
        "BEARER_TOKEN",
        r"\b(?:[Bb]earer|BEARER)[ :]{1,2}(?P<value>[\w.~+/=-]{16,2000})",
        0.8,
        hint=("bearer",),
        check=_token,
    ),
    Rule(
        "BASIC_AUTH",
        r"(?:\b[Bb]asic |[\"']auth[\"']\s?:\s?[\"'])"
        r"(?P<value>[A-Za-z0-9+/_-]{8,400}={0,2})(?![A-Za-z0-9+/=])",
        0.9,
        hint=("basic ", '"auth"', "'auth'"),
        check=_basic,
        reach=500,
    ),
    Rule(
        "BASIC_AUTH",
        r"(?<=\s)(?:-u|--user|-a|--proxy-user|-U)(?:[ =]{1,2}|(?=[\"']))(?P<quote>[\"']?)"
        r"(?P<value>[^\s:\"'@/]{1,80}:[^\s\"']{1,120})(?P=quote)",
        0.9,
        hint=(" -u", "--user", "--proxy-user", " -a"),
        check=_pair,
        reach=300,
    ),
    # requests.get(url, auth=("user", "password")), HTTPBasicAuth(...), smtp.login(...)
    Rule(
        "PASSWORD",
        r"(?:auth ?= ?|BasicAuth|DigestAuth|NTLMAuth|\blogin)\("
        r"\s{0,20}[\"'][^\"'\n]{1,80}[\"']\s?,\s{0,20}[rbu]?(?P<quote>[\"'])"
        rf"(?P<value>{_QUOTED})(?P=quote)",
        0.85,
        hint=("auth", "login("),
        check=_password,
        reach=500,
    ),
    Rule(
        "SESSION_COOKIE",
        r"(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|\.ASPXAUTH|sessionid|connect\.sid|_session(?:_id)?"
        r"|laravel_session|_gitlab_session|csrftoken|wordpress_logged_in_\w{1,40}|user_session)"
        r"=(?P<value>[\w%.:+/=|-]{16,1000})",
        0.85,
        hint=("sess", "connect.sid", ".aspxauth", "csrftoken", "wordpress_logged"),
        check=_session,
    ),
    Rule(
        "SESSION_COOKIE",
        r"[Cc]ookie[\"']?: ?[\"']?[\w.-]{0,20}?(?:session|sess|sid|auth|token)[\w.-]{0,20}="
        r"(?P<value>[\w%.:+/=|-]{16,1000})",
        0.85,
        hint=("cookie: ", "cookie:", 'cookie"', "cookie'"),
        check=_session,
    ),
    # How programs store passwords: crypt(3), bcrypt, Argon2, scrypt, Django, LDAP.
    Rule(
        "PASSWORD_HASH",
        r"(?P<value>\$(?:2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|(?:[156]|apr1|y|7)\$[./$=\w]{0,40}\$[./A-Za-z0-9]{22,90}"
        r"|argon2(?:id|i|d)\$v=\d+\$[\w=,]{5,40}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{16,120}))",
        0.95,
        hint=("$2", "$1$", "$5$", "$6$", "$y$", "$7$", "$apr1$", "$argon2"),
    ),
    Rule(
        "PASSWORD_HASH",
        r"(?P<value>(?:pbkdf2_sha\d{1,3}|scrypt|bcrypt_sha256)\$[\w$]{3,80}\$[A-Za-z0-9+/]{20,100}=?"
        r"|\{S?SHA(?:\d{3})?\}[A-Za-z0-9+/]{20,120}={0,2})",
        0.95,
        hint=("pbkdf2_", "scrypt$", "bcrypt_sha256$", "sha}", "sha256}", "sha512}"),
    ),
)
