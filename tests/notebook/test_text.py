"""Text files keep every byte that is not replaced, whatever their encoding."""

from __future__ import annotations

import pytest

from nbguard.errors import UnreadableFile
from nbguard.notebook import Document, open_document


def replace(document: Document, value: str, new: str) -> bytes:
    for place in document.places:
        for reading in place.readings:
            at = reading.text.find(value)
            if at >= 0 and reading.replace(at, at + len(value), new):
                return document.render()
    raise AssertionError("the value is in no reading, or cannot be replaced")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        pytest.param("a.txt", b"to jane@x.org\r\n", b"to NEW\r\n", id="CRLF"),
        pytest.param("a.txt", b"\xef\xbb\xbfjane@x.org", b"\xef\xbb\xbfNEW", id="byte order mark"),
        pytest.param("a.txt", b"\xff\xe9 jane@x.org\xff", b"\xff\xe9 NEW\xff", id="not UTF-8"),
        pytest.param("a", "é jane@x.org".encode(), "é NEW".encode(), id="no suffix"),
        pytest.param(
            "a.txt",
            b"\xff\xfe" + "é jane@x.org".encode("utf-16-le"),
            b"\xff\xfe" + "é NEW".encode("utf-16-le"),
            id="UTF-16",
        ),
        pytest.param("a.md", b"<b>jane</b>&#64;x.org", b"<b>NEW</b>", id="Markdown"),
        pytest.param("a.html", b"<b>jane</b>&#64;x.org", b"<b>NEW</b>", id="HTML"),
        pytest.param("a.py", b"x = 'jane\\x40x.org'", b"x = 'NEW'", id="Python"),
        pytest.param("a.R", b"x <- 'jane@x.org'", b"x <- 'NEW'", id="R"),
        pytest.param("a.json", b'{"a": "jane\\u0040x.org"}', b'{"a": "NEW"}', id="JSON"),
    ],
)
def test_only_the_value_changes(name: str, before: bytes, after: bytes) -> None:
    document = open_document(name, before)
    assert document.render() == before
    assert replace(document, "jane@x.org", "NEW") == after


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"GIF89a\0\0jane", "binary", id="NUL bytes"),
        pytest.param(b"\xff\xfea", "not utf-16-le: byte 0", id="half a character"),
    ],
)
def test_binary_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        open_document("a.bin", data)
    assert caught.value.__context__ is None


def test_an_empty_file_has_no_places() -> None:
    document = open_document("a.txt", b"")
    assert list(document.places) == []
    assert document.render() == b""


@pytest.mark.parametrize(
    ("name", "data", "cells"),
    [
        pytest.param("-", b'\n{"cells": [{}]}', 1, id="a notebook"),
        pytest.param("-", b"cells: jane", 0, id="other text"),
        pytest.param("A.IPYNB", b'{"cells": [{}]}', 1, id="by its suffix"),
    ],
)
def test_standard_input_is_what_it_looks_like(name: str, data: bytes, cells: int) -> None:
    assert open_document(name, data).cells == cells


def test_a_notebook_is_never_read_as_text() -> None:
    with pytest.raises(UnreadableFile):
        open_document("a.ipynb", b"jane@x.org")
