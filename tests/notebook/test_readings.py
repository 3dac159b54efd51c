"""A value is read in whatever it was encoded, and replaced in that encoding."""

from __future__ import annotations

import base64
import json

import pytest

from nbguard.notebook import Document, Reading, open_document

VALUE = "jane@x.org"
NEW = "[EMAIL_ADDRESS_1]"


def displayed(text: str, mime: str) -> Document:
    output = {"output_type": "display_data", "data": {mime: text}, "metadata": {}}
    cell = {"cell_type": "code", "source": "", "outputs": [output]}
    return open_document("a.ipynb", json.dumps({"cells": [cell]}).encode())


def text_of(document: Document, mime: str) -> str:
    text = json.loads(document.render())["cells"][0]["outputs"][0]["data"][mime]
    assert isinstance(text, str)
    return text


def readings(document: Document) -> list[Reading]:
    return [reading for place in document.places for reading in place.readings]


def replaced(text: str, mime: str, new: str = NEW) -> str:
    """The text after its value was replaced wherever a reading shows it."""
    document = displayed(text, mime)
    assert any(VALUE in reading.text for reading in readings(document))
    for reading in readings(document):
        at = reading.text.find(VALUE)
        while at >= 0:
            reading.replace(at, at + len(VALUE), new)
            at = reading.text.find(VALUE, at + 1)
    return text_of(document, mime)


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


PLAIN, HTML, SVG = "text/plain", "text/html", "image/svg+xml"
ESC = "\x1b"


@pytest.mark.parametrize(
    ("mime", "before", "after"),
    [
        pytest.param(PLAIN, "a jane@x.org b", "a NEW b", id="as it is"),
        pytest.param(HTML, "jane&#64;x.org", "NEW", id="a decimal reference"),
        pytest.param(HTML, "jane&#x40;x.org", "NEW", id="a hexadecimal reference"),
        pytest.param(HTML, "jane&commat;x&period;org", "NEW", id="named references"),
        pytest.param(HTML, "jane&#64x.org", "NEW", id="without a semicolon"),
        pytest.param(HTML, "R&D &amp; jane&amp;#64;x.org", "R&D &amp; NEW", id="twice encoded"),
        pytest.param(HTML, "jane<b>@x</b>.org", "NEW<b></b>", id="across tags"),
        pytest.param(HTML, "jane<!-- x -->@x.org", "NEW<!-- x -->", id="across a comment"),
        pytest.param(HTML, '<a title="jane@x.org">', '<a title="NEW">', id="an attribute"),
        pytest.param(HTML, "<a title=jane@x.org>", "<a title=NEW>", id="without quotes"),
        pytest.param(HTML, "<jane@x.org>", "<NEW>", id="what looks like a tag"),
        pytest.param(HTML, "<!-- jane@x.org -->", "<!-- NEW -->", id="a comment"),
        pytest.param(HTML, "<!-- jane@x.org", "<!-- NEW", id="a comment without end"),
        pytest.param(HTML, '<p x="jane@x.org', '<p x="NEW', id="a tag without end"),
        pytest.param(
            HTML,
            "<script>f('jane\\x40x.org')</script>",
            "<script>f('NEW')</script>",
            id="a script's escapes",
        ),
        pytest.param(HTML, "<style>/*jane@x.org*/</style>", "<style>/*NEW*/</style>", id="a style"),
        pytest.param(
            HTML,
            '<iframe srcdoc="&lt;p&gt;jane&amp;#64;x.org">',
            '<iframe srcdoc="&lt;p&gt;NEW">',
            id="a document in an attribute",
        ),
        pytest.param(HTML, '<a href="mailto:jane%40x.org">', '<a href="mailto:NEW">', id="a link"),
        pytest.param(SVG, "<text>jane<tspan>@x.org</tspan>", "<text>NEW<tspan></tspan>", id="SVG"),
        pytest.param(SVG, "<![CDATA[jane@x.org]]>", "<![CDATA[NEW]]>", id="a CDATA section"),
        pytest.param(PLAIN, f"jane{ESC}[31m@{ESC}[0mx.org", f"NEW{ESC}[31m{ESC}[0m", id="colours"),
        pytest.param(
            PLAIN,
            f"{ESC}]8;;mailto:jane@x.org\x07x{ESC}]8;;\x07",
            f"{ESC}]8;;mailto:NEW\x07x{ESC}]8;;\x07",
            id="a terminal's hyperlink",
        ),
        pytest.param(PLAIN, "j\bja\ban\bne\be@x.org", "NEW", id="bold by overstriking"),
        pytest.param(PLAIN, "jane@x.orh\bg", "NEW", id="a letter taken back"),
        pytest.param(PLAIN, "jane@x.org\rdone", "NEW\rdone", id="overwritten on the screen"),
        pytest.param(PLAIN, "jane\u200b@x.org", "NEW\u200b", id="a zero-width space"),
        pytest.param(PLAIN, r'{"a": "\njane\u0040x.org"}', r'{"a": "\nNEW"}', id="JSON"),
        pytest.param(PLAIN, r'"{\"a\": \"jane\\u0040x.org\"}"', r'"{\"a\": \"NEW\"}"', id="twice"),
        pytest.param(PLAIN, r"jane\\\\u0040x.org", "NEW", id="backslashes without quotes"),
        pytest.param(PLAIN, r"'jane\x40x.org\n'", r"'NEW\n'", id="a repr"),
        pytest.param(PLAIN, r"jane\100x.org", "NEW", id="an octal escape"),
        pytest.param(PLAIN, r"\/jane\/ jane\@x.org", r"\/jane\/ NEW", id="escaped marks"),
        pytest.param(PLAIN, "/?q=jane%40x.org&b=1", "/?q=NEW&b=1", id="percent-encoding"),
        pytest.param(PLAIN, "/?q=jane%2540x.org", "/?q=NEW", id="percent-encoding, twice"),
        pytest.param(PLAIN, "?q=a+jane%40x.org", "?q=a+NEW", id="a plus for a blank"),
        pytest.param(
            PLAIN,
            f"it: {encoded('to jane@x.org, now')}",
            f"it: {encoded('to NEW, now')}",
            id="Base64",
        ),
        pytest.param(PLAIN, "jane&#64;x.org", "NEW", id="a reference in plain text"),
        pytest.param(
            "text/markdown",
            "**jane**&#64;x.org jane<b>@x.org</b>",
            "**jane**&#64;x.org NEW<b></b>",
            id="Markdown",
        ),
        pytest.param("text/latex", r"jane\@x.org", "NEW", id="LaTeX"),
        pytest.param(
            PLAIN,
            f"data:text/plain;base64,{encoded('to jane@x.org')}",
            f"data:text/plain;base64,{encoded('to NEW')}",
            id="a data URI",
        ),
        pytest.param(
            HTML,
            f"<a href='data:;base64,{encoded('ä jane@x.org jane@x.org')}'>",
            f"<a href='data:;base64,{encoded('ä NEW NEW')}'>",
            id="two values in a data URI",
        ),
        pytest.param(
            "application/json", r'{"a": "jane\u0040x.org"}', '{"a": "NEW"}', id="JSON text"
        ),
        pytest.param(
            "application/javascript", r"f('jane\u0040x.org')", "f('NEW')", id="JavaScript"
        ),
        pytest.param("text/x-unheard-of", "jane@x.org", "NEW", id="an unknown type"),
    ],
)
def test_found_and_replaced(mime: str, before: str, after: str) -> None:
    assert replaced(before, mime, "NEW") == after


@pytest.mark.parametrize(
    ("mime", "before", "after"),
    [
        pytest.param(HTML, "<p>jane@x.org", "<p>&lt;O'B&amp;\"&gt;", id="text"),
        pytest.param(
            HTML, "<p x='jane@x.org'>", "<p x='&lt;O&#39;B&amp;&quot;&gt;'>", id="an attribute"
        ),
        pytest.param(PLAIN, r'"\tjane@x.org"', r'"\t<O\u0027B&\">"', id="a quoted string"),
        pytest.param(PLAIN, "?q=jane%40x.org", "?q=%3CO%27B%26%22%3E", id="a URL"),
        pytest.param(
            HTML,
            "<script>f('jane@x.org')</script>",
            r"<script>f('\u003cO\u0027B&\u0022\u003e')</script>",
            id="a script",
        ),
    ],
)
def test_what_is_written_is_encoded_for_its_place(mime: str, before: str, after: str) -> None:
    assert replaced(before, mime, "<O'B&\">") == after


@pytest.mark.parametrize(
    ("mime", "text"),
    [
        pytest.param(HTML, "<p>jane</p><p>@x.org</p>", id="paragraphs"),
        pytest.param(HTML, "jane<br>@x.org", id="lines of HTML"),
        pytest.param(HTML, "<td>jane</td><td>@x.org</td>", id="cells"),
        pytest.param(PLAIN, "jane\n@x.org", id="lines"),
        pytest.param(PLAIN, "jane\b\b\b@x.org", id="what was erased and what came after"),
    ],
)
def test_what_stands_apart_is_not_joined(mime: str, text: str) -> None:
    assert not any(VALUE in reading.text for reading in readings(displayed(text, mime)))


def test_a_windows_path_in_quotes_is_no_escape() -> None:
    text = r'File "C:\Users\njane\x.py", line 3'
    assert readings(displayed(text, PLAIN))[0].text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Epoch 1/10 loss: 0.25 acc: 50%|###   |", id="a progress bar"),
        pytest.param("a < b, R&D, 100 % sure; <module 'os'>", id="marks that encode nothing"),
    ],
)
def test_a_plain_text_is_read_once(text: str) -> None:
    assert [reading.text for reading in readings(displayed(text, PLAIN))] == [text]


def test_escapes_in_quotes_are_never_glued_to_words() -> None:
    (reading,) = readings(displayed(r"'Dear\njane@x.org'", PLAIN))
    assert reading.text == "'Dear\njane@x.org'"


def test_a_span_of_a_reading_is_located_in_the_place() -> None:
    document = displayed("<p>a</p> to jane&#64;x.<b>org</b>", HTML)
    (place,) = document.places
    for reading in place.readings:
        at = reading.text.find(VALUE)
        if at >= 0:
            start, end = reading.locate(at, at + len(VALUE))
            assert place.text[start:end] == "jane&#64;x.<b>org"


def test_values_side_by_side_in_base64_stay_apart() -> None:
    document = displayed(f"data:;base64,{encoded('jane@x.org, jane@x.org')}", PLAIN)
    reading = readings(document)[-1]
    first, second = reading.locate(0, 10), reading.locate(12, 22)
    assert first[1] <= second[0]


def test_only_the_surroundings_of_encoded_spots_are_read_again() -> None:
    lines = "0.25 0.50\n" * 5000
    document = displayed(f"{lines}jane%40x.org\n{lines}", PLAIN)
    _, guess = readings(document)
    assert guess.text.strip() == VALUE


def test_lone_surrogates_do_not_reach_the_detectors() -> None:
    document = displayed("\ud800 jane@x.org", PLAIN)
    (reading,) = readings(document)
    assert reading.text == "\ufffd jane@x.org"
    reading.replace(2, 12, NEW)
    assert text_of(document, PLAIN) == f"\ud800 {NEW}"


@pytest.mark.parametrize("name", ["Jane Roe", "4111 1111"])
def test_base64_buffers_of_widgets(name: str) -> None:
    buffer = {"encoding": "base64", "path": ["value"], "data": encoded(f"dear {name}, hello")}
    data = json.dumps({"cells": [], "metadata": {"buffers": [buffer]}}).encode()
    document = open_document("a.ipynb", data)
    (reading,) = [r for r in readings(document) if name in r.text]
    reading.replace(5, 5 + len(name), NEW)
    made = json.loads(document.render())["metadata"]["buffers"][0]["data"]
    assert base64.b64decode(made).decode() == f"dear {NEW}, hello"
