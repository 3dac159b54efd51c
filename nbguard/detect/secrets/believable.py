"""Whether a value beside a telling name is a secret: the judgement behind every ``key = value``.

What speaks against it: placeholders, expressions, paths and addresses, words of a user interface,
names of types and algorithms. How much must speak for it depends on how telling the name is.
"""

from __future__ import annotations

import re

from nbguard.detect.rules import each
from nbguard.detect.secrets import values

# A call, an index, a literal, or attributes of something: code that is no string.
_EXPRESSION = re.compile(
    r"[A-Za-z_][\w.:>-]{0,80}[(\[{](?![^;]{0,200};\w)|[({\[]|[\w.]+[\])]"
    r"|[A-Za-z_]\w*(?:(?:\.|::|->)[A-Za-z_]\w*)+$|\$(?:\w+(?:->|::|[\[{)]|$)|\W)"
)
_TOKEN = re.compile(r"[^\s\"'`{}()\[\]<>,;\\]+")
_SNAKE = re.compile(
    r"[A-Za-z]+(?:[_.:/][A-Za-z]+)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|_\w+|--?[a-z][\w-]*"
)
_PATH = re.compile(
    r"(?:~|\.{1,2})?/(?:[\w.-]+/)+|~/|\.{1,2}/|/[a-z_]{2,20}$|[A-Za-z]:[\\/]|\\\\\w|[\w./-]+\.[a-z]{2,4}$"
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}:(?://|[\w-]+[:/])|arn:|op:|vault:|ssm:|env:|file:")
_MEASURE = re.compile(r"[-+]?\d[\d.,:/_]*\s?[A-Za-z%/]{0,5}|0x[0-9a-fA-F]+|\d{4}-\d\d-\d\d\S*")
_ALGORITHM = re.compile(
    r"(?i)(?:sha|md|utf|aes|rsa|base|pbkdf|argon|scrypt|bcrypt|hs|rs|es|ed|rfc|iso|oauth|v|int|float"
    r"|char|varchar|string|hmac|tls|type|version"
    r"|min:|max:|size:|digits:|between:)[-_ ]?[\d.-]+\w{0,8}"
)
_TECHNICAL = frozenset(
    each("""
    mask redact replace hash encrypt drop keep fake generalize hidden required optional missing
    invalid incorrect wrong correct expired changed reset updated strong weak medium ok yes no on
    off set unset object category int float bool bytes str string text char varchar number integer
    boolean date datetime array list dict any bcrypt argon scrypt sha plain plaintext cleartext
    clear basic digest none bearer cookie header query body form json input output ask prompt
    always never auto manual disabled enabled disable enable allow deny prohibited admin root guest
    login logout signin signup submit forgot remember show hide toggle label field column code
    authorization implicit refresh otp totp sms email phone name lastname firstname id uuid read
    write rw readonly local remote internal external system native ldap kerberos saml
    """)
)
_LABEL = re.compile(
    r"(?i)\b(?:password|passwort|contraseña|passe|must|enter|please|required|least|characters|your|the"
    r"|is|are|a|an|to|for|of|and|or|not|use|with)\b"
)


def believable(level: str, value: str, *, quoted: bool) -> bool:
    """Whether ``value`` is what a name of this ``level`` promises; see ``names.strength``.

    >>> believable("password", "hunter2", quoted=True)
    True
    >>> believable("password", "get_password(user)", quoted=False)
    False
    """
    if not _PROOF[level](value, quoted) or (not quoted and _EXPRESSION.match(value)):
        return False
    return not (values.is_placeholder(value) or _refers(value))


def _refers(value: str) -> bool:
    """Whether ``value`` only says where something is, or what kind of thing it is."""
    if _ALGORITHM.fullmatch(value) or (_PATH.match(value) and values.wordiness(value) > 0.5):
        return True
    return bool(_ADDRESS.match(value)) and not values.is_random(value)


def _password(value: str, quoted: bool) -> bool:
    if len(value) < 4 or _SNAKE.fullmatch(value) or value.lower() in _TECHNICAL:
        return False
    if value.isalpha() and "passw" in value.lower():  # newPassword
        return False
    if " " in value:
        return quoted and _passphrase(value)
    return quoted or has_mark(value) or (len(value) > 7 and values.wordiness(value) < 0.45)


def _passphrase(value: str) -> bool:
    """Several words that are no label: short, and without the words that labels are made of."""
    if len(value) > 80 or _LABEL.search(value) or re.search(r"[(){}\[\]<>]", value):
        return False
    return value.count(" ") < 8 and has_mark(value.replace(" ", ""))


def has_mark(value: str) -> bool:
    """Whether ``value`` holds what words do not: a digit, or a sign that joins no words."""
    marks = [c for c in value if not c.isalpha() and c not in "-_./:,'"]
    return bool(marks) and not (value.isdigit() and len(value) < 6)


def _pass(value: str, quoted: bool) -> bool:
    if " " in value or _MEASURE.fullmatch(value) or len(value) < 6:
        return False
    return _password(value, quoted) and has_mark(value) and any(map(str.isalpha, value))


def _secret(value: str, quoted: bool) -> bool:
    if len(value) < 8 or " " in value or _MEASURE.fullmatch(value):
        return False
    if values.is_random(value, 8):
        return True
    if _SNAKE.fullmatch(value):
        return False
    if quoted and _is_run_on(value, 12):
        return True
    if not quoted and value.isalnum():
        return False
    most = 0.9 if quoted and not re.search(r"[-_./:]", value) else 0.5
    return has_mark(value) and values.steps(value) < 0.6 and values.wordiness(value) <= most


def _token(value: str, quoted: bool) -> bool:
    if _MEASURE.fullmatch(value) or not _TOKEN.fullmatch(value):
        return False
    return values.is_random(value, 10 if quoted else 14) or (quoted and _is_run_on(value, 20))


def _is_run_on(value: str, least: int) -> bool:
    """Whether so many letters without a break are words written as one: mysecretharbour."""
    return len(value) >= least and value.isascii() and value.isalpha() and value.islower()


def _label(value: str, quoted: bool) -> bool:
    random = _token(value, quoted) and values.wordiness(value) <= 0.3
    return random and len(value) >= 16 and not values.is_uuid(value)


def _key(value: str, quoted: bool) -> bool:
    mixed = any(map(str.islower, value)) and any(map(str.isupper, value))
    return mixed and any(map(str.isdigit, value)) and values.is_random(value, 20 if quoted else 24)


_PROOF = {
    "password": _password,
    "pass": _pass,
    "secret": _secret,
    "token": _token,
    "label": _label,
    "key": _key,
}
