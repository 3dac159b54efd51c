"""Names among names, and among things: what the cells of a column say of each other."""

from __future__ import annotations

from time import process_time

import pytest

from nbguard.detect import detector, printed, siblings
from nbguard.policy import Policy

NAMES = ["Maria Lopez", "Danladi Maiwada", "Piret Allik", "Hinemoa Parata"]
COLOURS = ["Paris Green", "Alice Blue", "Rose Madder", "Raw Umber", "Teal", "Burnt Sienna"]
LISTS = {
    "a list": "[{}]",
    "an array": "array([{}], dtype=object)",
    "an index": "Index([{}], dtype='object')",
}


def people(text: str) -> list[str]:
    found = detector(Policy()).detect([text])[0]
    return [text[m.start : m.end] for m in found if m.entity == "PERSON"]


def cells_people(values: list[str], header: str) -> list[str]:
    found = detector(Policy()).detect(values, [[header]] * len(values))
    return [v for v, ms in zip(values, found, strict=True) if any(m.entity == "PERSON" for m in ms)]


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_found_as_names_among_names(form: str) -> None:
    assert people(form.format(", ".join(map(repr, NAMES)))) == NAMES


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_things_left_alone(form: str) -> None:
    assert people(form.format(", ".join(map(repr, COLOURS)))) == []


def test_a_column_of_names_found() -> None:
    assert cells_people(NAMES, "assigned") == NAMES


def test_names_beside_a_column_found() -> None:
    rows = "\n".join(f"{i},{name},{i * 7}" for i, name in enumerate(NAMES))
    assert people(f"Asked by Olga Petrova:\n{rows}") == ["Olga Petrova", *NAMES]


def test_a_column_of_things_left_alone() -> None:
    films = ["Erin Brockovich", "Donnie Darko", "Jerry Maguire", "Heat", "Fargo"]
    assert cells_people(films, "movie title") == []


def test_counted_lines_of_things_left_alone() -> None:
    assert people("\n".join(f"{colour}    {i}" for i, colour in enumerate(COLOURS))) == []


def test_a_letters_end_is_no_column() -> None:
    text = "Kind regards\nMaria Lopez\nHead of Sales\nAcme Widgets\nMain Building"
    assert people(text) == ["Maria Lopez"]


def test_values_of_different_keys_are_no_column() -> None:
    text = "name: Maria Lopez\ncity: Lisbon\nteam: Sales\nrole: Admin\nmood: Good"
    assert people(text) == ["Maria Lopez"]


@pytest.mark.parametrize(
    ("scores", "said", "verdict"),
    [
        pytest.param([0.9, 0.4], 0, siblings.PEOPLE, id="a sure name vouches for a likely one"),
        pytest.param([0.4, 0.4, 0.4], 0, siblings.UNSURE, id="nobody vouches"),
        pytest.param([0.9, 0, 0, 0], 0, siblings.THINGS, id="one name among things"),
        pytest.param([0.9, 0, 0], 0, siblings.UNSURE, id="too few to doubt a name"),
        pytest.param([0.9, 0, 0.4], 1, siblings.PEOPLE, id="the header asks for people"),
        pytest.param([0.9], -1, siblings.THINGS, id="the header names things"),
        pytest.param([0.9] * 12, -1, siblings.UNSURE, id="all are names whatever the header says"),
    ],
)
def test_the_vote(scores: list[float], said: float, verdict: str) -> None:
    assert siblings.vote(dict(zip("abcdefghijkl", scores, strict=False)), said) == verdict


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("['Ann', 'Bo']", [["Ann", "Bo"]], id="a list"),
        pytest.param("{'Ann': 1, 'Bo': 2}", [["Ann", "Bo"]], id="keys"),
        pytest.param("a,Ann\nb,Bo", [["a", "b"], ["Ann", "Bo"]], id="separated values"),
        pytest.param("A, B, C, D, E", [["A", "B", "C", "D", "E"]], id="five after commas"),
        pytest.param("Ann, who came, left", [], id="a sentence's commas"),
        pytest.param("- Ann\n- Bo", [["Ann", "Bo"]], id="a bulleted list"),
        pytest.param("Ann Lee\nBo", [], id="too few lines of words alone"),
        pytest.param("x: Ann\ny: Bo", [["x", "y"]], id="values under keys of their own"),
    ],
)
def test_columns_of_a_text(text: str, columns: list[list[str]]) -> None:
    found: dict[object, list[str]] = {}
    for start, end, column in printed.cells(text):
        found.setdefault(column, []).append(text[start:end])
    assert list(found.values()) == columns


@pytest.mark.parametrize(
    "form", ["'Maria Lopez', ", "Maria Lopez\n", "1 Maria Lopez 2\n", "Maria, "]
)
def test_a_long_column_takes_linear_time(form: str) -> None:
    def seconds(length: int) -> float:
        text = (form * length)[:length]
        start = process_time()
        detector(Policy()).detect([text])
        return process_time() - start

    small = min(seconds(4_000) for _ in range(2))
    assert seconds(32_000) < 24 * small + 0.3


THINGS = """
+------------------+-------+----------------+
| film             | votes | seen_by        |
+------------------+-------+----------------+
| Erin Brockovich  |    31 | Maria Lopez    |
| Annie Hall       |    12 | Olga Petrova   |
| Jackie Brown     |     7 | Thomas Weber   |
+------------------+-------+----------------+
"""


@pytest.mark.parametrize("table", [THINGS, THINGS.replace("|", " ").replace("+", " ")])
def test_things_by_their_printed_header_left_alone_and_people_beside_them_found(table: str) -> None:
    assert people(table) == ["Maria Lopez", "Olga Petrova", "Thomas Weber"]


def test_one_word_alone_is_no_tables_header() -> None:
    assert people("Club\n\nOlga Petrova\nThomas Weber") == ["Olga Petrova", "Thomas Weber"]
    assert people("Club\nMaria Lopez\nOlga Petrova\nThomas Weber")[-1] == "Thomas Weber"


def test_things_by_their_key_left_alone_and_people_beside_them_found() -> None:
    rows = [
        {"recipe": "Fettuccine Alfredo", "cook": "Olga Petrova"},
        {"recipe": "Bananas Foster", "cook": "Thomas Weber"},
    ]
    assert people(str(rows)) == ["Olga Petrova", "Thomas Weber"]


@pytest.mark.parametrize(
    "series",
    [
        "company    Fannie Mae\nowner      Olga Petrova\nName: 0, dtype: object",
        "company\nFannie Mae      3\nLevi Strauss    1\nName: count, dtype: int64",
        "0      Fannie Mae\n1    Levi Strauss\nName: company, dtype: str",
    ],
    ids=["a row", "counts", "a column"],
)
def test_things_in_a_printed_series_left_alone(series: str) -> None:
    assert people(series) == ["Olga Petrova"] * series.count("Olga")


def test_people_in_a_printed_series_found() -> None:
    assert people("0    Olga Petrova\n1    Thomas Weber\nName: owner, dtype: str") == [
        "Olga Petrova",
        "Thomas Weber",
    ]


def test_a_person_in_a_short_remark_found() -> None:
    remarks = [
        "left voicemail for Stephanie",
        "resolved",
        "out of toner",
        "box arrived",
        "no answer",
    ]
    assert cells_people(remarks * 4, "note") == [remarks[0]] * 4
    german = ["Herr Müller hat angerufen", "erledigt", "Paket kam an", "niemand da", "storniert"]
    assert cells_people(german * 4, "note") == [german[0]] * 4


def test_tools_in_short_remarks_left_alone() -> None:
    remarks = ["Add tests for Pascal VOC loader", "Update Travis config", "Refactor Julia bindings"]
    assert cells_people([*remarks, "Fix typo", "WIP", "Bump version"], "message") == []


def test_a_word_in_a_short_remark_that_is_a_name_to_no_list_left_alone() -> None:
    remarks = ["the Albanian tax number", "short tax number", "number of a company", "no number"]
    assert cells_people([*remarks, "identity code"], "note") == []


@pytest.mark.parametrize(
    "remark",
    ["Mr Smith was out", "Herr Bloch war nicht zu Hause", "Madame Louis était absente"],
)
def test_a_person_of_whom_something_is_said_found(remark: str) -> None:
    others = ["Paket ist angekommen", "no reply yet", "resolved", "Le colis est là"]
    assert cells_people([remark, *others] * 4, "note") == [remark] * 4


def test_a_word_in_small_letters_among_lines_left_alone() -> None:
    text = "Special cases aren't special\nAlthough practicality beats purity.\nErrors should pass."
    assert people(text) == []


def test_a_person_in_a_title_left_alone() -> None:
    titles = ["My Dinner with Andre", "Rain", "The Shining Hour", "Blue Sky", "Arrival", "Up"]
    assert cells_people(titles, "movie title") == []
