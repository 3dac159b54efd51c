"""The names and addresses of a split: each with its origin."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Name(NamedTuple):
    """A person's name. ``family`` may be empty: many people have one name only."""

    given: str
    family: str
    family_first: bool
    origin: str

    @property
    def full(self) -> str:
        """The name as its bearer writes it."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(filter(None, parts))

    @property
    def called(self) -> str:
        """What friends say: the first given name, or all of them where they are said together."""
        if self.family_first:
            return self.given
        return next((part for part in self.given.split() if len(part) > 1), self.full)


def lines(split: str, file: str) -> list[str]:
    """The lines of a data file, without comments."""
    text = (DATA / split / f"{file}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def names(split: str) -> tuple[Name, ...]:
    """Every name of ``split``, in the order of its file."""
    rows = (line.split(": ", 1) for line in lines(split, "names"))
    return tuple(_name(item.strip(), origin) for origin, row in rows for item in row.split(","))


@cache
def addresses(split: str) -> tuple[tuple[str, str], ...]:
    """Every (country, address) of ``split``; some run over several lines."""
    rows = (line.split(": ", 1) for line in lines(split, "addresses"))
    return tuple((country, text.replace("⏎", "\n")) for country, text in rows)


def _name(written: str, origin: str) -> Name:
    family_first = written.startswith("~")
    written = written.lstrip("~")
    if "+" in written:
        first, second = written.split("+", 1)
    else:
        first, _, second = written.rpartition(" ")
        first, second = (first, second) if first else (second, "")
    given, family = (second, first) if family_first else (first, second)
    return Name(given, family, family_first, origin)
