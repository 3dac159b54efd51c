"""Marks allow what they name, where they stand, and say whether they were needed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nbguard.notebook import Document, open_document


def opened(source: str, **cell: Any) -> Document:
    whole = {"cell_type": "code", "source": source, **cell}
    return open_document("a.ipynb", json.dumps({"cells": [{"source": ""}, whole]}).encode())


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("x = 'v'  # nbguard: allow", id="Python"),
        pytest.param("x = 'v'  #nbguard:allow because", id="without blanks"),
        pytest.param("var x = 'v'; // nbguard: allow", id="JavaScript"),
        pytest.param("select 'v' -- nbguard: allow[US_SSN]", id="SQL"),
        pytest.param("x = 'v'; % nbguard: allow[EMAIL_ADDRESS, US_SSN] why", id="Octave"),
        pytest.param("v <!-- nbguard: allow -->", id="Markdown"),
        pytest.param("v /* nbguard: allow[US_SSN] */", id="C"),
    ],
)
def test_a_line_is_allowed(line: str) -> None:
    document = opened(f"first v\n{line}\nlast v")
    (place,) = document.places
    (mark,) = document.marks
    at = place.text.index("v", place.text.index("\n"))
    assert not mark.used
    assert place.allows(at, at + 1, "US_SSN")
    assert mark.used
    assert (mark.cell, mark.line) == (1, 2)
    assert not place.allows(6, 7, "US_SSN")
    last = place.text.rindex("v")
    assert not place.allows(last, last + 1, "US_SSN")


def test_only_the_entities_that_are_named() -> None:
    document = opened("'v'  # nbguard: allow[US_SSN, IBAN_CODE] a sample")
    (place,) = document.places
    (mark,) = document.marks
    assert not place.allows(1, 2, "PERSON")
    assert not mark.used
    assert place.allows(1, 2, "IBAN_CODE")
    assert mark.entities == {"US_SSN", "IBAN_CODE"}
    assert mark.reason == "a sample"


@pytest.mark.parametrize(
    "line",
    ["nbguard: allow", "# nbguard: allowed", "# nbguard: forbid", "# allow", "# NBGUARD: ALLOW"],
)
def test_anything_else_is_no_mark(line: str) -> None:
    assert list(opened(line).marks) == []


def test_a_mark_in_an_output_allows_nothing() -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": "v # nbguard: allow"}
    document = opened("", outputs=[stream])
    (place,) = document.places
    assert not place.allows(0, 1, "US_SSN")
    assert list(document.marks) == []


class TestTheTag:
    STREAM = {"output_type": "stream", "name": "stdout", "text": "v"}  # noqa: RUF012

    def test_it_allows_the_outputs_of_its_cell(self) -> None:
        document = opened("v", metadata={"tags": ["nbguard-allow"]}, outputs=[self.STREAM])
        places = {place.where: place for place in document.places}
        (mark,) = document.marks
        assert places["outputs[0].text"].allows(0, 1, "PERSON")
        assert not places["source"].allows(0, 1, "PERSON")
        assert (mark.cell, mark.line, mark.used) == (1, None, True)

    def test_it_allows_no_other_cell(self) -> None:
        tagged = {"metadata": {"tags": ["nbguard-allow"]}, "source": "", "outputs": []}
        cells = [tagged, {"source": "", "outputs": [self.STREAM]}]
        document = open_document("a.ipynb", json.dumps({"cells": cells}).encode())
        (place,) = [p for p in document.places if p.where == "outputs[0].text"]
        assert not place.allows(0, 1, "PERSON")

    @pytest.mark.parametrize("metadata", [{}, {"tags": "nbguard-allow"}, {"tags": ["other"]}, []])
    def test_anything_else_is_no_tag(self, metadata: Any) -> None:
        assert list(opened("v", metadata=metadata, outputs=[self.STREAM]).marks) == []


def test_marks_in_text_files() -> None:
    document = open_document("a.txt", b"a v\nb v # nbguard: allow\n")
    (place,) = document.places
    assert place.allows(6, 7, "PERSON")
    assert not place.allows(2, 3, "PERSON")
