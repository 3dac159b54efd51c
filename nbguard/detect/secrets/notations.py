"""In which notation a name and a value stand together, and what it takes to believe them there.

``name = value`` needs least. A call (``set_password("...")``), two neighbours in a list and a
flag are written for other things too, so there the value must speak for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from nbguard.detect.rules import each
from nbguard.detect.secrets import values
from nbguard.detect.secrets.believable import believable, has_mark
from nbguard.detect.secrets.names import words

_ASKING = frozenset(
    each("""
    get find read load fetch ask prompt input check hash verify validate is has generate forgot
    encrypt decrypt make create store reset require request parse split strip
    """)
)
_ENV_LINE = re.compile(r"(?:^|\n)(?:(?:export|set|ENV|[ ]*-e)[ \t]+)?\Z")
_DEFINES = re.compile(r"(?:ENV|setx|setenv|putenv|%env|#define|\bexport)[ \t]+\Z")


class Pair(NamedTuple):
    """A name of a ``level`` (see ``names.strength``), a value, and how they stand together.

    ``sign`` is what stands between: an assignment, ``(``, ``,``, ``>``, a blank, or ``pair`` for
    notations that name both. ``tight``: nothing but one ``=``. ``before`` and ``after`` are the
    few characters around the whole.
    """

    level: str
    name: str
    sign: str
    tight: bool
    value: str
    quoted: bool
    before: str
    after: str


def tells(pair: Pair) -> bool:
    """Whether the value, in its notation, is the secret that the name promises."""
    return _NOTATIONS.get(pair.sign, _assigned)(pair)


def _assigned(pair: Pair) -> bool:
    if not pair.quoted and (_goes_on(pair) or _is_constant(pair)):
        return False
    return believable(pair.level, pair.value, quoted=pair.quoted or _in_env_line(pair))


def _goes_on(pair: Pair) -> bool:
    """``password: varchar(60)`` and ``$pass = $self->{pass}``: the value is half an expression."""
    return pair.after[:1] in ("(", "[", "{") or (pair.value[-1] == "-" and pair.after[:1] == ">")


def _is_constant(pair: Pair) -> bool:
    """``ERROR_PASSWORD: Final = -3893`` and ``password: str = other``: code, and no string."""
    typed = len(pair.sign) > 4
    return typed or (not pair.tight and "=" in pair.sign and pair.value.lstrip("-+").isdigit())


def _in_env_line(pair: Pair) -> bool:
    """Whether the line is ``NAME=value``, or begins so before a command: any word can be one."""
    ends = ("", "\r", "\n", " ") if pair.name.isupper() else ("", "\r", "\n")
    return pair.tight and pair.after[:1] in ends and bool(_ENV_LINE.search(pair.before))


def _called(pair: Pair) -> bool:
    """``set_password("...")``, but not ``get_password("...")``."""
    return pair.quoted and words(pair.name)[0] not in _ASKING and _stands_out(pair)


def _listed(pair: Pair) -> bool:
    """``getenv("PASSWORD", "...")``, and neighbours in a list where the value is random."""
    if not pair.quoted or pair.before[-1:] not in ("'", '"'):
        return False
    called = pair.before[-2:-1] == "(" and _stands_out(pair)
    return called or (pair.level in ("secret", "token") and _is_token(pair.value))


def _stands_out(pair: Pair) -> bool:
    return has_mark(pair.value) and believable(pair.level, pair.value, quoted=True)


def _in_element(pair: Pair) -> bool:
    """``<password>...</password>`` and ``<string name="password">...</string>``."""
    return (
        pair.after.startswith("</")
        and pair.before[-1:] in ("<", '"', "'")
        and believable(pair.level, pair.value, quoted=True)
    )


def _after_blank(pair: Pair) -> bool:
    """``--password ...``, ``ENV PASSWORD ...``, and "token" before what can be nothing else."""
    if pair.name.startswith("-"):
        return believable(pair.level, pair.value, quoted=False)
    if _DEFINES.search(pair.before):
        return believable(pair.level, pair.value, quoted=pair.quoted)
    return pair.level in ("secret", "token") and _is_token(pair.value)


def _is_token(value: str) -> bool:
    """Whether ``value`` is a token even with no sign of assignment before it."""
    has_digit = any(map(str.isdigit, value))
    return has_digit and values.is_random(value, 20) and believable("label", value, quoted=False)


_NOTATIONS: dict[str, Callable[[Pair], bool]] = {
    "(": _called,
    ",": _listed,
    ">": _in_element,
    " ": _after_blank,
}
