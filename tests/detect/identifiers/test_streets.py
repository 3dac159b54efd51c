"""Addresses that their key gives away."""

from __future__ import annotations

import pytest

from nbguard.detect import detector
from nbguard.detect.streets import looks_like_one
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
        pytest.param("12 Hang Bai", "size", id="a header that says nothing"),
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


@pytest.mark.parametrize(
    ("text", "address"),
    [
        pytest.param("Visit us at 89 Lyne Street any weekday", "89 Lyne Street", id="English"),
        pytest.param("collected at Hinterbergerstraße 6.", "Hinterbergerstraße 6", id="German"),
        pytest.param("from Strandgränd 891 to the sea", "Strandgränd 891", id="Swedish"),
        pytest.param("in front of ulica Pszenna 09 now", "ulica Pszenna 09", id="Polish"),
        pytest.param("na Rua de Campos 12.", "Rua de Campos 12", id="Portuguese"),
        pytest.param("au 30, rue de Klein, au fond", "30, rue de Klein", id="French"),
    ],
)
def test_a_street_in_a_sentence_is_found(text: str, address: str) -> None:
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] == address


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In 2020 Wall Street fell", id="a year"),
        pytest.param("$20 Baker Street vouchers", id="money"),
        pytest.param("Brigade 12 left", id="a word that ends like one"),
        pytest.param("Hinterbergerstraße 6.5 km long", id="a length"),
        pytest.param("Calle 13 sang", id="a band"),
        pytest.param("3 Rue films", id="no name of a street"),
    ],
)
def test_no_street_in_a_sentence_is_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text])[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "12 Main Street",
        "12 main street",
        "Suite 5, 12 Main Street",
        "Flat 3, 7 Oak View",
        "12 rue de la Paix",
        "via roma 5",
        "Jalan Sudirman 5",
        "Hauptstr. 5",
    ],
)
def test_an_address_names_a_street(text: str) -> None:
    assert looks_like_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "The box number 3 had a dent and came late on Tuesday.",
        "Row 5 failed at the end",
        "row 5 failed at the end",
        "Line 12 stopped",
        "5 rows in a run",
        "Took place on 12 March",
        "Step 3: run on the court",
    ],
)
def test_a_sentence_with_a_number_names_none(text: str) -> None:
    assert not looks_like_one(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ship to 382 Leach Summit before Friday", "382 Leach Summit"),
        ("she lives at 6016 Sarah Harbors", "6016 Sarah Harbors"),
        ("moved to 3176 Morgan Valleys Apt. 186", "3176 Morgan Valleys Apt. 186"),
    ],
)
def test_where_something_is_sent_is_an_address(text: str, address: str) -> None:
    (match,) = detector(ONLY).detect([text])[0]
    assert text[match.start : match.end] == address


@pytest.mark.parametrize(
    "text",
    [
        "a trip to 10 National Parks",
        "sent to 5 teams",
        "moved to 10 days",
        "at 3 Home Runs",
        "send to 3 Access Points",
        "sent to 500 Public Keys",
        "moved to 2 Column Views",
        "relocated to 3 Tennis Courts",
        "sent to 16 Input Ports",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert detector(ONLY).detect([text]) == [[]]
