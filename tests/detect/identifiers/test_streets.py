"""Addresses that their key gives away."""

from __future__ import annotations

import pytest

from nbguard.detect import detector
from nbguard.policy import Policy

ONLY = Policy(entities=["STREET_ADDRESS"], names="off")


@pytest.mark.parametrize(
    ("cell", "header"),
    [
        pytest.param("12 MG Road", "street", id="an Indian road"),
        pytest.param("Martin-Luther-Str. 63", "street", id="a German street"),
        pytest.param("27 Hang Bai", "Street", id="a Vietnamese street"),
        pytest.param("4 chemin de Michaud", "adresse", id="a French lane"),
        pytest.param("2-11-3 Meguro", "home_address", id="a Japanese block"),
    ],
)
def test_a_cell_under_a_telling_header_is_found(cell: str, header: str) -> None:
    (match,) = detector(ONLY).detect([cell], [(header,)])[0]
    assert (match.start, match.end) == (0, len(cell))


@pytest.mark.parametrize(
    ("cell", "header"),
    [
        pytest.param("12 MG Road", "size", id="a header that says nothing"),
        pytest.param("0x7f3a2b10", "address", id="an address in memory"),
        pytest.param("10.0.0.12", "address", id="an address on the network"),
        pytest.param("64", "street", id="a number"),
        pytest.param("Main Street", "street", id="a street without a house"),
    ],
)
def test_other_cells_are_left_alone(cell: str, header: str) -> None:
    assert detector(ONLY).detect([cell], [(header,)]) == [[]]


@pytest.mark.parametrize(
    "text",
    ["'street': '27 Hang Bai',", 'address="12 MG Road"', '{"street_address": "Villa 8 Al Wasl"}'],
    ids=["a dictionary", "an argument", "JSON"],
)
def test_a_quoted_value_of_a_telling_key_is_found(text: str) -> None:
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] in {"27 Hang Bai", "12 MG Road", "Villa 8 Al Wasl"}


@pytest.mark.parametrize(
    "text",
    ["address='tcp 10.0.0.1:80'", "address = 'localhost'", "base address: 0x1000 offset 12"],
    ids=["an end point", "a host", "memory"],
)
def test_other_addresses_are_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text]) == [[]]
