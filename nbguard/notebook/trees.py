"""Places of free trees: MIME bundles, outputs, metadata, widget state, and what nobody foresaw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from nbguard.notebook import kinds
from nbguard.notebook.jsontext import KEY, NUMBER
from nbguard.notebook.kinds import BASE64, BINARY, IDENTIFIER, JSON, NAME, TEXT
from nbguard.notebook.layers import base64text
from nbguard.notebook.places import Home, PicturePlace, Place
from nbguard.notebook.where import Step, is_mime, is_plain

Context = tuple[str, ...]

_MOST_CONTEXT = 3
_OUTPUT_TYPES = {"stream", "display_data", "execute_result", "error", "pyout", "pyerr"}
# What nbformat itself writes under these keys says nothing.
_WORDED = {"cell_type", "output_type", "stream", "language", "name"}
_WORDS = {"code", "markdown", "raw", "heading", "html", "python", "stdout", "stderr"}
_WORDS |= _OUTPUT_TYPES
_RANDOM_ID = re.compile(r"[0-9a-f]{6,12}(?:-[0-9a-f]{4}){0,3}(?:-[0-9a-f]{12})?|[0-9a-f]{32}")
# nbformat 3 names MIME types by short keys of the output itself.
V3_MIMES = {
    "html": "text/html",
    "javascript": "application/javascript",
    "jpeg": "image/jpeg",
    "json": "application/json",
    "latex": "text/latex",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
}


class _Node(NamedTuple):
    """A list or object still to be walked."""

    step: Step
    value: Any
    context: Context


def is_text(value: Any) -> bool:
    """Whether a value is what nbformat calls a multiline string: a string or a list of them."""
    return isinstance(value, str) or (
        isinstance(value, list) and all(type(line) is str for line in value)
    )


def joined(
    home: Home, step: Step, value: Any, *, kind: str = TEXT, glue: str = ""
) -> Iterator[Place]:
    """The place of a multiline string; none where it is empty."""
    text = value if isinstance(value, str) else glue.join(value)
    if text:
        yield Place(home, step, text, kind=kind, parts=[(step.owner, step.key)], glue=glue)


def identifier(home: Home, step: Step, value: Any) -> Iterator[Place]:
    """The place of a cell's id; one made of random hexadecimal digits holds nothing."""
    if not isinstance(value, str):
        yield from places(home, step, value)
    elif not _RANDOM_ID.fullmatch(value):
        yield from joined(home, step, value, kind=IDENTIFIER)


def member(home: Home, step: Step, value: Any) -> Iterator[Place]:
    """The places of one member of an object that nbformat describes, and of its key."""
    key = str(step.key)
    if not is_plain(key):
        yield _key(home, step, ())
    if not (key in _WORDED and _is_one_of(value, _WORDS)):
        yield from places(home, step, value, (key,) if isinstance(value, str) else ())


def _is_one_of(value: Any, known: set[str]) -> bool:
    return isinstance(value, str) and value in known


def places(home: Home, step: Step, value: Any, context: Context = ()) -> Iterator[Place]:
    """Every string of a tree, with the keys above it as context; no recursion in free data."""
    waiting = _child(home, step, value, context)
    while waiting:
        item = waiting.pop()
        if isinstance(item, Place):
            yield item
        else:
            waiting += reversed(_opened(home, item))


def _opened(home: Home, node: _Node) -> list[Place | _Node]:
    """What a list or object holds, in order."""
    step, value, context = node
    if isinstance(value, list):
        return [
            found
            for i, item in enumerate(value)
            if type(item) is not float
            for found in _child(home, Step(step, value, i), item, context)
        ]
    if _is_one_of(value.get("output_type"), _OUTPUT_TYPES):
        return list(_output(home, step, value))
    members = (Step(step, value, key, number=number) for number, key in enumerate(value))
    return [found for member in members for found in _member(home, member, context)]


def _member(home: Home, step: Step, context: Context) -> Iterator[Place | _Node]:
    """One member of a free object: its key if that says something, and what it holds."""
    owner, key, value = step.owner, str(step.key), step.value
    if not is_plain(key):
        yield _key(home, step, context)
    titles = _titles(owner, key)
    if titles:
        for i in range(len(value)):
            yield from _row(home, Step(step, value, i), titles, context)
    elif is_mime(key):
        yield from mime(home, step, value, key)
    elif key == "outputs" and isinstance(value, list):
        yield from outputs(home, step, value)
    elif key == "data" and isinstance(value, str) and owner.get("encoding") == "base64":
        yield from joined(home, step, value, kind=BASE64)
    else:
        said = "password" if key == "value" and _asks_for_password(owner) else key
        yield from _child(home, step, value, (*context[1 - _MOST_CONTEXT :], said))


def _asks_for_password(owner: dict[str, Any]) -> bool:
    """Whether an object is the state of ipywidgets' field for passwords."""
    return bool(owner.get("_model_name") == "PasswordModel")


def _titles(owner: dict[str, Any], key: str) -> list[str] | None:
    """The columns of a frame in pandas' split form, if ``owner[key]`` holds its rows."""
    names, rows = owner.get("columns"), owner[key]
    if key != "data" or not isinstance(names, list) or not isinstance(rows, list):
        return None
    fits = all(isinstance(row, list) and len(row) == len(names) for row in rows)
    return [str(name) for name in names] if fits else None


def _row(home: Home, above: Step, titles: list[str], context: Context) -> Iterator[Place | _Node]:
    """The values of a row, each with the title of its column."""
    for i, (item, title) in enumerate(zip(above.value, titles, strict=True)):
        if type(item) is not float:
            yield from _child(home, Step(above, above.value, i), item, (*context, title))


def _child(home: Home, step: Step, value: Any, context: Context) -> list[Place | _Node]:
    """A value as a place, or as a node to be walked; nothing if it holds no text."""
    if isinstance(value, str):
        if not value:
            return []
        return [Place(home, step, value, parts=[(step.owner, step.key)], context=context)]
    if isinstance(value, (dict, list)):
        return (
            list(joined(home, step, value)) if _is_lines(value) else [_Node(step, value, context)]
        )
    if _is_telling(value, context):
        parts = [(step.owner, step.key)]
        return [Place(home, step, str(value), parts=parts, form=NUMBER, context=context)]
    return []


def _key(home: Home, step: Step, context: Context) -> Place:
    parts = [(step.owner, step.key)]
    return Place(home, step, str(step.key), kind=NAME, parts=parts, form=KEY, context=context)


def _is_lines(value: Any) -> bool:
    """Whether a list of strings is one text cut into lines: all but the last end in a line end."""
    return (
        isinstance(value, list)
        and len(value) > 1
        and is_text(value)
        and all(line.endswith("\n") for line in value[:-1])
    )


def _is_telling(value: Any, context: Context) -> bool:
    """Whether a number is long enough, and its key telling enough, to be sensitive."""
    return type(value) is int and abs(value) > 99_999 and any(map(_telling().search, context))


@cache  # compiled for the first long number: most notebooks have none
def _telling() -> re.Pattern[str]:
    """Keys under which a number may be sensitive; without such a key it is no finding."""
    return re.compile(
        r"(?:^|[^a-z])(?:credit|card|cc|pan|iban|acct|account|routing|ssn|social|security|passport"
        r"|licen[cs]e|tax|tin|vat|national|nhs|nino|aadhaar|cpf|cnpj|dni|nie|bsn|pesel|sin|cpr"
        r"|phone|mobile|cell|tel|telephone|fax|contact|patient|mrn|medical|insurance|npi|imei)",
        re.IGNORECASE,
    )


def mime(home: Home, step: Step, value: Any, name: str) -> Iterator[Place]:
    """The places of one value of a MIME bundle."""
    kind = kinds.of_mime(name)
    if not is_text(value) or (kind == JSON and not (isinstance(value, str) or _is_lines(value))):
        yield from places(home, step, value)
    elif kind == BINARY:
        yield from _picture(home, step, value, name)
    else:
        yield from joined(home, step, value, kind=TEXT if kind == JSON else kind)


def _picture(home: Home, step: Step, value: str | list[str], name: str) -> Iterator[Place]:
    """The place of a picture that can be read and says something; anything else is counted."""
    text = value if isinstance(value, str) else "".join(value)
    data = base64text.octets(text) if home.unscanned.pictures else b""
    picture = home.unscanned.read(name, data)
    if picture is None:
        if kinds.is_image(name):
            home.unscanned.unread.add((id(step.owner), step.key))
    elif picture.text:
        yield PicturePlace(home, step, picture, data, len(text))


def outputs(home: Home, above: Step, values: list[Any]) -> Iterator[Place]:
    """The places of a list of outputs.

    Streams of one name that follow each other are read as one text, as front ends show them:
    a value may begin in one and end in the next.
    """
    steps = [Step(above, values, i) for i in range(len(values))]
    for name, group in groupby(steps, key=lambda step: _stream(step.value)):
        if name is not None:
            yield from _streams(home, list(group))
            continue
        for step in group:
            yield from places(home, step, step.value)


def _stream(output: Any) -> str | None:
    """The name of a stream output, None for others."""
    if not isinstance(output, dict) or output.get("output_type") != "stream":
        return None
    return str(output.get("name") or output.get("stream") or "stdout")


def _streams(home: Home, steps: Sequence[Step]) -> Iterator[Place]:
    """Stream outputs of one name: their texts as one place, then whatever else they hold."""
    texts = [step for step in steps if is_text(step.value.get("text"))]
    if texts:
        step = Step(texts[0], texts[0].value, "text", schema=True)
        parts = [(step.value, "text") for step in texts]
        text = "".join(["".join(owner[key]) for owner, key in parts])
        yield from [Place(home, step, text, parts=parts)] if text else []
    for above in steps:
        for key, value in above.value.items():
            if key != "text" or above not in texts:
                yield from member(home, Step(above, above.value, key, schema=True), value)


def _output(home: Home, above: Step, output: dict[str, Any]) -> Iterator[Place]:
    """The places of one output that is not a stream."""
    for key, value in output.items():
        step = Step(above, output, key, schema=True)
        if key == "traceback" and is_text(value):
            yield from joined(home, step, value, glue="\n")
        elif key == "text" and is_text(value):
            yield from joined(home, step, value)
        elif key in V3_MIMES:
            yield from mime(home, step, value, V3_MIMES[key])
        else:
            yield from member(home, step, value)
