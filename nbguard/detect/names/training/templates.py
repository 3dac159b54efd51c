"""Templates to labelled text: ``Dear {first}, ... {address}``.

``{person}`` and ``{person2}`` are two people; ``{first}`` beside ``{last}`` is the same one. A
slot that names a person, an address, a place or an organisation labels what fills it.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from typing import NamedTuple

import tomllib

from nbguard.detect.names.training import places
from nbguard.detect.names.training.addresses import Addresses
from nbguard.detect.names.training.files import DATA, ordinary
from nbguard.detect.names.training.names import Name, Names

_SLOT = re.compile(r"(?<!\{)\{(hex2|b64|[a-z_]+?)(\d?)\}")
_BASE64 = string.ascii_letters + string.digits
_PER, _LOC, _ORG, _ADDR = "PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"

_SCRIPTS = {
    "zhperson": "chinese script",
    "japerson": "japanese script",
    "koperson": "korean script",
    "rusperson": "cyrillic",
    "arperson": "arabic script",
    "heperson": "hebrew script",
    "elperson": "greek script",
    "hiperson": "devanagari",
    "taperson": "tamil",
    "bnperson": "bengali",
}


class Example(NamedTuple):
    """A text and what is in it: (start, end, entity) each. ``source`` says where it is from."""

    text: str
    spans: list[tuple[int, int, str]]
    source: str


def read(name: str) -> list[str]:
    """The templates of one file, with real line breaks and tabs."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in lines if line.strip()]


def words() -> dict[str, list[str]]:
    """The word lists that fill the slots without a label."""
    return tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))


def clauses() -> dict[str, dict[str, list[str]]]:
    """The parts of sentences, by language."""
    english = tomllib.loads((DATA / "clauses.toml").read_text(encoding="utf-8"))
    others = tomllib.loads((DATA / "languages.toml").read_text(encoding="utf-8"))
    return {"english": english, **others}


class Filler:
    """Fills templates; everything random comes from ``rng``."""

    def __init__(self, rng: random.Random, names: Names, addresses: Addresses) -> None:
        self.rng, self.names, self.addresses = rng, names, addresses
        self.words = words()
        self.clauses = clauses()
        self.people: dict[str, Name] = {}
        self.origin = "english"

    def fill(self, template: str, source: str, origin: str = "") -> Example:
        """One labelled text, with people of one origin, or of any."""
        self.people, self.origin = {}, origin or self.names.origin()
        text, spans, last = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[last : match.start()]
            value, label = self.value(match[1], match[2])
            if label:
                spans.append((len(text), len(text) + len(value), label))
            text, last = text + value, match.end()
        text += template[last:]
        spans = _merged(spans, text)
        if "{{" not in template:
            return Example(text, spans, source)
        return _braces(text, spans, source)

    def clause(self, language: str = "english") -> str:
        """A template put together from parts."""
        clauses = self.clauses[language]
        parts = [self.rng.choice(clauses[kind]) for kind in ("opening", "verb", "tail")]
        opening, verb, tail = (self._slots(part) for part in parts)
        space = "" if verb[:1] in ("", ",", "'", ":") else " "
        return opening + self._slots("{p}") + space + verb + tail

    def _slots(self, part: str) -> str:
        """``{p2}`` becomes a full name, a last name or a first name of person 2."""

        def slot(match: re.Match[str]) -> str:
            kind = self.rng.choices(("person", "last", "first"), (5, 3, 2))[0]
            return f"{{{kind}{match[1]}}}"

        return re.sub(r"\{p(\d?)\}", slot, part)

    def value(self, slot: str, index: str) -> tuple[str, str]:
        """What fills a slot, and its label ('' for none)."""
        if slot in _PERSON_SLOTS:
            return _PERSON_SLOTS[slot](self, self.person(index)), _PER
        if slot in _SCRIPTS:
            return self.names.name(_SCRIPTS[slot]).full, _PER
        if slot in _LABELLED:
            label, draw = _LABELLED[slot]
            return draw(self), label
        if slot in self.words:
            return self.rng.choice(self.words[slot]), ""
        return _PLAIN[slot](self), ""

    def person(self, index: str) -> Name:
        """The person of that index in this text; people of one text are often of one origin."""
        if index not in self.people:
            origin = self.origin if self.rng.random() < 0.6 else None
            self.people[index] = self.names.name(origin)
        return self.people[index]

    def form(self, forms: str) -> str:
        """An organisation's name made from its parts."""
        form = self.rng.choice(self.words[forms])
        return _SLOT.sub(lambda m: self._part(m[1]), form)

    def _part(self, slot: str) -> str:
        if slot == "last":
            return self.names.last(self.names.origin())
        return self.city() if slot == "city" else self.rng.choice(places.countries())

    def city(self) -> str:
        """A town, a well-known one half of the time."""
        return self.rng.choice(places.BIG if self.rng.random() < 0.5 else places.cities())

    def digits(self, pattern: str) -> str:
        """``#`` becomes a digit, ``@`` a hexadecimal one."""
        rng = self.rng
        return "".join(
            rng.choice("0123456789")
            if c == "#"
            else rng.choice("0123456789abcdef")
            if c == "@"
            else c
            for c in pattern
        )


def _merged(spans: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """``{first} {last}`` is one name."""
    out: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if out and label == _PER == out[-1][2] and text[out[-1][1] : start] == " ":
            out[-1] = (out[-1][0], end, label)
        else:
            out.append((start, end, label))
    return out


def _braces(text: str, spans: list[tuple[int, int, str]], source: str) -> Example:
    """``{{`` and ``}}`` to single braces, spans moved along."""
    out, moved, shift = "", {}, 0
    for match in re.finditer(r"\{\{|\}\}|$", text):
        out += text[shift : match.start()]
        moved[match.start()] = len(out)
        out += match.group()[:1]
        shift = match.end()
    cuts = sorted(moved)

    def place(at: int) -> int:
        return at - sum(1 for cut in cuts[:-1] if cut < at)

    return Example(out, [(place(s), place(e), label) for s, e, label in spans], source)


def _last_first(filler: Filler, name: Name) -> str:
    rng = filler.rng
    first = (
        name.first
        if rng.random() < 0.6
        else rng.choice(
            (f"{name.first} {filler.names.initial()}.", f"{name.first[0]}.", name.first)
        )
    )
    last = name.last.upper() if rng.random() < 0.15 else name.last
    return f"{last}, {first}"


def _phone(filler: Filler) -> str:
    return filler.digits(
        filler.rng.choice(
            (
                "+49 30 #######",
                "(###) ###-####",
                "###-###-####",
                "0## #### ####",
                "+1 ### ### ####",
                "06 ## ## ## ##",
            )
        )
    )


def _date(filler: Filler) -> str:
    rng, month = filler.rng, filler.rng.choice(filler.words["month"])
    day, year = rng.randint(1, 28), rng.randint(1950, 2026)
    forms = (
        f"{day} {month} {year}",
        f"{month} {day}, {year}",
        f"{year}-{day % 12 + 1:02}-{day:02}",
        f"{day:02}/{day % 12 + 1:02}/{year}",
        f"{day}.{day % 12 + 1}.{year}",
    )
    return rng.choice(forms)


def _email(filler: Filler) -> str:
    name = filler.names.name("english")
    host = filler.rng.choice(("example.com", "mail.org", "corp.net"))
    return re.sub(r"[ ']", "", f"{name.first}.{name.last}@{host}".lower())


_PERSON_SLOTS: dict[str, Callable[[Filler, Name], str]] = {
    "person": lambda f, n: n.full,
    "first": lambda f, n: n.first,
    "firstonly": lambda f, n: n.first,
    "last": lambda f, n: n.last,
    "lastfirst": _last_first,
    "lastini": lambda f, n: (
        f"{n.last}, {n.first[0]}." + (f" {f.names.initial()}." if f.rng.random() < 0.4 else "")
    ),
    "initlast": lambda f, n: (
        f"{n.first[0]}. {n.last}" if f.rng.random() < 0.7 else f"{n.first[0]}.{n.last[0]}."
    ),
    "upperperson": lambda f, n: n.full.upper(),
    "upperfirst": lambda f, n: n.first.upper(),
    "upperlast": lambda f, n: n.last.upper(),
    "lastupper": lambda f, n: n.last.upper(),
    "lowperson": lambda f, n: n.full.lower(),
    "lowfirst": lambda f, n: n.first.lower(),
    "lowlast": lambda f, n: n.last.lower(),
}
_LABELLED: dict[str, tuple[str, Callable[[Filler], str]]] = {
    "address": (_ADDR, lambda f: f.addresses.address()),
    "street": (_ADDR, lambda f: f.addresses.street()),
    "city": (_LOC, Filler.city),
    "cityupper": (_LOC, lambda f: f.city().upper()),
    "country": (_LOC, lambda f: f.rng.choice(places.countries())),
    "org": (_ORG, lambda f: f.form("org_form")),
    "uni": (_ORG, lambda f: f.form("uni_form")),
}
_PLAIN: dict[str, Callable[[Filler], str]] = {
    "int": lambda f: str(int(10 ** f.rng.uniform(0, 5))),
    "float": lambda f: f"{f.rng.uniform(0, 10 ** f.rng.randint(0, 4)):.{f.rng.randint(1, 5)}f}",
    "age": lambda f: str(f.rng.randint(3, 97)),
    "year": lambda f: str(f.rng.randint(1850, 2026)),
    "date": _date,
    "time": lambda f: (
        f"{f.rng.randint(0, 23):02}:{f.rng.randint(0, 59):02}" + f.rng.choice(("", "", ":17"))
    ),
    "email": _email,
    "phone": _phone,
    "money": lambda f: (
        f.rng.choice(("$", "€", "£", "USD "))
        + f"{f.rng.randint(1, 90000):,}"
        + f.rng.choice(("", ".50", " million"))
    ),
    "id": lambda f: f.digits(
        f.rng.choice(("A-####", "######", "CUST-#####", "##-@@@@@@", "#####"))
    ),
    "plainword": lambda f: f.rng.choice(ordinary()).capitalize(),
    "b64": lambda f: "".join(f.rng.choices(_BASE64, k=f.rng.randint(6, 14))),
    "hex2": lambda f: f.digits("@@"),
    "hex": lambda f: f.digits("@@@@@@@@"),
    "ip": lambda f: f.digits("1#.2#.3#.1##"),
}
