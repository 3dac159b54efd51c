"""Frames are read cell by cell, each with the headers that tell what it holds."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from nbguard.notebook import Reading, open_document

FRAME = pd.DataFrame(
    {
        "full name": ["Jane Doe", "Bob", "Mary Ann Poe"],
        "email": ["jane@x.org", "", "m@y.org"],
        "paid": [1.5, 22.25, None],
    }
)
CELLS = {
    "Jane Doe": ("full name",),
    "Bob": ("full name",),
    "Mary Ann Poe": ("full name",),
    "jane@x.org": ("email",),
    "m@y.org": ("email",),
}


def readings(text: str, mime: str = "text/plain") -> list[Reading]:
    output = {"output_type": "display_data", "data": {mime: text}, "metadata": {}}
    data = json.dumps({"cells": [{"source": "", "outputs": [output]}]}).encode()
    return [r for place in open_document("a.ipynb", data).places for r in place.readings]


def contexts(text: str, mime: str = "text/plain") -> dict[str, tuple[str, ...]]:
    return {reading.text: reading.context for reading in readings(text, mime)}


def html(frame: Any) -> str:
    text = frame.to_html() if hasattr(frame, "to_html") else frame._repr_html_()
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("mime", "text"),
    [
        pytest.param("text/plain", repr(FRAME), id="as text"),
        pytest.param("text/plain", f"the table\n\n{FRAME}\n\nend", id="printed among other text"),
        pytest.param("text/plain", FRAME.set_index("paid").to_string(), id="with a named index"),
        pytest.param("text/plain", FRAME.to_string(index=False), id="without an index"),
        pytest.param("text/plain", FRAME.to_string(line_width=20), id="in blocks"),
        pytest.param("text/html", html(FRAME), id="as HTML"),
        pytest.param("text/html", html(FRAME.set_index("paid")), id="as HTML with a named index"),
    ],
)
def test_a_frame(mime: str, text: str) -> None:
    assert CELLS.items() <= contexts(text, mime).items()


@pytest.mark.parametrize("mime", ["text/plain", "text/html"])
def test_levels_of_headers_add_up(mime: str) -> None:
    frame = FRAME[["full name", "email"]]
    frame.columns = pd.MultiIndex.from_tuples([("person", "name"), ("contact", "mail")])
    text = repr(frame) if mime == "text/plain" else html(frame)
    found = contexts(text, mime)
    assert found["Jane Doe"] == ("person", "name")
    assert found["jane@x.org"] == ("contact", "mail")


@pytest.mark.parametrize("mime", ["text/plain", "text/html"])
def test_an_index_is_told_by_its_name(mime: str) -> None:
    frame = FRAME.set_index("email")
    found = contexts(repr(frame) if mime == "text/plain" else html(frame), mime)
    assert found["jane@x.org"] == ("email",)


def test_an_index_of_two_levels() -> None:
    found = contexts(html(FRAME.set_index(["email", "paid"])), "text/html")
    assert found["jane@x.org"] == ("email",)
    assert found["Jane Doe"] == ("full name",)


def test_rows_told_by_their_label() -> None:
    assert contexts(repr(FRAME.iloc[0]))["Jane Doe"] == ("full name",)
    assert contexts(html(FRAME.iloc[[0]].T), "text/html")["Jane Doe"] == ("full name",)


def test_a_series_is_told_by_its_name() -> None:
    assert contexts(repr(FRAME["email"]))["jane@x.org"] == ("email",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| name | email |\n|---|:--|\n| Jane Doe | jane@x.org |\n", id="Markdown"),
        pytest.param("+--+--+\n|name|email|\n+--+--+\n|Jane Doe|jane@x.org|\n+--+--+", id="Spark"),
        pytest.param(
            "┌─┬─┐\n│ name ┆ email │\n│ --- ┆ --- │\n│ str ┆ str │\n"
            "╞═╪═╡\n│ Jane Doe ┆ jane@x.org │\n└─┴─┘",
            id="polars",
        ),
        pytest.param("name      email\nJane Doe  jane@x.org\nBob       b@x.org", id="aligned left"),
        pytest.param(
            "<table><tr><td>name<td>email<tr><td>Jane Doe<td>jane@x.org</table>", id="HTML"
        ),
    ],
)
def test_other_tables(text: str) -> None:
    found = contexts(text, "text/html" if text.startswith("<") else "text/plain")
    assert found["Jane Doe"] == ("name",)
    assert found["jane@x.org"] == ("email",)


def test_what_is_written_into_a_frame_is_read() -> None:
    found = contexts("╭──── Jane Doe ────╮\n│ was seen today   │\n╰── jane@x.org ────╯\n")
    assert {"Jane Doe", "jane@x.org"} <= found.keys()


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        pytest.param(["Jane ┆ jane@examp", "     ┆ le.org    "], "jane@example.org", id="cut"),
        pytest.param(["Jane ┆ Mary Ann  ", "     ┆ Poe       "], "Mary Ann Poe", id="at a blank"),
    ],
)
def test_a_wrapped_cell_is_one(rows: list[str], cell: str) -> None:
    lines = "".join(f"│ {row} │\n" for row in ["name ┆ note      ", *rows])
    found = contexts(lines.replace("│\n", "│\n╞══════╪════════════╡\n", 1))
    assert found[cell] == ("note",)
    assert found["Jane"] == ("name",)


def test_the_first_piece_of_a_wrapped_cell_takes_what_replaces_it() -> None:
    text = "│ email      │ n │\n╞════════════╡\n│ jane@examp │ 1 │\n│ le.org     │   │\n"
    output = {"output_type": "stream", "name": "stdout", "text": text}
    document = open_document("a.ipynb", json.dumps({"cells": [{"outputs": [output]}]}).encode())
    (reading,) = [r for r in document.places[0].readings if r.text == "jane@example.org"]
    reading.replace(0, len(reading.text), "NEW")
    made = json.loads(document.render())["cells"][0]["outputs"][0]["text"]
    assert made == "│ email      │ n │\n╞════════════╡\n│ NEW │ 1 │\n│      │   │\n"


def test_two_rows_are_not_one_wrapped_cell() -> None:
    text = "│ name     ┆ n │\n╞══════════╪═══╡\n│ Bob      ┆ 1 │\n│ Jane     ┆   │\n"
    assert {"Bob", "Jane"} <= contexts(text).keys()


def test_numbers_that_say_nothing_are_not_read() -> None:
    frame = pd.DataFrame({"a": [0.5, None], "b": [4111111111111111.0, 12.0]})
    found = contexts(html(frame), "text/html")
    assert "0.5" not in found
    assert found["4.111111e+15"] == ("b",)


@pytest.mark.parametrize("mime", ["text/plain", "text/html"])
def test_nothing_of_a_table_is_lost(mime: str) -> None:
    """Each word of the text is in some reading, wherever the columns may be cut."""
    text = repr(FRAME) if mime == "text/plain" else html(FRAME)
    read = " ".join(reading.text for reading in readings(f"before {text} after", mime))
    words = {"before", "after", "Mary Ann Poe", "m@y.org", "full name", "email"}
    assert all(word in read for word in words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("    name  email\n  Jane Doe  j@x.org and more", id="a row beyond the header"),
        pytest.param("  File x.py, line 3\n    return foo(1)\nKeyError: 'a'", id="a traceback"),
        pytest.param("name  email\n12  34  56", id="columns that do not match"),
        pytest.param("a | b\nc | d", id="pipes in prose"),
    ],
)
def test_what_only_looks_like_a_table_is_read_whole(text: str) -> None:
    assert contexts(text) == {text: ()}


@pytest.mark.parametrize(
    ("mime", "row"),
    [
        pytest.param("text/html", "<table><tr><td>jane@x.org</td></tr></table>", id="HTML"),
        pytest.param("text/plain", "| jane@x.org |\n", id="text"),
    ],
)
def test_a_table_of_many_megabytes_is_read_as_a_whole(mime: str, row: str) -> None:
    assert len(readings(row * 3, mime)) >= 3
    rows = 5_000_000 // len(row)
    (reading,) = readings(row * rows, mime)
    assert reading.text.count("jane@x.org") == rows


class TestCsv:
    def contexts(self, text: str, name: str = "a.csv") -> dict[str, tuple[str, ...]]:
        document = open_document(name, text.encode())
        return {r.text: r.context for place in document.places for r in place.readings}

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_fields_are_told_by_the_header(self, delimiter: str) -> None:
        text = "name,email\r\nJane,jane@x.org\r\n".replace(",", delimiter)
        assert self.contexts(text) == {
            "name": (),
            "email": (),
            "Jane": ("name",),
            "jane@x.org": ("email",),
        }

    def test_in_an_output(self) -> None:
        assert contexts("name,n\nJane,1\n", "text/csv")["Jane"] == ("name",)

    def test_quoted_fields(self) -> None:
        found = self.contexts('name,note\n"Doe, Jane","said ""hi""\nand left"\n')
        assert found["Doe, Jane"] == ("name",)
        assert found['said ""hi""\nand left'] == ("note",)

    def test_records_that_do_not_match_are_read_as_text(self) -> None:
        text = "name,email\nJane\n"
        assert self.contexts(text) == {text: ()}

    def test_only_the_field_changes(self) -> None:
        document = open_document("a.csv", b'a,b\n1,"x y"\n')
        (reading,) = [r for r in document.places[0].readings if r.text == "x y"]
        reading.replace(0, 1, "NEW")
        assert document.render() == b'a,b\n1,"NEW y"\n'
