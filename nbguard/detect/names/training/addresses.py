"""Addresses as people write them: real US ones, Faker's by country, and forms Faker lacks."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import tomllib
from faker import Faker

from nbguard.detect.names.training.files import DATA
from nbguard.detect.names.training.names import Names, without_accents

_TABLES: dict[str, Any] = tomllib.loads((DATA / "addresses.toml").read_text(encoding="utf-8"))
PARTS: dict[str, list[str]] = _TABLES["parts"]
_FORMS: dict[str, list[str]] = _TABLES["forms"]
_CODES: dict[str, list[str]] = _TABLES["codes"]
_STREETS: list[str] = _TABLES["words"]["streets"].split()
_LOCALES: list[str] = _TABLES["words"]["locales"].split()
_COUNTRIES = (
    "France", "Kenya", "Norway", "Brazil", "Uruguay", "Japan", "India", "USA", "UK", "Poland",
)  # fmt: skip
_TOWN_PART = re.compile(r"\n|, (?=\{(?:pc|plz|C|pin|nlpc|zip|sepc|bepc)\})")


def _digits(rng: random.Random, pattern: str) -> str:
    table = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUWXYZ", "%": "123456789"}
    return "".join(rng.choice(table[c]) if c in table else c for c in pattern)


class Addresses:
    """Draws addresses; ``real`` are strings of the usaddress corpus."""

    def __init__(
        self, rng: random.Random, names: Names, cities: list[str], real: list[str]
    ) -> None:
        self.rng, self.names, self.cities, self.real = rng, names, cities, real
        self._fakers = [Faker(locale) for locale in _LOCALES]
        for fake in self._fakers:
            fake.seed_instance(rng.randrange(1 << 30))
        self._groups = list(_FORMS.values())

    def address(self) -> str:
        """One address; on several lines about a third of the time."""
        draw = self.rng.random()
        if draw < 0.22 and self.real:
            text = self.rng.choice(self.real)
        elif draw < 0.5:
            text = re.sub(r" *\n *", "\n", self.rng.choice(self._fakers).address())
        else:
            text = self._form(self.rng.choice(self.rng.choice(self._groups)))
        return self._laid_out(text.strip())

    def street(self) -> str:
        """Street and number alone."""
        form = self.rng.choice(self.rng.choice(self._groups))
        line = _TOWN_PART.split(form)[0]
        return self._form(line)

    def _laid_out(self, text: str) -> str:
        draw = self.rng.random()
        if "\n" in text and draw < 0.35:
            return text.replace("\n", self.rng.choice((", ", ", ", " ")))
        if "\n" not in text and draw < 0.08:
            return text.replace(", ", self.rng.choice(("\n", ",\n", "\n")))
        if draw > 0.96:
            return text.upper()
        return without_accents(text) if draw > 0.92 else text

    def _form(self, form: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: self._part(m[1]), form)

    def _part(self, slot: str) -> str:
        rng = self.rng
        if slot in _CODES:
            return _digits(rng, rng.choice(_CODES[slot]))
        if slot in PARTS:
            return rng.choice(PARTS[slot])
        if slot == "C":
            return rng.choice(self.cities)
        if slot == "COUNTRY":
            return rng.choice(_COUNTRIES)
        origin = self.names.origin()
        if slot == "F":
            return self.names.first(origin)
        return self.names.last(origin) if rng.random() < 0.45 else rng.choice(_STREETS)


def usaddress(folder: Path, held_out: bool = False) -> list[str]:
    """The address strings of the usaddress corpus: nine in ten, or the tenth that is held out."""
    root = ET.parse(folder / "usaddress" / "labeled.xml").getroot()  # noqa: S314 (our own file)
    texts = [" ".join("".join(part.itertext()) for part in row) for row in root]
    return [
        t for i, t in enumerate(texts) if (i % 10 == 9) == held_out and re.search(r"[A-Za-z]{2}", t)
    ]
