"""``key = value`` in every notation: code, .env, INI, JSON, YAML, XML, tables, flags.

One expression finds a telling word, the rest of its name, what stands between and the value;
``names`` then judges the whole name, ``notations`` the way it is written and ``believable`` the
value. The value lies in a look-ahead, so that a pair inside the value of another (JSON within
JSON) is found as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard import tokens
from nbguard.detect.rules import Rule
from nbguard.detect.secrets.form import spelled
from nbguard.detect.secrets.names import (
    PASSWORDS,
    PASSWORDS_ABROAD,
    SECRETS,
    SECRETS_ABROAD,
    strength,
)
from nbguard.detect.secrets.notations import Pair, tells

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection

_TAIL = r"[\w.\-]{0,40}(?![\w.\-])"
_CLOSE = r"(?:\\{0,3}[\"'`]|&quot;)?\]?"
_TYPED = (
    r":[ \t]?[A-Za-z&][\w.<>\[\]|&?]{0,40}[ \t]?=(?!=)|(?<=[ \t])(?:string|\[\]byte)[ \t]{1,3}="
)
_GAP = r"(?:[ \t]|\\t){0,20}"
_SIGN = (
    rf"{_GAP}(?P<sign>{_TYPED}|[:?+|]{{0,2}}={{1,3}}>?|<-|->|::?|(?<=[ \t])\|(?=[ \t])|,|\(){_GAP}"
)
# {"name": "PASSWORD", "value": ...}, name="password" value=..., <key>password</key><string>...
_PAIR = (
    r"(?P<pair></key>\s{0,20}<string>"
    r"|[\s,;:{]{1,20}[\"']?(?:[Vv]alue|VALUE|default)[\"']?\s{0,3}[:=]\s{0,3})"
)
_BETWEEN = rf"(?:{_PAIR}|{_SIGN}|(?P<blank>[ \t]{{1,2}})|(?P<tag>>))"
_WRAP = (
    r"(?:(?:(?:pydantic\.)?Secret(?:Str|Bytes)?|String|str|bytes|quote(?:_plus)?|to_bytes|Some)\("
    r"|ConvertTo-SecureString (?:-String )?)?(?:[rbfuLRBFU@$]{1,2}(?=[\"'`]))?"
)
_QUOTE = r"(?P<quote>\\{0,3}(?:\"\"\"|'''|[\"'`])|&quot;)?"
_QUOTED = r"(?:(?!(?P=quote))(?:\\.|[^\\\n])){1,2000}(?=(?P=quote))"
_PLAIN = r"[^\s\"'`<>,;&]{0,300}"
_ANY = spelled(PASSWORDS + PASSWORDS_ABROAD + SECRETS + SECRETS_ABROAD)
# What looks like one more pair is no value of this one: "token=key=...".
_NO_PAIR = rf"(?![\w.-]{{0,30}}?(?:{_ANY})[\w.-]{{0,20}}[=:])"
# Signs that end a value, unless what follows shows that they belong to it.
_JOINT = (
    r"(?:[,;&](?![\s\"'`<>,;&\\#]|(?:quot|lt|gt);|[\w.-]{1,40}[=:]|\Z)"
    r"|<(?![/\w!\s])|>(?=[\w!@#$%^*]))"
)
_BARE = (
    rf"{_NO_PAIR}[^\s\"'`<>,;&=|]{_PLAIN}(?:{_JOINT}{_PLAIN}){{0,6}}"
    r"(?<![.,:)\]}\\])"
)
_VALUE = rf"{_WRAP}{_QUOTE}(?=(?P<value>(?(quote){_QUOTED}|{_BARE})))"

_NAME_REACH = 60
_NAME_SIGNS = frozenset("_.-$")


def _name_start(text: str, end: int) -> int:
    start = end
    least = max(0, end - _NAME_REACH)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in _NAME_SIGNS):
        start -= 1
    return start


def _is_redacted(text: str, at: int) -> bool:
    """Whether the "name" is part of a redacted value: [PASSWORD_1]: or [PASSWORD=1.9f3c01ab.Zm]."""
    forms = (tokens.PLACEHOLDER, tokens.CIPHER)
    return text[at : at + 1] == "[" and any(form.match(text, at) for form in forms)


def _check(levels: Collection[str]) -> Callable[[re.Match[str]], bool]:
    """A check that the name promises one of ``levels`` and the value keeps the promise."""

    def check(match: re.Match[str]) -> bool:
        text, start = match.string, _name_start(match.string, match.start())
        name = text[start : match.end("name")]
        level = strength(name)
        if _is_redacted(text, start - 1):
            return False
        return level in levels and tells(
            Pair(
                level,
                name,
                sign=match["sign"] or (match["pair"] and "pair") or match["tag"] or " ",
                tight=text[match.end("name") : match.start("value")] == "=",
                value=match["value"],
                quoted=bool(match["quote"]),
                before=text[max(0, start - 12) : start],
                after=text[match.end("value") : match.end("value") + 2],
            )
        )

    return check


def _rule(entity: str, stems: tuple[str, ...], score: float, *levels: str) -> Rule:
    regex = rf"(?P<name>(?:{spelled(stems)}){_TAIL}){_CLOSE}{_BETWEEN}{_VALUE}"
    return Rule(entity, regex, score, hint=stems, check=_check(levels))


RULES: tuple[Rule, ...] = (
    # Apart, since a search for few first letters, all of them ASCII, is several times as fast.
    _rule("PASSWORD", PASSWORDS, 0.85, "password", "pass"),
    _rule("PASSWORD", PASSWORDS_ABROAD, 0.85, "password", "pass"),
    _rule("GENERIC_SECRET", SECRETS, 0.75, "secret", "token", "label", "key"),
    _rule("GENERIC_SECRET", SECRETS_ABROAD, 0.75, "secret", "token", "label", "key"),
)
