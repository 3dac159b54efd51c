"""What a place is called: ``outputs[0].data['text/html']``, ``metadata['tags'][0]``.

A name never says anything sensitive. Keys that a person chose can be sensitive themselves, so
only plain ones are spelled out; the others are read as places of their own, and counted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_PLAIN = re.compile(r"(?:[A-Za-z_-]{1,40}\d{0,3}(?:\.[A-Za-z0-9]{1,5})?|\d{1,6})", re.ASCII)
_MIME = re.compile(r"[a-z]{1,20}/[a-z][a-z.+-]{0,60}\d{0,2}[a-z.+-]{0,40}", re.ASCII)


class Step(NamedTuple):
    """One step down the tree: ``owner[key]``; ``schema``: a key that nbformat itself defines.

    ``number`` is the key's among those of the owner, where whoever walks it has counted them.
    """

    above: Step | None
    owner: Any
    key: int | str
    schema: bool = False
    number: int | None = None

    def __str__(self) -> str:
        return _spelled([step.name() for step in self._upwards()])

    def of_key(self) -> str:
        """What the place of the key itself is called: by its number, never by what it says."""
        _, *above = self._upwards()
        return _spelled([f".keys()[{self._number()}]", *(step.name() for step in above)])

    def _upwards(self) -> Iterator[Step]:
        step: Step | None = self
        while step:
            yield step
            step = step.above

    def _number(self) -> int:
        return list(self.owner).index(self.key) if self.number is None else self.number

    @property
    def value(self) -> Any:
        """What the step leads to."""
        return self.owner[self.key]

    def name(self) -> str:
        """The step alone, as it is written after those above it."""
        if isinstance(self.key, int):
            return f"[{self.key}]"
        if self.schema:
            return f".{self.key}"
        if is_plain(self.key):
            return f"['{self.key}']"
        return f"[key {self._number()}]"


def is_plain(key: str) -> bool:
    """Whether a key is too plain to hold anything: a word, a small number, a MIME type."""
    return bool(_PLAIN.fullmatch(key)) or is_mime(key)


def is_mime(key: str) -> bool:
    """Whether a key has the form of a MIME type."""
    return "/" in key and bool(_MIME.fullmatch(key))


def _spelled(names: list[str]) -> str:
    return "".join(reversed(names)).removeprefix(".")
