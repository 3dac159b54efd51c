"""E-mail addresses."""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule

# Not top-level domains: endings of files and attributes that stand behind an @ in code.
_NOT_TLD = frozenset(
    "py js ts ipynb csv json txt html md png jpg jpeg gif svg pdf zip gz whl toml yaml yml cfg ini "
    "log lock so dll exe jar tar local localhost internal invalid".split()
)
_LOCAL = r"[^\W_](?:[\w.!#$%&'*+/=?^`{|}~-]{0,62}[\w+-])?"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_REGEX = (
    r"(?<![\w.!#$%&*+/=?^`{|}~@-])"
    rf"(?:\\[nrt])?(?:b['\"])?(?P<value>{_LOCAL}@(?:{_LABEL}\.){{1,8}}(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,24}}))"
    r"(?![\w@]|\.\w|-\w)"
)


def _is_address(match: re.Match[str]) -> bool:
    """Not a git remote (``git@github.com:x``), a decorator, a file or a package reference."""
    local, _, domain = match["value"].partition("@")
    if domain.rpartition(".")[2].lower() in _NOT_TLD or ".." in local:
        return False
    after = match.string[match.end() : match.end() + 1]
    return not (local == "git" or (after in (":", "/") and _before(match).endswith("ssh://")))


def _before(match: re.Match[str]) -> str:
    start = match.start("value")
    return match.string[max(0, start - 8) : start]


RULES = (Rule("EMAIL_ADDRESS", _REGEX, 0.9, ("@",), check=_is_address, flags=re.IGNORECASE),)
