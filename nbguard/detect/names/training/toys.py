"""Toy tables: words that could be names, under headers that say they are not.

The same shapes hold people too, under headers that say so; what tells them apart is the header,
and where that is out of sight, that a full name is a full name.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import tomllib

from nbguard.detect.names.training.files import DATA, ordinary
from nbguard.detect.names.training.names import Names
from nbguard.detect.names.training.templates import Example

Cell = tuple[str, str]  # text and label
_PEOPLE = [
    "name",
    "Name",
    "customer",
    "patient",
    "employee",
    "full_name",
    "student",
    "author",
    "owner",
    "Contact",
    "Client",
    "user_name",
    "member",
    "person",
    "doctor",
    "customer_name",
    "agent",
    "manager",
    "guest",
]
_PLACES = frozenset(
    ("country", "capital", "us_city", "world_city", "us_state", "county", "town", "state")
) | frozenset(("river", "mountain", "park", "port", "neighborhood"))
_FIRMS = frozenset(("company", "club", "team", "airline", "university"))
# Before a value, after it (a number goes into the braces), and what ends it.
_LISTED = (
    ("", "    {}", "\n"),
    ("", ": {}", "\n"),
    ("", "  {:.3f}", "\n"),
    ("", " = {}", "\n"),
    ("", "", "\n"),
    ("", "", ", "),
    ("'", "': {}", ", "),
    ("'", "'", ", "),
    ("'", "'", "\n "),
    ('"', '"', ", "),
    ("- ", "", "\n"),
    ("* ", " ({})", "\n"),
    ("Training ", " ... {} s", "\n"),
    ("Best: ", "", "\n"),
)


class Toys:
    """Draws tables."""

    def __init__(self, rng: random.Random, names: Names) -> None:
        self.rng, self.names = rng, names
        self.columns: dict[str, list[str]] = tomllib.loads(
            (DATA / "toys.toml").read_text(encoding="utf-8")
        )
        self.ordinary = sorted(ordinary())

    def table(self) -> Example:
        """A table, a mapping, a list or a count, in one of the ways they are printed."""
        rows = self.rng.randint(2, 6)
        columns = [self._words(rows), *(self._numbers(rows) for _ in range(self.rng.randint(1, 3)))]
        if self.rng.random() < 0.4:
            columns.append(self._words(rows))
        if self.rng.random() < 0.22:
            columns.append(self._people(rows))
        self.rng.shuffle(columns)
        return self.rng.choice(_FORMS)(self, columns)

    def _words(self, rows: int) -> list[Cell]:
        header = self.rng.choice(list(self.columns))
        values = self.columns[header]
        label = "LOCATION" if header in _PLACES else "ORGANIZATION" if header in _FIRMS else ""
        if self.rng.random() < 0.2:
            header, label = self.rng.choice(self.ordinary), ""
            values = [w.capitalize() for w in self.rng.sample(self.ordinary, 6)]
        header = self.rng.choice(
            (
                header,
                header,
                header.capitalize(),
                header.upper(),
                f"{header}_type",
                f"{self.rng.choice(self.ordinary)}_{header}",
            )
        )
        if self.rng.random() < 0.1:
            header = self.rng.choice(("name", "Name"))  # things have names too
        cells = [(self.rng.choice(values), label) for _ in range(rows)]
        if self.rng.random() < 0.12:
            cells = [(word.lower(), label) for word, _ in cells]
        return [(header, ""), *cells]

    def _numbers(self, rows: int) -> list[Cell]:
        rng = self.rng
        header = rng.choice(self.ordinary) + rng.choice(("", "", "_id", "_cm", "_count", "_mean"))
        places = rng.randint(1, 6)
        draws: tuple[Callable[[], str], ...] = (
            lambda: f"{rng.uniform(-5, 200):.{places}f}",
            lambda: str(rng.randint(0, 10**places * 10)),
            lambda: rng.choice(("True", "False", "NaN", "None", "0", "1")),
            lambda: f"{rng.choice('ABPSX')}{rng.randint(100, 99999)}",
            lambda: f"{rng.randint(0, 9)}-{rng.choice('SLB')}{rng.randint(0, 9)}",
            lambda: f"20{rng.randint(10, 26)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        )
        draw = rng.choice(draws)
        return [(header, ""), *((draw(), "") for _ in range(rows))]

    def _people(self, rows: int) -> list[Cell]:
        return [
            (self.rng.choice(_PEOPLE), ""),
            *((self.names.name().full, "PERSON") for _ in range(rows)),
        ]


class _Text:
    """Text being written, with the spans in it."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []

    def add(self, cell: Cell, before: str = "", after: str = "") -> None:
        self.text += before
        if cell[1]:
            self.spans.append((len(self.text), len(self.text) + len(cell[0]), cell[1]))
        self.text += cell[0] + after

    def example(self) -> Example:
        return Example(self.text, self.spans, "toys")


def _printed(toys: Toys, columns: list[list[Cell]]) -> Example:
    """As pandas prints a frame, with or without the header."""
    out, index = _Text(), toys.rng.random() < 0.8
    widths = [max(len(c[0]) for c in column) + 2 for column in columns]
    for number in range(0 if toys.rng.random() < 0.8 else 1, len(columns[0])):
        out.text += (str(number - 1) if number else " ") if index else ""
        for column, width in zip(columns, widths, strict=True):
            out.add(column[number], " " * (width - len(column[number][0])))
        out.text += "\n"
    return out.example()


def _boxed(toys: Toys, columns: list[list[Cell]]) -> Example:
    """As polars, SQL shells and Markdown draw a table."""
    bar, edge = toys.rng.choice((("┆", "│"), ("|", "|"), ("│", "│"), ("┃", "┃")))
    out = _Text()
    widths = [max(len(c[0]) for c in column) for column in columns]
    for number in range(0 if toys.rng.random() < 0.8 else 1, len(columns[0])):
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            out.add(
                column[number],
                (edge if at == 0 else bar) + " ",
                " " * (width - len(column[number][0]) + 1),
            )
        out.text += edge + "\n"
        if number == 0:
            out.text += toys.rng.choice(
                ("|---|---|\n", "╞═══════╪══════════╡\n", "+----+------+\n", "---\n")
            )
    return out.example()


def _csv(toys: Toys, columns: list[list[Cell]]) -> Example:
    comma, quote = toys.rng.choice((",", ",", ";", "\t")), toys.rng.choice(("", "", '"'))
    out = _Text()
    for number in range(0 if toys.rng.random() < 0.7 else 1, len(columns[0])):
        for at, column in enumerate(columns):
            out.add(column[number], (comma if at else "") + quote, quote)
        out.text += "\n"
    return out.example()


def _html(toys: Toys, columns: list[list[Cell]]) -> Example:
    """A table after its tags are gone: one cell a line; or with them."""
    tags = toys.rng.random() < 0.3
    out = _Text()
    for number in range(len(columns[0])):
        for column in columns:
            out.add(
                column[number], "      <td>" if tags else " \n       ", "</td>\n" if tags else ""
            )
    return out.example()


def _records(toys: Toys, columns: list[list[Cell]]) -> Example:
    quote = toys.rng.choice(("'", '"'))
    out = _Text()
    for number in range(1, min(4, len(columns[0]))):
        for at, column in enumerate(columns):
            value_quote = "" if column[number][0].replace(".", "").isdigit() else quote
            out.add(
                column[number],
                ("[{" if number == 1 and not at else ", {" if not at else ", ")
                + f"{quote}{column[0][0]}{quote}: {value_quote}",
                value_quote,
            )
        out.text += "}"
    return out.example()


def _counts(toys: Toys, columns: list[list[Cell]]) -> Example:
    """Value counts, mappings, lists, one value a line."""
    column = toys.rng.choice(columns)
    before, middle, after = toys.rng.choice(_LISTED)
    out = _Text()
    if toys.rng.random() < 0.5:
        out.text = column[0][0] + toys.rng.choice(("\n", ": ", " = [", ": {"))
    for cell in column[1:]:
        out.add(cell, before, middle.format(toys.rng.randint(1, 999)) + after)
    return out.example()


def _cell(toys: Toys, columns: list[list[Cell]]) -> Example:
    """One cell alone."""
    column = toys.rng.choice(columns)
    out = _Text()
    out.add(toys.rng.choice(column))
    return out.example()


_FORMS = (
    _printed,
    _printed,
    _printed,
    _boxed,
    _boxed,
    _csv,
    _html,
    _records,
    _counts,
    _counts,
    _cell,
)
