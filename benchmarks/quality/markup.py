"""Documents with labels: text in which ``[[PERSON|Jane Doe]]`` marks a span to be found."""

from __future__ import annotations

import re
from typing import NamedTuple

_SPAN = re.compile(r"\[\[([A-Z_]+)(?:/([\w.]+))?\|(.*?)\]\]", re.DOTALL)


class Label(NamedTuple):
    """``text[start:end]`` is an ``entity``; ``group`` is an origin, a region or a vendor."""

    start: int
    end: int
    entity: str
    group: str = ""


class Document(NamedTuple):
    """One labelled text; ``kind`` is the kind of text it is: mixed, news, court, logs ..."""

    name: str
    kind: str
    text: str
    labels: tuple[Label, ...]


def mark(entity: str, value: str, group: str = "") -> str:
    """``value`` marked up as an ``entity``."""
    return f"[[{entity}{'/' + group if group else ''}|{value}]]"


def parse(name: str, kind: str, marked: str) -> Document:
    """The document behind marked-up text.

    >>> parse("a", "mixed", "Call [[PERSON|Jo Wu]] now").labels
    (Label(start=5, end=10, entity='PERSON', group=''),)
    """
    text, labels, end = "", [], 0
    for span in _SPAN.finditer(marked):
        text += marked[end : span.start()]
        entity, group, value = span.groups()
        labels.append(Label(len(text), len(text) + len(value), entity, group or ""))
        text += value
        end = span.end()
    return Document(name, kind, text + marked[end:], tuple(labels))
