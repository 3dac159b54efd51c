"""The labelled documents of a split: templates from ``data/``, their slots filled.

Every document draws from a generator of its own, so one more template changes no other.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from benchmarks.quality.markup import Document, mark, parse
from benchmarks.quality.names import DATA, addresses, lines
from benchmarks.quality.slots import Filler

if TYPE_CHECKING:
    from collections.abc import Iterator

# How often each template is filled: names are the field's weak point, so they get more draws.
COPIES = {"mixed": 4, "logs": 2, "secrets": 1, "news": 1, "court": 1}
KINDS = ("mixed", "news", "court", "logs", "addresses", "secrets")

# In prose a span without an entity is a person.
_PERSON = re.compile(r"\[\[([^|\]]+)\]\]")
_FRAMES = (
    "{}",
    "Address: {}",
    "Please deliver to {} before noon.",
    "shipping_address: {}",
    "We met at {}, where the old cinema was.",
    '{{"address": "{}"}}',
    "Our new office is at {}.",
    "Return to sender: {}",
)
_FRAMES_OF_SEVERAL_LINES = ("{}", "Ship to:\n{}")


@cache
def load(split: str, kind: str) -> tuple[Document, ...]:
    """Every document of ``kind`` in ``split`` (``dev`` or ``test``), filled and labelled."""
    if kind == "addresses":
        return tuple(_address_documents(split))
    return tuple(
        _document(split, kind, number, copy, template)
        for number, template in enumerate(_templates(split, kind))
        for copy in range(COPIES[kind])
    )


def everything(split: str) -> list[Document]:
    """All labelled documents of ``split``."""
    return [document for kind in KINDS for document in load(split, kind)]


def examples(split: str) -> list[Document]:
    """One recognizer's examples each: ``kind`` is the entity they are about."""
    rows = [line.split(": ", 1) for line in lines(split, "examples")]
    documents = (_document(split, "examples", i, 0, _breaks(t)) for i, (_, t) in enumerate(rows))
    return [d._replace(kind=entity) for d, (entity, _) in zip(documents, rows, strict=True)]


def _document(split: str, kind: str, number: int, copy: int, template: str) -> Document:
    filler = Filler(split, Random(f"{split}/{kind}/{number}/{copy}"))
    return parse(f"{kind}-{number}-{copy}", kind, filler.fill(template))


def _templates(split: str, kind: str) -> list[str]:
    if kind == "mixed":
        return [_breaks(line) for line in lines(split, kind)]
    parts = (DATA / split / f"{kind}.txt").read_text(encoding="utf-8").split("\n---\n")
    return [_PERSON.sub(r"[[PERSON|\1]]", _breaks(part.strip("\n"))) for part in parts]


def _breaks(text: str) -> str:
    # A doubled backslash in a template stands for one: Windows paths need it.
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")


def _address_documents(split: str) -> Iterator[Document]:
    for number, (country, address) in enumerate(addresses(split)):
        frames = _FRAMES_OF_SEVERAL_LINES if "\n" in address else _FRAMES
        frame = frames[number % len(frames)]
        marked = frame.format(mark("STREET_ADDRESS", address, country))
        yield parse(f"addresses-{number}", "addresses", marked)
