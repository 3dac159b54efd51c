"""Code stays code: only strings and comments change, and they stay what they were."""

from __future__ import annotations

import ast
import json
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbguard.notebook import Document, Place, open_document
from nbguard.notebook.code.lexers import literals


def opened(source: str, language: str = "python", **cell: Any) -> Document:
    metadata = {"language_info": {"name": language}}
    whole = {"cell_type": "code", "source": source, **cell}
    return open_document("a.ipynb", json.dumps({"cells": [whole], "metadata": metadata}).encode())


def source_of(document: Document) -> Place:
    return next(place for place in document.places if place.where == "source")


def replaced(source: str, old: str, new: str, language: str = "python") -> str:
    """The source after each reading's every ``old`` was replaced, where that can be done."""
    document = opened(source, language)
    for reading in source_of(document).readings:
        at = reading.text.find(old)
        while at >= 0:
            reading.replace(at, at + len(old), new)
            at = reading.text.find(old, at + 1)
    text = json.loads(document.render())["cells"][0]["source"]
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(
    ("language", "source", "inside"),
    [
        pytest.param("python", "x = 'a' + \"b\" # c", ["a", "b", " c"], id="strings, a comment"),
        pytest.param("python", "'''a\nb''' ; r'c\\'", ["a\nb"], id="long, and never closed"),
        pytest.param("python", "f'a{x}b' f'{y:>{w}}c'", ["a", "b", "c"], id="formatted strings"),
        pytest.param("python", "f'{x[\"k\"]!r}a{{b}}'", ["a{{b}}"], id="braces and quotes in one"),
        pytest.param("python", "f'{f\"{x}\"}a'", ["a"], id="a formatted string in another"),
        pytest.param("python", "f'{x:\\'>9}a'", ["a"], id="a quote in a format"),
        pytest.param("python", "rb'a' B\"b\" bar'c'", ["a", "b", "c"], id="prefixes"),
        pytest.param("python", "x = 'a\ny = 'b'", ["b"], id="a string that its line ends"),
        pytest.param("python", "!cat 'a' b", ["cat 'a' b"], id="a shell line"),
        pytest.param("python", "x = !ls a", ["ls a"], id="a shell assignment"),
        pytest.param("python", "  %env A=b", ["A=b"], id="a magic's arguments"),
        pytest.param("python", "%time f('a') + b", ["a"], id="a magic that runs Python"),
        pytest.param("python", "(a\n% b, 'c')", ["c"], id="a modulo is no magic"),
        pytest.param("python", "a \\\n% b + 'c'", ["c"], id="nor after a backslash"),
        pytest.param("python", "%%bash\necho a", ["", "\necho a"], id="a shell cell"),
        pytest.param("python", "%%time\nf('a')", ["a"], id="a cell magic that runs Python"),
        pytest.param("python", "%%sql x\nselect 'a' -- b", [" x", "a", " b"], id="an SQL cell"),
        pytest.param("r", "x <- 'a' # b'\ny <- \"c\nd\"", ["a", " b'", "c\nd"], id="R"),
        pytest.param("julia", 'x = "a" # b\nA\' * """c"""', ["a", " b", "c"], id="Julia"),
        pytest.param("javascript", "x = `a` // b\n/* c */ 'd'", ["a", " b", " c ", "d"], id="JS"),
        pytest.param("sql", "select 'it''s' -- a\n", ["it''s", " a"], id="SQL"),
        pytest.param("octave", "A' + 'b' % c", ["b", " c"], id="Octave"),
        pytest.param("scala", 'val x = """a"b""" // c', ['a"b', " c"], id="Scala"),
        pytest.param("clojure", '(f "a") ; b', ["a", " b"], id="Clojure"),
        pytest.param("haskell", 'f x\' = "a" -- b', ["a", " b"], id="Haskell"),
        pytest.param("bash", "echo a", ["echo a"], id="a shell kernel"),
        pytest.param("unheard-of", "x = 'a' # b", ["a", " b"], id="an unknown language"),
    ],
)
def test_strings_and_comments(language: str, source: str, inside: list[str]) -> None:
    assert [source[lit.start : lit.end] for lit in literals(source, language)] == inside


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("f('jane@x.org')", "f('NEW')", id="a string"),
        pytest.param("f()  # jane@x.org", "f()  # NEW", id="a comment"),
        pytest.param("'\\tjane\\x40x.org\\n'", "'\\tNEW\\n'", id="its own escapes stay"),
        pytest.param("'\\njane@x.org'", "'\\nNEW'", id="an escape is not part of the value"),
        pytest.param("r'\\njane@x.org'", "r'\\nNEW'", id="a raw string"),
        pytest.param("f'{x} jane@x.org {y}'", "f'{x} NEW {y}'", id="a formatted string"),
        pytest.param("jane@x.org", "jane@x.org", id="code stays"),
        pytest.param("jane @x.org; 'jane@x.org'", "jane @x.org; 'NEW'", id="only the string"),
        pytest.param(
            "f'jane{\"@\"}x.org'", "f'jane{\"@\"}x.org'", id="over an expression it stays"
        ),
        pytest.param("!mail jane@x.org", "!mail NEW", id="a shell line"),
    ],
)
def test_replaced_in_python(before: str, after: str) -> None:
    assert replaced(before, "jane@x.org", "NEW") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("'v'", "'\\'\"{\\\\\\n'", id="the quote, backslashes, line ends"),
        pytest.param('"v"', '"\'\\"{\\\\\\n"', id="the other quote"),
        pytest.param("f'v'", "f'\\'\"{{\\\\\\n'", id="braces in a formatted string"),
        pytest.param("r'v'", "r'v'", id="a raw string cannot take it"),
        pytest.param("# v", "# v", id="nor a comment"),
        pytest.param("!echo v", "!echo v", id="nor a shell line"),
    ],
)
def test_what_is_written_is_escaped_for_its_string(before: str, after: str) -> None:
    assert replaced(before, "v", "'\"{\\\n") == after


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        pytest.param("python", "b'v'", "b'v'", id="bytes take ASCII only"),
        pytest.param("python", "'v'", "'é'", id="strings take all"),
        pytest.param("sql", "select 'v'", "select 'é'", id="SQL"),
        pytest.param("javascript", "/* v */", "/* é */", id="a block comment"),
    ],
)
def test_what_fits(language: str, before: str, after: str) -> None:
    assert replaced(before, "v", "é", language) == after


def test_quotes_are_doubled_where_the_language_doubles_them() -> None:
    assert replaced("select 'v'", "v", "o'b", "sql") == "select 'o''b'"


def test_a_block_comment_is_not_closed() -> None:
    assert replaced("/* v */", "v", "a*/b", "c") == "/* v */"


@pytest.mark.parametrize(
    ("source", "span", "can"),
    [
        pytest.param("x = 'abc'", (5, 8), True, id="in a string"),
        pytest.param("x = 'abc'", (4, 8), False, id="with its quote"),
        pytest.param("x = 'abc'", (0, 1), False, id="code"),
        pytest.param("'a' + 'b'", (1, 8), False, id="from one string into the next"),
        pytest.param("x # abc", (4, 7), True, id="in a comment"),
        pytest.param("x # abc\ny", (5, 9), False, id="over its end"),
    ],
)
def test_replaceable(source: str, span: tuple[int, int], can: bool) -> None:
    assert source_of(opened(source)).replaceable(*span) is can


def test_markdown_and_raw_cells_are_no_code() -> None:
    for cell_type in ("markdown", "raw"):
        assert source_of(opened("x = y", cell_type=cell_type)).replaceable(0, 5)


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        pytest.param({"vscode": {"languageId": "sql"}}, "sql", id="VS Code"),
        pytest.param({"dotnet_interactive": {"language": "csharp"}}, "csharp", id=".NET"),
    ],
)
def test_a_cell_can_have_a_language_of_its_own(metadata: Any, language: str) -> None:
    comment = {"sql": "-- a", "csharp": "// a"}[language]
    place = source_of(opened(f"x {comment}", metadata=metadata))
    assert place.replaceable(5, 6)
    assert not source_of(opened(f"x {comment}")).replaceable(5, 6)


VALUE = "jane@x.org"
words = st.text(string.ascii_letters + " .\u00e9", max_size=6)
prefixes = st.sampled_from(["", "r", "b", "f", "u", "rb", "fr", "F", "Rb"])
quotes = st.sampled_from(["'", '"', "'''", '"""'])


@st.composite
def strings(draw: st.DrawFn) -> str:
    """A Python string that holds the value among escapes, braces and expressions."""
    prefix, quote = draw(prefixes), draw(quotes)
    pieces = ["a", " ", "'" if quote[0] == '"' else '"', VALUE]
    pieces += [] if "r" in prefix.lower() else ["\\n", "\\\\", "\\x40", f"\\{quote[0]}"]
    pieces += ["{x}", "{{", "}}", "{x!r:>{y}}", "{x:'^9}"] if "f" in prefix.lower() else ["{", "}"]
    pieces += ["\n", "#"] if len(quote) == 3 else []
    if "f" in prefix.lower() and quote[0] == "'":
        pieces.remove("{x:'^9}")
    body = "".join(draw(st.lists(st.sampled_from(pieces), max_size=6)))
    return f"{prefix}{quote}{VALUE} {body} a{quote}"


lines = st.one_of(
    strings().map(lambda text: f"x = f({text}, y)"),
    strings().map(lambda text: f"[\n    {text},\n    1 % 2,\n]"),
    words.map(lambda text: f"x = 1  # {text} {VALUE} '"),
    st.just("y = 3 \\\n  % 2"),
    st.just("def f(a):\n    return a['k']"),
)


@settings(deadline=None)
@given(
    st.lists(lines, min_size=1, max_size=5).map("\n".join),
    st.sampled_from(["[PERSON_1]", "O'B \"{\\"]),
)
def test_what_parsed_still_parses(source: str, new: str) -> None:
    try:
        before = ast.dump(ast.parse(source))
    except SyntaxError:
        return
    made = replaced(source, VALUE, new)
    after = ast.dump(ast.parse(made))
    if new == "[PERSON_1]":
        assert VALUE not in made
        assert after == before.replace(VALUE, new)
