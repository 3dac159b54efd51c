"""Tables inside a text: whether the header reaches the fields below it."""

from __future__ import annotations

import pytest

from nbguard.detect.delimited import cells


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("id,phone\n7,4155550132\n8,4155550199\n", id="every column has a title"),
        pytest.param(",name,phone\n7,Jo,4155550132\n8,Bo,4155550199\n", id="an index has none"),
        pytest.param("\tphone\n7\t4155550132\n8\t4155550199\n", id="an index, between tabs"),
    ],
)
def test_every_field_under_a_telling_title_is_found(text: str) -> None:
    found = [text[cell.start : cell.end] for cell in cells(text, {"phone"})]
    assert found == ["4155550132", "4155550199"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n,phone me\nat 4155550132", id="a line that begins with a comma"),
        pytest.param(",,\n1,2,3\n", id="no title at all"),
        pytest.param("call my phone\n4155550132", id="no delimiter"),
    ],
)
def test_what_is_no_table_has_no_cells(text: str) -> None:
    assert list(cells(text, {"phone"})) == []
