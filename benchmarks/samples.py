"""Obviously fake examples made real: ``AKIA{upper:16}`` becomes a key of the right form.

No file of this repository holds a string that a secret scanner, ours or another, would stop.
What stands in braces is drawn anew, from a seed, wherever an example is run:

    {random:40}   letters and digits        {hex:40}     0-9 a-f
    {upper:16}    capitals and digits       {lower:32}   small letters and digits
    {base64:88}   letters, digits, + /      {url:43}     letters, digits, - _
    {digits:10}   digits                    {uuid}       a UUID
    {basic}       base64 of user:password   {user-id}    base64 of 18 digits, a chat user's id
    ¶             a line end                {nothing}    breaks a form that a scanner would know
"""

from __future__ import annotations

import base64
import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_LETTERS = string.ascii_letters + string.digits
_ALPHABETS = {
    "random": _LETTERS,
    "hex": string.digits + "abcdef",
    "upper": string.ascii_uppercase + string.digits,
    "lower": string.ascii_lowercase + string.digits,
    "base64": _LETTERS + "+/",
    "url": _LETTERS + "-_",
    "digits": string.digits,
}
_MARKER = re.compile(r"\{(" + "|".join(_ALPHABETS) + r"):(\d+)\}|\{(uuid|basic|user-id|nothing)\}")


def fill(example: str, random: Random) -> str:
    """``example`` with its markers replaced.

    >>> fill("ghp_{hex:8}", Random(1))
    'ghp_24127f6c'
    """
    return _MARKER.sub(lambda match: _drawn(match, random), example).replace("¶", "\n")


def _drawn(match: re.Match[str], random: Random) -> str:
    if match[1]:
        return draw(match[1], int(match[2]), random)
    if match[3] == "nothing":
        return ""
    if match[3] == "uuid":
        return "-".join(draw("hex", size, random) for size in (8, 4, 4, 4, 12))
    plain = (
        draw("digits", 18, random) if match[3] == "user-id" else "bob:" + draw("random", 12, random)
    )
    return base64.b64encode(plain.encode()).decode()


def draw(alphabet: str, size: int, random: Random) -> str:
    """So many characters of an alphabet, of every kind that it has (a token rarely lacks one)."""
    letters = _ALPHABETS[alphabet]
    while True:
        drawn = "".join(random.choices(letters, k=size))
        if size < 8 or alphabet == "digits" or any(c.isdigit() for c in drawn):
            return drawn
