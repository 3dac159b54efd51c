"""Names with letters as JSON escapes them, in texts and in cells."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nbguard
from nbguard.detect.escaped import decoded
from nbguard.findings import Match

ROWS = [
    json.dumps({"id": n, "name": name, "mail": mail})
    for n, (name, mail) in enumerate(
        [("Jürgen Müller", "juergen@acme-corp.com"), ("Zoë Ångström", "zoe@acme-corp.com")] * 4
    )
]


@given(st.text(st.characters(exclude_characters="\\", exclude_categories=["Cs"])), st.data())
def test_a_place_in_what_is_read_is_one_in_what_is_written(text: str, choose: st.DataObject):
    start = choose.draw(st.integers(0, len(text)))
    end = choose.draw(st.integers(start, len(text)))
    written = "".join(map(_escape, text))
    read = decoded(written)
    found = read.origin(Match(start, end, "PERSON", 1.0))
    assert read.text == text
    assert written[found.start : found.end] == "".join(map(_escape, text[start:end]))


def _escape(character: str) -> str:
    return character if character.isascii() else json.dumps(character)[1:-1]


@pytest.mark.parametrize("text", ["C:\\\\users\\\\u00fc", "\\ud800", "\\u12", "\\", "\\n\\t"])
def test_what_only_looks_like_an_escape_stays(text: str):
    assert decoded(text).text == text


def test_a_column_of_json_is_read_and_stays_json():
    frame = pd.DataFrame({"payload": ROWS * 300})
    cells = nbguard.redact(frame)["payload"].map(json.loads).tolist()
    assert {tuple(cell) for cell in cells} == {("id", "name", "mail")}
    assert all(cell[key].startswith("[") for cell in cells for key in ("name", "mail"))


def test_few_cells_are_judged_by_what_they_mean():
    rows = [json.dumps({"id": n, "name": name}) for n, name in enumerate(["Zoë Ångström"] * 9)]
    frame = pd.DataFrame({"payload": [*rows, '{"id": 9, "name": "Jane Roe"}']})
    cells = nbguard.redact(frame)["payload"].map(json.loads).tolist()
    assert all(cell["name"].startswith("[PERSON_") for cell in cells)


def test_a_text_is_read_too():
    assert "\\u" not in nbguard.redact(ROWS[0])
    assert {f.entity for f in nbguard.scan(ROWS[0]).findings} == {"PERSON", "EMAIL_ADDRESS"}
