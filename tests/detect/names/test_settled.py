"""What neighbouring names, addresses, keys and firms say of one another."""

from __future__ import annotations

import pytest

from nbguard.detect.names import tagger
from nbguard.policy import DEFAULT_SCORE


def found(text: str, entity: str) -> list[str]:
    matches = tagger().tag([text])[0]
    return [
        text[m.start : m.end] for m in matches if m.entity == entity and m.score >= DEFAULT_SCORE
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Shipping address\nAlf Berg\nSkolstigen 7, 54579 Varberg",
            ["Alf Berg"],
            id="a line above",
        ),
        pytest.param("assigned_to: Albert", ["Albert"], id="a first name behind its key"),
        pytest.param("reviewer='Beatriz', n=3", ["Beatriz"], id="the same in quotes"),
        pytest.param("I agree with Mr Justice Sutton.", ["Sutton"], id="behind Mr and an office"),
        pytest.param("Larsson Isaksson AB hired Emma Stone.", ["Emma Stone"], id="beside a firm"),
        pytest.param("Peter Sellers agreed.", ["Peter Sellers"], id="no firm at all"),
        pytest.param("Maria garcia was seen", ["Maria garcia"], id="a small surname"),
        pytest.param(
            "first=Marika last=Põld", ["Marika", "Põld"], id="a last name beside its first"
        ),
        pytest.param(
            '{"given": "Laura", "family": "Turnbull"}', ["Laura", "Turnbull"], id="halves of a name"
        ),
        pytest.param("assigned_to=Kyle", ["Kyle"], id="a first name that is a town, too"),
        pytest.param("talks with President Gallagher broke down", ["Gallagher"], id="an office"),
        pytest.param("Maria's car broke down", ["Maria"], id="whose car, in a text of its own"),
        pytest.param("I met Melissa in North Melissa", ["Melissa"], id="a person in a town"),
    ],
)
def test_people_found(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hartl & Kugler AG and Nagy Zrt. merged", id="firms"),
        pytest.param("Mondadori-Fischetti s.r.l., Respondent", id="a firm's dotted form"),
        pytest.param("Mr President, the sitting is open", id="an office alone"),
        pytest.param("assigned_to: Sales", id="a department behind the key"),
        pytest.param("manager: Install", id="a command behind the key"),
        pytest.param("Rosa canina was observed", id="a plant"),
        pytest.param("Dealers in Jaimebury quoted it", id="a town by its ending"),
        pytest.param("C(region)[T.Tennessee]   -0.5111   0.770", id="a level of a factor"),
        pytest.param("Installing collected packages: fiona, pytz, Mako, ray", id="pip's packages"),
        pytest.param('{"family": "Arial", "size": 3}', id="a font's family"),
        pytest.param("last=Monday n=3", id="the last of something"),
        pytest.param("the President Hotel", id="an office in a hotel's name"),
        pytest.param("0  Grevy's zebra  3\n1  Heermann's Gull  4", id="called after somebody"),
        pytest.param("Index: 5 entries, Gula Malacca to Sauerkraut", id="an index of pandas"),
        pytest.param("Shipping address\nMain Depot\n12 Oak Street, Leeds", id="a depot above"),
    ],
)
def test_nobody_named(text: str) -> None:
    assert found(text, "PERSON") == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        pytest.param(
            "Office: 2 McMillan Beach Road, Rotonui 1111 Tel. 09 858-5588",
            ["2 McMillan Beach Road, Rotonui 1111"],
            id="before a telephone",
        ),
        pytest.param(
            "We moved from Skolgatan 745 to Stationsgatan 616.",
            ["Skolgatan 745", "Stationsgatan 616"],
            id="from one to another",
        ),
        pytest.param(
            "12 Mobile Road, Houston, TX 77001",
            ["12 Mobile Road, Houston, TX 77001"],
            id="a street that is called like a key",
        ),
        pytest.param(
            "Office: Salvatore-Heß-Allee 6, 08929 Calau",
            ["Salvatore-Heß-Allee 6, 08929 Calau"],
            id="a street with a person's name",
        ),
    ],
)
def test_addresses_found(text: str, addresses: list[str]) -> None:
    assert found(text, "STREET_ADDRESS") == addresses
    assert found(text, "PERSON") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1. Coq au Vin\n2. Pad Thai\n3. Beef Wellington\n4. Stew", id="dishes"),
        pytest.param("2. Logan Desk Lamp\n3. Avery 508\n4. Mascarpone", id="products"),
        pytest.param("5. Dominican Republic\n6. Trinidad and Tobago\n7. Chad", id="countries"),
    ],
)
def test_a_numbered_list_left_alone(text: str) -> None:
    assert found(text, "STREET_ADDRESS") == []
