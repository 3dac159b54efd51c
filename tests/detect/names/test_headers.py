"""Columns whose header asks for a name, wherever the header stands."""

from __future__ import annotations

import time

import pytest

from nbguard.detect.names.headers import named_cells


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
        pytest.param("| patient | n |\n|---|---|\n| Rose | 1 |", ["Rose"], id="Markdown"),
    ],
)
def test_cells_under_such_a_header_are_names(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in named_cells(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bird,n\nWren,3\nJay,4", id="another header"),
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
