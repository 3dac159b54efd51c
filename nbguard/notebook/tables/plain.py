"""The tables in a plain text, whatever they are made of."""

from __future__ import annotations

from nbguard.notebook.tables import Cell, Span, aligned, drawn


def tables(text: str) -> list[tuple[Span, list[Cell]]]:
    """Each table, by position: where it lies, and its cells. No two overlap."""
    if "\n" not in text:
        return []
    found: list[tuple[Span, list[Cell]]] = []
    for table in sorted([*drawn.tables(text), *aligned.tables(text)], key=lambda table: table[0]):
        if not found or table[0][0] >= found[-1][0][1]:
            found.append(table)
    return found
