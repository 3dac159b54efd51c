"""Notebooks are read as they are and written back as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nbguard.errors import UnreadableFile
from nbguard.notebook import Document, open_document

VALUE = "jane@x.org"


def notebook(text: str) -> bytes:
    return f'{{"cells": [{{"source": {text}}}], "metadata": {{}}}}'.encode("utf-8", "surrogatepass")


def replace(document: Document, value: str, new: str) -> bytes:
    for place in document.places:
        for reading in place.readings:
            at = reading.text.find(value)
            if at >= 0 and reading.replace(at, at + len(value), new):
                return document.render()
    raise AssertionError("the value is in no reading")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('"jane@x.org"', '"NEW"', id="the whole string"),
        pytest.param(
            r'"\/ é jane@x.org \u00e9"', r'"\/ é NEW \u00e9"', id="its other escapes stay"
        ),
        pytest.param(r'"j\u0061ne\u0040x.org"', '"NEW"', id="escaped characters"),
        pytest.param(r'"\ud83d\ude00jane@x.org"', r'"\ud83d\ude00NEW"', id="after a pair"),
        pytest.param(r'"\ud83djane@x.org\ude00"', r'"\ud83dNEW\ude00"', id="between lone halves"),
        pytest.param('["ja", "ne@x", ".org\\n"]', '["NEW", "", "\\n"]', id="over list items"),
        pytest.param('["jane@x.org\\n" ,\t"b"]', '["NEW\\n" ,\t"b"]', id="the spacing of a list"),
        pytest.param('"\u2028jane@x.org\x85"', '"\u2028NEW\x85"', id="between odd line ends"),
    ],
)
def test_only_the_value_changes(before: str, after: str) -> None:
    document = open_document("a.ipynb", notebook(before))
    assert replace(document, VALUE, "NEW") == notebook(after)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'\xef\xbb\xbf{"cells":[]}', id="byte order mark"),
        pytest.param(b'{\r\n\t"cells": [\r\n]}\r\n', id="tabs and CRLF"),
        pytest.param(
            b'{"cells": [], "n": [1.0, 1E5, -0, 1e-07, 123456789012345678901]}', id="numbers"
        ),
        pytest.param(b'{"cells": [], "n": [NaN, -Infinity]}', id="numbers only Python knows"),
        pytest.param(b'{"cells": [], "n": ' + b"9" * 6000 + b"}", id="a number of 6000 digits"),
        pytest.param(b'{"z": 1, "cells": [], "a": "\\u00e9\\/"}\n\n', id="key order and escapes"),
        pytest.param('{"cells": [], "é": "ü\u2028"}'.encode(), id="not ASCII"),
        pytest.param(b'{"cells": [], "x": "\xed\xa0\xbd"}', id="a half pair in raw bytes"),
        pytest.param(b'{"worksheets": [{"cells": [{"input": "1"}]}]}', id="nbformat 3"),
        pytest.param(b'{"cells": [1, null, "x", []], "metadata": 5}', id="odd but JSON"),
    ],
)
def test_what_is_only_read_stays(data: bytes) -> None:
    document = open_document("a.ipynb", data)
    for place in document.places:
        assert all(reading.text for reading in place.readings)
    assert document.render() == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "not JSON: line 1, column 1", id="empty"),
        pytest.param(b'{"cells": [\n  jane@x.org]}', "not JSON: line 2, column 3", id="no JSON"),
        pytest.param(b'{"cells": [\n<<<<<<< HEAD', "not JSON: line 2, column 1", id="a conflict"),
        pytest.param(b'{"cells": "jane', "not JSON: line 1, column 11", id="cut short"),
        pytest.param(
            b'{"cells": ["\x07"]}', "not JSON: line 1, column 13", id="a raw control code"
        ),
        pytest.param(b'{"cells": ["\xff"]}', "not UTF-8: byte 12", id="not UTF-8"),
        pytest.param(b"[]", "no list of", id="a list"),
        pytest.param(b'{"cells": {}}', "no list of", id="no list of cells"),
        pytest.param(b'"jane@x.org"', "no list of", id="a string"),
        pytest.param(b'{"cells": [], "a": 1, "a": 2}', "the same key twice", id="a key twice"),
        pytest.param(b'{"cells": ' + b"[" * 100_000, "nested too deeply", id="endless nesting"),
        pytest.param(
            b'{"cells": [' + b'{"outputs": [' * 300 + b"1" + b"]}" * 300 + b"]}",
            "nested in outputs too deeply",
            id="outputs in outputs",
        ),
    ],
)
def test_what_is_no_notebook_is_refused_and_not_quoted(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        open_document("a.ipynb", data)
    error = caught.value
    assert "jane" not in str(error)
    assert error.__context__ is None, "a JSONDecodeError would carry the whole text"


def test_the_new_text_is_ascii_where_the_file_is() -> None:
    document = open_document("a.ipynb", notebook('"jane@x.org"'))
    assert replace(document, VALUE, 'Zoë "\n') == notebook('"Zo\\u00eb \\"\\n"')


def test_the_new_text_is_ascii_where_its_string_is_escaped() -> None:
    document = open_document(
        "a.ipynb", notebook('"é"').replace(b"{}", b'{"a": "\\u00fc jane@x.org"}')
    )
    assert b'"\\u00fc Zo\\u00eb"' in replace(document, VALUE, "Zoë")


def test_the_new_text_is_as_it_is_where_the_file_is_not_ascii() -> None:
    document = open_document("a.ipynb", notebook('"é jane@x.org"'))
    assert replace(document, VALUE, "Zoë") == notebook('"é Zoë"')


class TestKeysAndNumbers:
    def metadata(self, text: str) -> Document:
        return open_document("a.ipynb", f'{{"cells": [], "metadata": {text}}}'.encode())

    def rendered(self, data: bytes) -> Any:
        return data.decode().removeprefix('{"cells": [], "metadata": ').removesuffix("}")

    def test_a_key_goes_and_the_rest_of_it_stays(self) -> None:
        document = self.metadata(r'{"a\/b jane@x.org\u00e9": {"c": 1}}')
        assert self.rendered(replace(document, VALUE, "NEW")) == r'{"a\/b NEW\u00e9": {"c": 1}}'

    def test_two_keys_never_become_one(self) -> None:
        document = self.metadata('{"NEW": 1, "jane@x.org": 2}')
        assert json.loads(self.rendered(replace(document, VALUE, "NEW"))) == {"NEW": 1, "NEW_": 2}

    def test_a_number_under_a_telling_key_becomes_a_string(self) -> None:
        document = self.metadata('{"n": 1.50, "ssn": 123456789 , "m": 2e5}')
        changed = self.rendered(replace(document, "123456789", "NEW"))
        assert changed == '{"n": 1.50, "ssn": "NEW" , "m": 2e5}'

    def test_other_numbers_are_no_places(self) -> None:
        document = self.metadata('{"n": 123456789, "ssn": 12, "card": true, "phone": 1.5}')
        assert list(document.places) == []


class TestSeveralReplacements:
    def test_all_are_made_wherever_they_lie(self) -> None:
        document = open_document("a.ipynb", notebook('["a1 b2\\n", "c3"]'))
        (reading,) = document.places[0].readings
        assert reading.replace(6, 8, "Z")
        assert reading.replace(0, 2, "XXXX")
        assert reading.replace(3, 5, "")
        assert document.render() == document.render() == notebook('["XXXX \\n", "Z"]')

    def test_none_is_made_where_another_lies(self) -> None:
        document = open_document("a.ipynb", notebook('"abcdef"'))
        (reading,) = document.places[0].readings
        assert reading.replace(1, 4, "X")
        assert not reading.replace(3, 5, "Y")
        assert not reading.replace(2, 3, "Y")
        assert not reading.replace(0, 6, "Y")
        assert reading.replace(4, 5, "Z")
        assert document.render() == notebook('"aXZf"')


def test_long_outputs_take_linear_time() -> None:
    from time import perf_counter

    def seconds(megabytes: int) -> float:
        line = "0.1234 abc \\n" * (megabytes * 80_000)
        data = notebook(f'"{line} jane@x.org"')
        start = perf_counter()
        assert b"NEW" in replace(open_document("a.ipynb", data), VALUE, "NEW")
        return perf_counter() - start

    small = min(seconds(1), seconds(1))
    assert seconds(8) < 32 * small
