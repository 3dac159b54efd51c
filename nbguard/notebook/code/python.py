"""Strings and comments of Python as IPython runs it: f-strings, magics and shell lines included.

The standard tokenizer gives up on code that is not quite Python, takes an f-string as one token
before Python 3.12 and as many after, and reads a megabyte in a second. This one pass does
neither, and where code is broken it errs on the side of finding no string.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nbguard.notebook.code import lexer
from nbguard.notebook.code.languages import PYTHON, TEXT, Language, named
from nbguard.notebook.code.literals import Literal

_MOST_NESTED = 8
_QUOTE = r"\"\"\"|'''|\"|'"
_TOKEN = re.compile(
    rf"(?P<comment>\#)|(?P<prefix>\b[rRbBuUfFtT]{{1,2}})?(?P<quote>{_QUOTE})"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|\\\r?\n[ \t]*[%!]?"
    r"|(?P<magic>(?:\A|(?<=\n))[ \t]*(?=[%!])|=[ \t]*(?=[%!][A-Za-z!./~]))"
)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_LINE_MAGIC = re.compile(r"%{1,2}(\w+)[ \t]*|!{1,2}")
_IN_EXPRESSION = re.compile(rf"(\b[rRbBuUfFtT]{{1,2}})?({_QUOTE})|[(\[{{]|[)\]}}]|:")
_BRACE = re.compile(r"[{}]")
_RUNS_PYTHON = {
    *("capture", "debug", "lprun", "memit", "mprun", "prun", "pypy", "python", "python3"),
    *("px", "pxlocal", "snakeviz", "time", "timeit"),
}
_RUNS_OTHER = {
    "cython": PYTHON,
    "javascript": named("javascript"),
    "js": named("javascript"),
    "julia": named("julia"),
    "perl": named("perl"),
    "r": named("r"),
    "ruby": named("ruby"),
    "sql": named("sql"),
}


def literals(source: str) -> Iterator[Literal]:
    """The literals of a cell, in order; text that Python never parses counts as one."""
    magic = _CELL_MAGIC.match(source)
    if not magic:
        yield from _python(source, 0, len(source))
        return
    body = lexer.line_end(source, magic.end())
    name = magic[1].lower()
    if name in _RUNS_PYTHON:
        yield from _python(source, magic.end(), len(source))
        return
    yield Literal(magic.end(), body)
    yield from _in_language(source, body, _RUNS_OTHER.get(name, TEXT))


def _in_language(source: str, start: int, language: Language) -> Iterator[Literal]:
    if language is PYTHON:
        return _python(source, start, len(source))
    return lexer.literals(source, language, start)


def _python(source: str, at: int, end: int) -> Iterator[Literal]:
    depth = 0
    while at >= 0 and (match := _TOKEN.search(source, at, end)):
        at = match.end()
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth -= 1
        elif match["quote"]:
            found, at = _string(source, match)
            yield from found
        elif match["comment"]:
            at = min(lexer.line_end(source, at), end)
            yield Literal(match.end(), at)
        elif match["magic"] is not None and depth > 0:
            at += 1  # a modulo at the start of a line inside brackets
        elif match["magic"] is not None:
            stop = _logical_line_end(source, at)
            yield from _magic(source, at, stop)
            at = stop


def _magic(source: str, at: int, end: int) -> Iterator[Literal]:
    """A shell line is text; a magic's arguments are, unless the magic runs Python."""
    match = _LINE_MAGIC.match(source, at, end)
    if not match:
        return
    if match[1] and match[1].lower() in _RUNS_PYTHON:
        yield from _python(source, match.end(), end)
    else:
        yield Literal(match.end(), end)


def _logical_line_end(source: str, at: int) -> int:
    end = lexer.line_end(source, at)
    while end < len(source) and source[end - 1] == "\\":
        end = lexer.line_end(source, end + 1)
    return end


def _string(source: str, match: re.Match[str]) -> tuple[list[Literal], int]:
    """The literals of the string that begins at ``match``, and where to go on; -1: nowhere."""
    quote, prefix = match["quote"], (match["prefix"] or "").lower()
    long = len(quote) == 3
    if "f" in prefix or "t" in prefix:
        parts, end = _formatted(source, quote, match.end(), raw="r" in prefix)
        if end < 0:
            return [], -1
    else:
        end = lexer.string_end(source, quote, match.end(), long=long)
        parts = [(match.end(), end)]
        if end < 0:
            return [], -1 if long else lexer.line_end(source, match.end())
    escapes = "r" not in prefix
    made = [Literal(a, b, quote, prefix, escapes=escapes, long=long) for a, b in parts if a < b]
    return made, end + len(quote)


def _formatted(
    source: str, quote: str, at: int, *, raw: bool, nested: int = 0
) -> tuple[list[tuple[int, int]], int]:
    """The literal parts of an f-string, and where it is closed; -1 if it is not."""
    parts: list[tuple[int, int]] = []
    start = at
    while match := _in_formatted(quote, raw).search(source, at):
        sign, at = match[0], match.end()
        if sign == quote:
            return [*parts, (start, match.start())], match.start()
        if sign == "\n" and len(quote) == 1:
            break
        if sign == "{":
            parts.append((start, match.start()))
            start = at = _expression_end(source, at, nested)
            if at < 0:
                break
    return [], -1


@cache
def _in_formatted(quote: str, raw: bool) -> re.Pattern[str]:
    escape = r"\\[^{}]" if raw else r"\\N\{[^{}\n]{0,80}\}|\\[^{}]"
    return re.compile(rf"{escape}|\{{\{{|\}}\}}|\{{|{quote}|\n", re.DOTALL)


def _expression_end(source: str, at: int, nested: int) -> int:
    """Where the braces of an f-string close, past the brace; -1 if they do not."""
    depth = 0
    while nested < _MOST_NESTED and (match := _IN_EXPRESSION.search(source, at)):
        sign, at = match[0], match.end()
        if match[2]:
            at = _nested_string_end(source, match, nested)
        elif sign in "([{":
            depth += 1
        elif sign == ":":
            if not depth:
                return _format_end(source, at, nested)
        elif depth:
            depth -= 1
        else:
            return at if sign == "}" else -1
        if at < 0:
            break
    return -1


def _nested_string_end(source: str, match: re.Match[str], nested: int) -> int:
    prefix, quote = (match[1] or "").lower(), match[2]
    if "f" in prefix or "t" in prefix:
        _, end = _formatted(source, quote, match.end(), raw="r" in prefix, nested=nested + 1)
    else:
        end = lexer.string_end(source, quote, match.end(), long=len(quote) == 3)
    return end if end < 0 else end + len(quote)


def _format_end(source: str, at: int, nested: int) -> int:
    """Where a format specification ends: it may hold braces of its own."""
    while match := _BRACE.search(source, at):
        if match[0] == "}":
            return match.end()
        at = _expression_end(source, match.end(), nested + 1)
        if at < 0:
            break
    return -1
