"""Values that are sensitive because somebody said so: matched literally.

Three say so: the environment, by a telling key, a prompt that asks for a password, and the user,
by ``%nbguard hide NAME``.
"""

from __future__ import annotations

import html
import json
import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ENTITY = "DECLARED_VALUE"

_SHORTEST_SECRET = 8
_SHORTEST_HIDDEN = 4
_FEW = 500
"""Beginnings that are looked for one by one; of more, those that a text holds are listed first."""
_TELLING = re.compile(
    r"(?:^|_)(?:\w*pass(?:word|wd|phrase)?|pwd|\w*secret\w*|\w*token|\w*api_?key|access_?key"
    r"|private_?key|credentials?|auth|dsn|connection_?string|\w*_key|cookie|salt)(?:_|$)",
    re.IGNORECASE,
)
# A path, a switch, a number, a short plain word: whatever its key says, no secret.
_HARMLESS = re.compile(
    r"(?:[/~.][\w./~:-]*|[A-Za-z]:\\.*|true|false|yes|no|none|\d+|[a-z_-]{1,11})", re.IGNORECASE
)


class DeclaredValues:
    """The literal values of one session.

    >>> declared = DeclaredValues({"DB_PASSWORD": "tr0ub4dor&3", "PATH": "/usr/local/bin"})
    >>> declared.match("login tr0ub4dor&3")
    [Match(start=6, end=17, entity='DECLARED_VALUE', score=1.0)]
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = os.environ if environment is None else environment
        self._seen: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._literals = Literals(())
        self._version = 0

    def hide(self, values: Iterable[object]) -> int:
        """Add values; gives how many are long enough to be told from ordinary text."""
        texts = {str(value) for value in values}
        long_enough = {text for text in texts if len(text.strip()) >= _SHORTEST_HIDDEN}
        self._hidden |= long_enough
        self._collect()
        return len(long_enough)

    def match(self, text: str) -> list[Match]:
        """Every place where one of the values stands; they may overlap."""
        return self.match_all([text])[0]

    def match_all(self, texts: Iterable[str]) -> list[list[Match]]:
        """The same for each of many texts; the environment is looked at once."""
        self._refresh()
        return list(map(self._literals.standing, texts))

    def version(self) -> int:
        """A number that changes whenever the values do."""
        self._refresh()
        return self._version

    def _refresh(self) -> None:
        """Look again at an environment that changed, by ``load_dotenv`` for one."""
        now = dict(self._environment)
        if now != self._seen:
            self._seen = now
            self._collect()

    def _collect(self) -> None:
        secrets = {value for key, value in self._seen.items() if is_secret(key, value)}
        forms = {form for value in secrets | self._hidden for form in _forms(value)}
        self._version += 1
        self._literals = Literals(forms)


class Literals:
    """Many texts, looked for at once: by how they begin, so that a text is gone through once.

    >>> [match.end for match in sorted(Literals(["tr0ub4dor", "tr0ub"]).standing("a tr0ub4dor"))]
    [7, 11]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {text for text in texts if len(text) >= _SHORTEST_HIDDEN}
        self._lengths: dict[str, set[int]] = {}
        for text in self._texts:
            self._lengths.setdefault(text[:_SHORTEST_HIDDEN], set()).add(len(text))

    def standing(self, text: str) -> list[Match]:
        """Every place in ``text`` where one of them stands; they may overlap."""
        return [
            Match(at, at + length, ENTITY, 1.0)
            for beginning in self._beginnings(text)
            for at in _places(text, beginning)
            for length in self._lengths[beginning]
            if at + length <= len(text) and text[at : at + length] in self._texts
        ]

    def _beginnings(self, text: str) -> Iterable[str]:
        """How something that stands in ``text`` could begin."""
        if len(self._lengths) < _FEW:
            return [beginning for beginning in self._lengths if beginning in text]
        starts = range(len(text) - _SHORTEST_HIDDEN + 1)
        return self._lengths.keys() & {text[i : i + _SHORTEST_HIDDEN] for i in starts}


def is_secret(key: str, value: str) -> bool:
    """Whether an environment variable is a secret, by its key and the shape of its value.

    >>> is_secret("GITLAB_TOKEN", "x8Kq-77fPzL"), is_secret("TOKENIZERS_PARALLELISM", "false")
    (True, False)
    """
    return (
        len(value) >= _SHORTEST_SECRET
        and _TELLING.search(key) is not None
        and _HARMLESS.fullmatch(value) is None
    )


def _forms(value: str) -> set[str]:
    """The value as it stands, and as it is written inside Python, JSON, HTML and a URL."""
    value = value.strip()
    lines = [line.strip() for line in value.splitlines()] if "\n" in value else []
    long_lines = {line for line in lines if len(line) >= 2 * _SHORTEST_SECRET}
    written = {value, repr(value)[1:-1], json.dumps(value)[1:-1], html.escape(value)}
    return written | {quote(value, safe="")} | long_lines


def _places(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)
