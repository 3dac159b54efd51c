"""Columns whose header asks for a name, wherever the header stands."""

from __future__ import annotations

import time

import pytest

from nbguard.detect.names.headers import named_cells, with_headers
from nbguard.findings import Match


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("surname,tel\nPetersen,1\nSuksan,2", ["Petersen", "Suksan"], id="CSV"),
        pytest.param("surname,given,tel\nLee,Ann,1", ["Lee", "Ann"], id="given, beside a surname"),
        pytest.param(
            "   surname  score    given\n0  Shirazi    0.4   Bernd\n1    Okoye    0.9  Keisha",
            ["Shirazi", "Bernd", "Okoye", "Keisha"],
            id="a frame, aligned right",
        ),
        pytest.param("last_name\tage\nKim\t3\n", ["Kim"], id="tabs"),
        pytest.param('id;"First Name"\n1;"Zoë"', ["Zoë"], id="quoted"),
        pytest.param("│ surname ┆ n │\n│ Wren    ┆ 3 │", ["Wren"], id="drawn with two bars"),
        pytest.param("id|holder\n7|Bernd Auer\n8|Acme", ["Bernd Auer"], id="an owner of two words"),
        pytest.param("| surname | n |\n|---|---|\n| Rose | 1 |", ["Rose"], id="Markdown"),
    ],
)
def test_cells_under_such_a_header_are_names(text: str, names: list[str]) -> None:
    assert [text[cell.start : cell.end] for cell in named_cells(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bird,n\nWren,3\nJay,4", id="another header"),
        pytest.param("client,n\nAuer Holding GmbH,3", id="a company"),
        pytest.param("given,n\nTrue,3", id="given alone"),
        pytest.param("surname,n\nNaN,3\n,4\nunknown,5", id="nobody"),
        pytest.param("surname  n\n\nWren  3", id="an empty line between"),
        pytest.param("Enter your first name, please.\nThe next line is prose, too.", id="prose"),
        pytest.param("First name     object\nAge             int64", id="a list of columns"),
        pytest.param("First name      3\nCity            0\ndtype: int64", id="counts by column"),
        pytest.param("surname", id="one line"),
    ],
)
def test_other_cells_are_left_alone(text: str) -> None:
    assert named_cells(text) == []


@pytest.mark.parametrize("piece", ["surname,", "surname,\n", "a b  surname\n", " ", "\n"])
def test_hostile_tables_are_read_in_linear_time(piece: str) -> None:
    began = time.perf_counter()
    named_cells("surname\n" + piece * (400_000 // len(piece)))
    assert time.perf_counter() - began < 10


def test_an_owner_counts_only_where_the_tagger_suspects_a_name() -> None:
    text = "id|client\n7|Opera Mini\n8|Bernd Auer"
    suspected = [Match(25, 30, "PERSON", 0.2)]
    assert [m[:3] for m in with_headers(text, suspected)] == [(25, 35, "PERSON")]
