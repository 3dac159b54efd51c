"""What the shipped tagger finds, case by case."""

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
        pytest.param("Please call Maria Lopez tomorrow.", ["Maria Lopez"], id="in a sentence"),
        pytest.param("Maria Lopez", ["Maria Lopez"], id="alone, both words towns as well"),
        pytest.param("'Jane Smith'", ["Jane Smith"], id="alone and quoted"),
        pytest.param("Dear Mr. Kowalczyk,\n\nthank you.", ["Kowalczyk"], id="after a title"),
        pytest.param("name: jane doe", ["jane doe"], id="in small letters after a key"),
        pytest.param("CUSTOMER: SARAH O'CONNOR", ["SARAH O'CONNOR"], id="in capitals after a key"),
        pytest.param("Kwame Mensah told the court.", ["Kwame Mensah"], id="Ghanaian"),
        pytest.param("Oluwaseun Adeyemi signed it.", ["Oluwaseun Adeyemi"], id="Nigerian"),
        pytest.param("We met Nguyen Thi Lan in Hanoi.", ["Nguyen Thi Lan"], id="Vietnamese"),
        pytest.param("The speaker was Park Ji-hoon.", ["Park Ji-hoon"], id="Korean, hyphenated"),
        pytest.param(
            "Zhang Wei wrote to Tanaka Yuki.", ["Zhang Wei", "Tanaka Yuki"], id="East Asian"
        ),
        pytest.param(
            "Mrs Fatima Al-Masri has paid.", ["Fatima Al-Masri"], id="Arabic with article"
        ),
        pytest.param("Ask Priya Raghunathan.", ["Priya Raghunathan"], id="Indian"),
        pytest.param("Mehmet Yıldırım left.", ["Mehmet Yıldırım"], id="Turkish"),
        pytest.param("Agnieszka Wiśniewska called.", ["Agnieszka Wiśniewska"], id="Polish"),
        pytest.param("Jan van der Berg agreed.", ["Jan van der Berg"], id="a particle inside"),
        pytest.param("姓名：王小明", ["王小明"], id="Chinese script"),
        pytest.param("Пациент: Иван Соколов", ["Иван Соколов"], id="Cyrillic"),
        pytest.param("{'name': 'Anna Schmidt', 'age': 31}", ["Anna Schmidt"], id="in a dict"),
        pytest.param('user="Tom Baker" ip=10.0.0.1', ["Tom Baker"], id="in a log line"),
        pytest.param("KeyError: 'Laura Bianchi'", ["Laura Bianchi"], id="in an error"),
        pytest.param(
            "Duane Hoffmann was upset. A day later, Hoffmann resigned.",
            ["Duane Hoffmann", "Hoffmann"],
            id="the surname again",
        ),
    ],
)
def test_people_are_found(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("742 Evergreen Terrace, Springfield, IL 62704", id="US"),
        pytest.param("1200 Oak Street, Apt 4B\nPortland, OR 97205", id="US, two lines"),
        pytest.param("14 Church Lane, Leeds LS1 4DY", id="UK"),
        pytest.param("Lindenstraße 12, 10969 Berlin", id="German"),
        pytest.param("12 rue de la République, 69002 Lyon", id="French"),
        pytest.param("Calle Mayor 5, 3º B, 28013 Madrid", id="Spanish"),
        pytest.param("Via Garibaldi 22, 20121 Milano", id="Italian"),
        pytest.param("ul. Kwiatowa 7/3, 61-001 Poznań", id="Polish"),
        pytest.param("Keizersgracht 241, 1016 EA Amsterdam", id="Dutch"),
        pytest.param("Rua Augusta, 120, 1100-053 Lisboa", id="Portuguese"),
        pytest.param("PO Box 881, Boulder, CO 80302", id="a post box"),
    ],
)
@pytest.mark.parametrize("frame", ["She lives at {}.", "Address: {}"], ids=["prose", "after a key"])
def test_addresses_are_found(frame: str, address: str) -> None:
    assert found(frame.format(address), "STREET_ADDRESS") == [address]


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("(415) 555-2671", id="a telephone number"),
        pytest.param("card 4539 1488 0343 6467", id="a card's number"),
    ],
)
def test_an_address_begins_behind_the_number_before_it(before: str) -> None:
    address = "1482 Willow Creek Road, Springfield, IL 62704"
    assert found(f"{before}, {address}", "STREET_ADDRESS") == [address]


def test_a_flat_is_part_of_the_address() -> None:
    assert found("She lives at 7, 18 Elm Road, Leeds.", "STREET_ADDRESS")[0].startswith("7, 18")


def test_an_address_ends_where_a_record_goes_on() -> None:
    text = "street=Lindenallee 12 zip=10969 plan=basic"
    assert found(text, "STREET_ADDRESS") == ["Lindenallee 12"]


def test_addresses_of_two_rows_are_two() -> None:
    text = (
        "Variable   Type         Data/Info\n"
        "HOME       str          1482 Willow Creek Road, Springfield, IL 62704\n"
        "CARD       str          4539 1488 0343 6467\n"
        "WORK       str          Lindenstraße 14, 10969 Berlin\n"
    )
    assert found(text, "STREET_ADDRESS") == [
        "1482 Willow Creek Road, Springfield, IL 62704",
        "Lindenstraße 14, 10969 Berlin",
    ]


def test_places_and_organisations_are_told_from_people() -> None:
    text = "Microsoft opened an office in Nairobi, said Anna Berg."
    assert found(text, "LOCATION") == ["Nairobi"]
    assert found(text, "ORGANIZATION") == ["Microsoft"]
    assert found(text, "PERSON") == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Menon, Geetha: present", ["Menon, Geetha"], id="as registers write it"),
        pytest.param("<Quentin> did it run?", ["Quentin"], id="a speaker in a chat"),
        pytest.param("surname,tel\nZwane,1\nFalcão,2", ["Zwane", "Falcão"], id="under a header"),
        pytest.param("Sobral, Joaquim", ["Sobral, Joaquim"], id="alone, as registers write it"),
        pytest.param(
            "Who comes, besides Brandon and Kenneth?", ["Brandon", "Kenneth"], id="one of a pair"
        ),
        pytest.param("driver: Tevita Fonua; plate: 3", ["Tevita Fonua"], id="words no list holds"),
        pytest.param("Estimado Sr. Goikoetxea:", ["Goikoetxea"], id="after a Spanish title"),
        pytest.param("ask Dra. Gloria Espino", ["Gloria Espino"], id="without the title"),
        pytest.param("first_name: Rowan", ["Rowan"], id="one word after a key"),
        pytest.param("John called twice", ["John"], id="a deed"),
        pytest.param(
            "report by J.R.R. Tolkien, J.Smith", ["J.R.R. Tolkien", "J.Smith"], id="initials"
        ),
        pytest.param("Mary from accounting paid it", ["Mary"], id="a desk"),
        pytest.param("Barry Green called", ["Barry Green"], id="a full name and a deed"),
        pytest.param("Thank you Shelley for your help", ["Shelley"], id="thanked"),
        pytest.param("let Jane know", ["Jane"], id="to be told"),
        pytest.param("Best wishes from Tabitha", ["Tabitha"], id="well-wisher"),
        pytest.param("Standing Order Rent Jane Roe", ["Jane Roe"], id="a full name in a memo"),
        pytest.param("Mrs Ballot complained", ["Ballot"], id="an ordinary word after a title"),
        pytest.param("customer: Vessel", ["Vessel"], id="an ordinary word after a key"),
    ],
)
def test_single_words_are_found_where_something_says_who(text: str, names: list[str]) -> None:
    assert found(text, "PERSON") == names
