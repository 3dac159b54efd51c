"""What a user reads when a save is refused: what, where, and what to do. Never a value.

Jupyter shows the text in a dialog. Every one begins with "nbguard: not saved", by which the
front end knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbguard.lab.desk import counted

if TYPE_CHECKING:
    from nbguard.lab.desk import Found

NOT_SAVED = "nbguard: not saved"
_MOST_CELLS = 8


def refused(found: Found, source: str) -> str:
    """The refusal of a notebook that holds something, under the policy from ``source``.

    >>> print(refused([("PERSON", 2, 1), ("PERSON", 0, 1)], "built in"))
    nbguard: not saved, because it holds PERSON (2): in cells 0, 2 (counted from 0). \
Redact or allow what is listed in the nbguard panel, then save again. \
The save mode is "block" (policy: built in).
    """
    what = ", ".join(f"{entity} ({times})" for entity, times in counted(found).items())
    return (
        f"{NOT_SAVED}, because it holds {what}: in {_where(found)}. Redact or allow what is "
        f"listed in the nbguard panel, then save again. "
        f'The save mode is "block" (policy: {source}).'
    ).replace("%", "")


def failed(reason: str) -> str:
    """The refusal where the guard could not do its work; the file is as it was.

    >>> failed("the worker died")
    'nbguard: not saved, because it could not be checked: the worker died. The file is as it was.'
    """
    end = "" if reason.endswith((".", "?", "!")) else "."
    return (
        f"{NOT_SAVED}, because it could not be checked: {reason}{end} The file is as it was."
    ).replace("%", "")


def _where(found: Found) -> str:
    cells = sorted({cell for _, cell, _ in found if cell is not None})
    outside = any(cell is None for _, cell, _ in found)
    if not cells:
        return "what is outside its cells"
    named = ", ".join(map(str, cells[:_MOST_CELLS]))
    more = f" and {len(cells) - _MOST_CELLS} more" if len(cells) > _MOST_CELLS else ""
    noun = "cell" if len(cells) == 1 else "cells"
    beside = ", and outside them" if outside else ""
    return f"{noun} {named}{more} (counted from 0){beside}"
