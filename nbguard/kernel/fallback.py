"""The panel where there are no widgets: a page of nbconvert, a code host's view, a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def as_text(title: str, rows: Rows) -> str:
    """A line for each row.

    >>> print(as_text("df: 3 rows", [{"name": "mail", "entities": {"EMAIL_ADDRESS": 3}}]))
    nbguard: df: 3 rows
    mail: 3 EMAIL_ADDRESS
    """
    lines = [f"{row['name']}: {spelled(row['entities'])}" for row in rows]
    return "\n".join([f"nbguard: {title}", *(lines or ["nothing found"])])


def as_html(title: str, rows: Rows) -> str:
    """A plain table, which no theme can make unreadable."""
    if not rows:
        return f"<p class='nbguard-static'>nbguard: {escape(title)}: nothing found</p>"
    head = "<tr><th>where</th><th>what</th></tr>"
    cells = "".join(
        f"<tr><td>{escape(row['name'])}</td><td>{escape(spelled(row['entities']))}</td></tr>"
        for row in rows
    )
    caption = f"<caption>nbguard: {escape(title)}</caption>"
    return f"<table class='nbguard-static'>{caption}{head}{cells}</table>"


def spelled(entities: Mapping[str, int]) -> str:
    """The counts in words.

    >>> spelled({"PERSON": 2, "US_SSN": 1})
    '2 PERSON, 1 US_SSN'
    """
    return ", ".join(f"{count} {entity}" for entity, count in entities.items())
