"""What must hold for any notebook: untouched bytes, values found in any encoding, and gone."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbguard.notebook import Document, Reading, open_document

thorough = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

NEW = "[EMAIL_ADDRESS_1]"

# Any text that a notebook can hold, lone surrogates too, rich in what our layers look for.
chunks = st.one_of(
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        ["&#64;", "<b>", "</td>", "\\u0040", '\\"', "%40", "\x1b[31m", "\r\n", "\u2028", "data:,"]
    ),
)
texts = st.lists(chunks, max_size=6).map("".join)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts)
schema = st.sampled_from(
    [
        *("cells", "worksheets", "metadata", "cell_type", "source", "input", "outputs", "id"),
        *("output_type", "data", "text", "name", "traceback", "text/html", "application/json"),
        *("png", "attachments", "language_info", "tags", "encoding", "columns"),
    ]
)
keys = st.one_of(texts, schema)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)
lines = st.one_of(texts, st.lists(texts, max_size=4))
mimes = st.sampled_from(
    ["text/plain", "text/html", "image/svg+xml", "application/json", "image/png", "text/x-odd"]
)
outputs = st.one_of(
    st.fixed_dictionaries(
        {
            "output_type": st.just("stream"),
            "name": st.sampled_from(["stdout", "stderr"]),
            "text": lines,
        }
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.sampled_from(["display_data", "execute_result"]),
            "data": st.dictionaries(mimes, st.one_of(lines, trees), max_size=3),
            "metadata": trees,
        }
    ),
    st.fixed_dictionaries(
        {
            "output_type": st.just("error"),
            "ename": texts,
            "evalue": texts,
            "traceback": st.lists(texts, max_size=3),
        }
    ),
    trees,
)
cells = st.one_of(
    st.fixed_dictionaries(
        {
            "cell_type": st.sampled_from(["code", "markdown", "raw"]),
            "metadata": trees,
            "source": lines,
            "outputs": st.lists(outputs, max_size=3),
        },
        optional={"attachments": trees, "id": texts, "odd key": trees},
    ),
    trees,
)
notebooks = st.fixed_dictionaries(
    {"cells": st.lists(cells, max_size=3), "metadata": trees}, optional={"anything": trees}
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A notebook as some program may have written it."""
    text = json.dumps(
        draw(notebooks),
        indent=draw(st.sampled_from([None, 0, 1, 4, "\t"])),
        ensure_ascii=draw(st.booleans()),
        separators=draw(st.sampled_from([None, (",", ":"), (" ,  ", " : ")])),
    )
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    text += draw(st.sampled_from(["", "\n", " \n\n"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode("utf-8", "surrogatepass")


def readings(document: Document) -> list[Reading]:
    return [reading for place in document.places for reading in place.readings]


@thorough
@given(files())
def test_what_is_only_read_stays_byte_for_byte(data: bytes) -> None:
    document = open_document("any.ipynb", data)
    for place in document.places:
        for reading in place.readings:
            start, end = reading.locate(0, len(reading.text))
            assert 0 <= start <= end <= len(place.text)
    assert document.render() == data


@thorough
@given(files())
def test_every_string_of_the_tree_is_in_some_place(data: bytes) -> None:
    document = open_document("any.ipynb", data)
    seen = "\0".join(place.text for place in document.places)
    assert all(text in seen for text in leaves(document_tree(data)))


def document_tree(data: bytes) -> Any:
    return json.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass"))


def leaves(tree: Any) -> list[str]:
    """The strings of a tree long enough to matter, but for those of binary MIME types."""
    if isinstance(tree, str):
        return [tree] if len(tree) > 3 and tree not in WORDS else []
    if isinstance(tree, list):
        return [leaf for item in tree for leaf in leaves(item)]
    if isinstance(tree, dict):
        return [leaf for key, item in tree.items() if key not in BINARY for leaf in leaves(item)]
    return []


WORDS = {"code", "markdown", "stream", "stdout", "stderr", "display_data", "execute_result"}
WORDS |= {"error"}
BINARY = {"image/png", "png"}


@thorough
@given(files(), st.data())
def test_any_replacement_leaves_a_notebook_and_everything_else(
    data: bytes, choose: st.DataObject
) -> None:
    document = open_document("any.ipynb", data)
    long = [reading for reading in readings(document) if len(reading.text) > 1]
    if not long:
        return
    reading = choose.draw(st.sampled_from(long))
    start = choose.draw(st.integers(0, len(reading.text) - 1))
    end = choose.draw(st.integers(start + 1, len(reading.text)))
    before = [place.text for place in document.places]
    if not reading.replace(start, end, NEW):
        assert document.render() == data
        return
    after = [place.text for place in open_document("any.ipynb", document.render()).places]
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
    assert len(changed) <= 1 or len(before) != len(after)
    assert document.render() == document.render()


# Planted values: each layer is one way in which text is written inside other text.


def entity(draw: st.DrawFn, text: str) -> str:
    """Some characters as references, what markup needs always."""
    forms: list[Callable[[str], str]] = [
        lambda c: html.escape(c),
        lambda c: f"&#{ord(c)};",
        lambda c: f"&#x{ord(c):X};",
    ]
    return "".join(draw(st.sampled_from(forms))(c) for c in text)


def quoted(draw: st.DrawFn, text: str) -> str:
    """A JSON string inside the text, any characters escaped."""
    body = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 0x10000 and draw(st.booleans()) else json.dumps(c)[1:-1]
        for c in text
    )
    return f'{{"note": "{body}"}}'


def hexed(draw: st.DrawFn, text: str) -> str:
    """A JavaScript string."""
    body = "".join(
        f"\\x{ord(c):02x}" if c.isascii() and draw(st.booleans()) else json.dumps(c)[1:-1]
        for c in text
    )
    return f'f("{body}")'


def percent(draw: st.DrawFn, text: str) -> str:
    octets = text.encode()
    body = "".join(
        f"%{o:02X}" if not chr(o).isalnum() or o > 127 or draw(st.booleans()) else chr(o)
        for o in octets
    )
    return f"https://x.example/?q={body}"


def coloured(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return f"\x1b[31m{text[:at]}\x1b[0;1m{text[at:]}\x1b[0m"


def tagged(draw: st.DrawFn, text: str) -> str:
    """In markup, perhaps with a tag in the middle, perhaps in an attribute."""
    escaped = [html.escape(c) for c in text]
    at = draw(st.integers(0, len(text)))
    middle = "".join(escaped[:at]) + "<b>" + "".join(escaped[at:]) + "</b>"
    inside = f'<a title="{"".join(escaped)}">x</a>'
    return draw(st.sampled_from([f"<p>{middle}</p>", f"<p>{inside}</p>"]))


def embedded(draw: st.DrawFn, text: str) -> str:  # noqa: ARG001
    payload = base64.b64encode(text.encode()).decode()
    return f'<a href="data:text/plain;base64,{payload}">x</a>'


layers = st.lists(st.sampled_from([entity, quoted, hexed, percent, tagged, embedded]), max_size=3)
values = st.sampled_from(
    ["jane.roe@acme-corp.org", "Zoë Ångström", "4111 1111 1111 1111", "Jane \U0001f600 Roe"]
)
fillers = st.text("abc ,.", max_size=12)


def cell(**parts: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": "", "outputs": [], **parts}


def split(draw: st.DrawFn, text: str) -> list[str]:
    ats = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    return [text[a:b] for a, b in zip([0, *ats], [*ats, len(text)], strict=True)]


def in_stream(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """A stream in pieces, each a list of lines."""
    pieces = split(draw, text)
    stream = {"output_type": "stream", "name": "stdout"}
    return cell(outputs=[{**stream, "text": split(draw, piece)} for piece in pieces])


def in_result(draw: st.DrawFn, text: str) -> dict[str, Any]:
    return cell(
        outputs=[
            {
                "output_type": "execute_result",
                "data": {"text/plain": split(draw, text)},
                "metadata": {},
            }
        ]
    )


def in_json(draw: st.DrawFn, text: str) -> dict[str, Any]:  # noqa: ARG001
    data = {"application/vnd.any+json": {"rows": [{"a": 1}, {"a": text}]}}
    return cell(outputs=[{"output_type": "display_data", "data": data, "metadata": {}}])


def in_key(draw: st.DrawFn, text: str) -> dict[str, Any]:  # noqa: ARG001
    return cell(metadata={"deep": [{text + "@": 1}]})


def in_error(draw: st.DrawFn, text: str) -> dict[str, Any]:  # noqa: ARG001
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["-", text]}
    return cell(outputs=[error])


def in_markdown(draw: st.DrawFn, text: str) -> dict[str, Any]:
    return cell(cell_type="markdown", source=split(draw, text))


def in_attachment(draw: st.DrawFn, text: str) -> dict[str, Any]:
    return cell(attachments={"a.txt": {"text/plain": split(draw, text)}})


places = st.sampled_from(
    [in_stream, in_result, in_json, in_key, in_error, in_markdown, in_attachment]
)


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, bytes]:
    """A value, and a notebook that holds it once, in some encoding, at some place."""
    value = draw(values)
    text = value
    around = draw(layers)
    for layer in around:
        text = layer(draw, text)
    if embedded not in around and draw(st.booleans()):  # nothing colours half a payload
        text = coloured(draw, text)
    made = draw(places)(draw, draw(fillers) + " " + text + " " + draw(fillers))
    notebook = {"cells": [cell(source="x = 1"), made], "metadata": {}}
    return value, json.dumps(notebook, ensure_ascii=draw(st.booleans()), indent=1).encode()


def holding(document: Document, value: str) -> list[tuple[Reading, int]]:
    found = [(reading, reading.text.find(value)) for reading in readings(document)]
    return [(reading, at) for reading, at in found if at >= 0]


@thorough
@given(planted())
def test_a_planted_value_is_found_and_goes_and_nothing_else_does(case: tuple[str, bytes]) -> None:
    value, data = case
    document = open_document("planted.ipynb", data)
    found = holding(document, value)
    assert found
    reading, at = found[0]
    expected = reading.text.replace(value, NEW, 1)
    assert reading.replace(at, at + len(value), NEW)
    cleaned = open_document("planted.ipynb", document.render())
    assert not holding(cleaned, value)
    # A layer less may be read around it once the value no longer runs over a tag.
    assert any(expected.strip() in again.text for again in readings(cleaned))
    assert cleaned.render() == document.render()
