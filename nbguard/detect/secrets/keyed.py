"""``key = value`` in every notation: code, .env, INI, JSON, YAML, XML, tables, flags.

One expression finds a telling word, the rest of its name, what stands between and the value;
``names`` then judges the whole name and ``believable`` the value. The value lies in a look-ahead,
so that a pair inside the value of another (JSON within JSON) is found as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from nbguard.detect.rules import Rule, each
from nbguard.detect.secrets.believable import believable, has_mark
from nbguard.detect.secrets.form import spelled
from nbguard.detect.secrets.names import strength, words

_PASSWORD = each("pass pw psw pswd")
_PASSWORD_ABROAD = each("""
    kennwort contrase wachtwoord senha mdp parola clave parool salasana heslo haslo hasło lösenord
    losenord adgangskode sifre şifre пароль 密码 密碼 パスワード 비밀번호 암호
""")
_SECRET = each("key token secret auth cred jwt jeton _pat")
_SECRET_ABROAD = each("clé chave schlüssel schluessel geheim segredo")

_TAIL = r"[\w.\-]{0,40}(?![\w.\-])"
_CLOSE = r"(?:\\{0,3}[\"'`]|&quot;)?[\])]?"
_BETWEEN = (
    r"(?:(?P<pair></key>\s{0,20}<string>"
    r"|[\s,;{]{1,20}[\"']?(?:[Vv]alue|VALUE|default)[\"']?\s{0,3}[:=]\s{0,3})"
    r"|[ \t]{0,20}(?P<sep>:[ \t]?[A-Za-z&][\w.<>\[\]|&?]{0,40}[ \t]?=(?!=)"
    r"|[:?+]{0,2}={1,3}>?|<-|->|::?|(?<=[ \t])\|(?=[ \t])|,|\()[ \t]{0,20}"
    r"|(?P<flag>[ \t]{1,2})|(?P<tag>>))"
)
_WRAP = (
    r"(?:(?:(?:pydantic\.)?Secret(?:Str|Bytes)?|String|str|bytes|quote(?:_plus)?|to_bytes|Some|strdup)\("
    r"|ConvertTo-SecureString (?:-String )?)?(?:[rbfuLRBFU@$]{1,2}(?=[\"'`]))?"
)
_QUOTED = r"(?:(?!(?P=quote))(?:\\.|[^\\\n])){1,2000}(?=(?P=quote))"
_PLAIN = r"[^\s\"'`<>,;&]{0,300}"
_BARE = (
    r"[^\s\"'`<>,;&=|]"
    + _PLAIN
    + r"(?:[,;&](?![\s\"'`<>,;&\\]|[\w.-]{1,40}[=:]|\Z)"
    + _PLAIN
    + r"){0,3}"
    r"(?<![.,:)\]}\\])"
)
_QUOTE = r"(?P<quote>\\{0,3}(?:\"\"\"|'''|[\"'`])|&quot;)?"
_VALUE = rf"{_WRAP}{_QUOTE}(?=(?P<value>(?(quote){_QUOTED}|{_BARE})))"

_PASSWORDS = ("password", "pass")
_SECRETS = ("secret", "token", "label", "key")
_NAME_REACH = 60
_NAME_SIGNS = frozenset("_.-$")
_SETTERS = frozenset(each("set with use add put"))
_ENV_LINE = re.compile(r"(?:^|\n)(?:(?:export|set|ENV|[ ]*-e)[ \t]+)?\Z")


def _name_start(text: str, end: int) -> int:
    start = end
    least = max(0, end - _NAME_REACH)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in _NAME_SIGNS):
        start -= 1
    return start


def _check(levels: Collection[str]) -> Callable[[re.Match[str]], bool]:
    """A check that the name promises one of ``levels`` and the value keeps the promise."""

    def check(match: re.Match[str]) -> bool:
        start = _name_start(match.string, match.start())
        name = match.string[start : match.end("name")]
        level = strength(name)
        return level in levels and _notation(match, start, level)

    return check


def _notation(match: re.Match[str], start: int, level: str) -> bool:
    """Whether the value is believable in the notation that it is written in."""
    value, quoted, before = match["value"], bool(match["quote"]), match.string[:start][-2:]
    separator = match["sep"]
    if match["flag"]:
        return match.string.startswith("-", start) and believable(level, value, quoted=False)
    if match["tag"]:
        closed = match.string.startswith("</", match.end("value"))
        return closed and before[-1:] == "<" and believable(level, value, quoted=True)
    if separator in (",", "("):
        called = (
            _is_setter(match.string[start : match.end("name")])
            if separator == "("
            else (before[:1] == "(" and before[1:] in ("'", '"'))
        )
        return quoted and called and has_mark(value) and believable(level, value, quoted=True)
    if quoted or not _in_env_line(match, start):
        return believable(level, value, quoted=quoted) and not _is_called(match)
    return believable(level, value, quoted=True)


def _is_setter(name: str) -> bool:
    found = words(name)
    return len(found) == 1 or found[0] in _SETTERS


def _is_called(match: re.Match[str]) -> bool:
    """Whether an unquoted value goes on as an expression."""
    return not match["quote"] and match.string[match.end("value") :][:1] in ("(", "[", "{")


def _in_env_line(match: re.Match[str], start: int) -> bool:
    """Whether the line is ``NAME=value`` and nothing else, so that any word may be a value."""
    text = match.string
    if text[match.end("name") : match.start("value")] != "=":
        return False
    rest = text[match.end("value") : match.end("value") + 2]
    line = text[max(0, start - 12) : start]
    return (not rest or rest[0] in "\r\n") and bool(_ENV_LINE.search(line))


def _rule(entity: str, stems: tuple[str, ...], score: float, levels: Collection[str]) -> Rule:
    regex = rf"(?P<name>(?:{spelled(stems)}){_TAIL}){_CLOSE}{_BETWEEN}{_VALUE}"
    return Rule(entity, regex, score, hint=stems, check=_check(levels))


RULES: tuple[Rule, ...] = (
    # Apart, since a search for few first letters, all of them ASCII, is several times as fast.
    _rule("PASSWORD", _PASSWORD, 0.85, _PASSWORDS),
    _rule("PASSWORD", _PASSWORD_ABROAD, 0.85, _PASSWORDS),
    _rule("GENERIC_SECRET", _SECRET, 0.75, _SECRETS),
    _rule("GENERIC_SECRET", _SECRET_ABROAD, 0.75, _SECRETS),
)
