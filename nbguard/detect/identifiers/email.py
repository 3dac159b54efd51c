"""E-mail addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nbguard.detect.rules import Rule, each

if TYPE_CHECKING:
    from nbguard.detect.guards import Check

_ENDINGS = frozenset(
    each(
        "ipynb csv json txt html htm png jpg jpeg gif svg pdf gz whl toml yaml yml cfg ini log "
        "lock dll exe jar tar js ts cpp xlsx docx eml parquet xml pkl"
    )
)
# Names of attributes that stand behind an @ in code: `A@B.mean`.
_NO_TLD = _ENDINGS | frozenset(
    each("shape mean sum dot values grad weight bias size dtype item numpy detach")
)
_LOCAL = r"[^\W_](?:[\w.%+-]{0,62}[\w+-])?(?:'[\w.%+-]{1,60})?"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_TLD = r"(?:xn--[a-zA-Z0-9-]{2,59}|[^\W\d_]{2,24})"
_REGEX = (
    # A bytes or raw literal's prefix and a printed line end are no part of the address.
    r"(?:\\[nrt]|\b[bBuUrRfF]{1,2}['\"]|(?<![^\W_])(?<![^\W_][.%+'-]))"
    rf"(?P<value>{_LOCAL}@(?:{_LABEL}\.){{1,8}}{_TLD})"
    r"(?![^\W_]|@|[.-][^\W_])"
)
# What RFC 5322 allows before the @ in quotes: blanks, but no key and no sentence.
_QUOTED = (
    rf"(?<![\w\\])(?P<value>\"{_LOCAL}(?: [\w.%+-]{{1,30}}){{0,3}}\"@(?:{_LABEL}\.){{1,8}}{_TLD})"
    r"(?![^\W_]|@|[.-][^\W_])"
)
_AT, _DOT = r" ?[\[(]at[\])] ?", r"(?: ?[\[(]dot[\])] ?|\.)"
_SPELLED = rf"(?<![\w.%+-])(?P<value>{_LOCAL}{_AT}(?:{_LABEL}{_DOT}){{1,4}}{_TLD})(?!\w)"
# A table on screen cuts its cells: `jane.roe@acme-cor...` still says who and nearly where.
_CUT = (
    rf"(?<![\w.%+'-])(?P<value>{_LOCAL}@(?:{_LABEL}\.){{0,4}}(?:[^\W_][\w-]{{0,62}})?)"
    r"(?:\.{3}|\u2026)(?![\w.])"
)
# `frame.sum()` glues the addresses of a column: where one ends and the next begins nobody can tell.
_GLUED = (
    rf"(?<![\w.%+'@-])(?P<value>{_LOCAL}(?:@[^\W_](?:[\w.%+-]{{0,120}}[^\W_])?){{2,99}})"
    r"(?![@/:\w])"
)
# In the address of a page; what stands before it may be encoded, too: `mail%3Djane%40acme.com`.
_IN_A_URL = (
    r"(?:(?<![^\W_])(?<!%)(?<![^\W_][.+'-])|(?<=%[\dA-Fa-f]{2}))"
    rf"(?P<value>[^\W_](?:[\w.+-]{{0,62}}[\w+-])?%40(?:{_LABEL}\.){{1,8}}{_TLD})(?![^\W_]|[.-][^\W_])"
)
# A file called after somebody's address: `jane@acme.com.csv`, `jane@acme.com_2024.csv`.
_WIDESPREAD = each(
    "com org net edu gov info io co uk de fr es it nl be ch at pl se dk no fi pt ie eu us ca au nz "
    "jp cn in br mx ru"
)
_FILE = (
    rf"(?<![^\W_])(?<![^\W_][.%+'-])(?P<value>{_LOCAL}@(?:{_LABEL}\.){{1,6}}?"
    rf"(?:{'|'.join(_WIDESPREAD)}))(?P<rest>[_-][\w-]{{0,60}})?\.(?P<ending>[a-z\d]{{2,7}})(?![^\W_])"
)
_REACH = 130  # characters
_DOMAIN = re.compile(rf"(?:{_LABEL}\.){{1,8}}{_TLD}")
_SHORTEST_CUT = 15  # characters that Spark's 20 leave; `root@web1...` is a line of a log
_COPY_COMMAND = re.compile(r"(?:\b(?:ssh|scp|sftp|rsync|git)\b[^\n]{0,40}|://[^\s/@]{0,80})$")


def _in_a_word(regex: str, score: float, hint: tuple[str, ...], check: Check) -> Rule:
    return Rule("EMAIL_ADDRESS", regex, score, hint, check=check, reach=_REACH, one_word=True)


def _is_address(match: re.Match[str]) -> bool:
    """No git remote (``git@host:x``), no user in a URL, no ``ssh user@host``, no package."""
    local, _, domain = match["value"].replace("%40", "@").partition("@")
    tld = domain.rpartition(".")[2].lower()
    if tld in _NO_TLD or (tld == "py" and domain.count(".") < 2) or ".." in local:
        return False
    after = match.string[match.end() : match.end() + 2]
    if local == "git" or after in (":/", ":~"):
        return False
    return not _COPY_COMMAND.search(match.string, max(0, match.start("value") - 90), match.start())


def _is_in_a_file(match: re.Match[str]) -> bool:
    """Whether a file's ending follows, not the rest of a domain."""
    return match["ending"] in _ENDINGS and not _COPY_COMMAND.search(
        match.string, max(0, match.start("value") - 90), match.start()
    )


def _is_cut(match: re.Match[str]) -> bool:
    value, start = match["value"], match.start("value")
    if len(value) < _SHORTEST_CUT or value.startswith("git@"):
        return False
    return not _COPY_COMMAND.search(match.string, max(0, start - 90), start)


def _are_glued(match: re.Match[str]) -> bool:
    """Whether each part is, or begins with, a domain; the last one may be cut by a table."""
    *parts, last = match["value"].split("@")[1:]
    cut = match.string.startswith(("...", "\u2026"), match.end())
    whole = _DOMAIN.fullmatch(last) and last.rpartition(".")[2].lower() not in _NO_TLD
    return bool(cut or whole) and all(map(_DOMAIN.match, parts))


RULES = (
    _in_a_word(_REGEX, 0.95, ("@",), _is_address),
    _in_a_word(_IN_A_URL, 0.95, ("%40",), _is_address),
    _in_a_word(_FILE, 0.9, ("@",), _is_in_a_file),
    _in_a_word(_GLUED, 0.95, ("@",), _are_glued),
    Rule("EMAIL_ADDRESS", _QUOTED, 0.9, ('"@',), check=_is_address, reach=200),
    _in_a_word(_CUT, 0.7, ("...", "\u2026"), _is_cut),
    Rule("EMAIL_ADDRESS", _SPELLED, 0.6, ("[at]", "(at)"), each("mail email"), reach=130),
)
