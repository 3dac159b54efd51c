"""Passwords and keys told in a sentence: "the password for the server is ...".

Sentences about passwords are far more frequent than sentences with one, so a plain word is never
believed: what is given away this way holds a digit or a sign, or stands in quotes.
"""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule, each
from nbguard.detect.secrets import values
from nbguard.detect.secrets.believable import believable, has_mark
from nbguard.detect.secrets.form import spelled

_PASSWORD = each("password passwd passphrase passcode passwort kennwort contraseña contrasena")
_PASSWORD += ("mot de passe", *each("wachtwoord senha palavra-passe pw pwd"))
_KEY = ("api key", "api token", "access key", "secret key", "access token", "API key", "API token")

_VERBS = (
    r"(?:(?:is|was)(?! (?:now|set|reset|changed|been) )|are|ist|lautet|war|es|era|est|é|è|will be"
    r"|now|set to|changed to|reset to)"
)
_VALUE = (
    r"(?P<quote>[\"'`\u201c\u2018«])?"
    r"(?P<value>(?(quote)[^\n\"'`\u201d\u2019»]{4,100}"
    r"|(?:[^\s\"'`<>&]|&(?!quot;|[lg]t;|#)){4,200}(?<![.,;:?)\]])))"
)
_PASS = (*_PASSWORD, *each("pass psw"), "pass phrase", "pass code")
# What follows the filter's PASS in a file of variants: "NS=3;DP=14;DB".
_RECORD = re.compile(r"\w{1,20}=[\w.,:+-]*(?:;\w{1,20}(?:=[\w.,:+-]*)?)+")
_LOGIN = each("login logins user username credentials creds account")
# Straight after the noun and its sign it is a key's value, which is ``keyed``'s matter.
_BESIDE = (
    rf"(?:{spelled(_PASS)})(?:[ \t](?:to[ \t]|as[ \t]|->[ \t]?|-[ \t])?"
    rf"|(?:[ \t][\w']{{1,20}}){{1,5}}:[ \t])(?![:=|]){_VALUE}"
)
_AFTER_LOGIN = rf"(?:{spelled(_LOGIN)})[ \t]?:?[ \t][\w.@-]{{2,40}}[ \t]?[/,:|][ \t]?{_VALUE}"


def _told(nouns: tuple[str, ...]) -> str:
    """A noun, up to six words more, a verb, the value."""
    return (
        rf"(?:{spelled(nouns)})(?=[ \t])(?:[ \t]{{1,2}}[\w@'().-]{{1,40}}){{0,6}}?"
        rf"[ \t]{{1,2}}{_VERBS}[ \t]?[:=]?\s{{1,3}}{_VALUE}"
    )


def _password(match: re.Match[str]) -> bool:
    value = match["value"]
    return believable("password", value, quoted=False) and (bool(match["quote"]) or _no_word(value))


def _no_word(value: str) -> bool:
    """Whether an unquoted word in a sentence is one that no sentence would hold by itself."""
    if "'" in value or len(value) < 5 or not any(map(str.isalpha, value)):
        return False
    return has_mark(value) or value.count("-") > 1


def _strong(match: re.Match[str]) -> bool:
    """Whether a value is so mixed that it needs no verb: three of small, capital, digit, sign."""
    value = match["value"]
    if _RECORD.fullmatch(value):
        return False
    tests = (str.islower, str.isupper, str.isdigit, lambda c: has_mark(c) and not c.isdigit())
    kinds = sum(any(map(test, value)) for test in tests)
    return kinds > 2 and len(value) > 5 and any(map(str.isdigit, value)) and _password(match)


def _key(match: re.Match[str]) -> bool:
    return values.is_random(match["value"]) and not values.is_placeholder(match["value"])


RULES: tuple[Rule, ...] = (
    Rule("PASSWORD", _told(_PASSWORD), 0.6, _PASSWORD, check=_password, reach=500),
    Rule("PASSWORD", _BESIDE, 0.6, _PASS, check=_strong, reach=200),
    Rule("PASSWORD", _AFTER_LOGIN, 0.6, _LOGIN, check=_strong, reach=200),
    Rule("GENERIC_SECRET", _told(_KEY), 0.6, _KEY[:5], check=_key, reach=500),
)
