"""Allow one finding: by a mark on its line, by the cell's tag, or in the policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nbguard.errors import NbguardError
from nbguard.guard import Guard
from nbguard.lab import asked
from nbguard.lab.cells import NAME, alone
from nbguard.notebook.code.languages import named
from nbguard.notebook.kinds import CODE
from nbguard.notebook.marks import TAG
from nbguard.policy import allow_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.guard import Hit
    from nbguard.lab.asked import Asked
    from nbguard.lab.rules import Rules
    from nbguard.notebook import Place

_MAGIC = re.compile(r"\s*%%(\w+)")
_MARKED_UP = ("html", "markdown", "svg")
_COMMENTS = {"javascript": "//", "js": "//", "latex": "%", "sql": "--"}
_MARK = re.compile(r"nbguard:[ \t]{0,8}allow\[(?P<entities>[A-Z0-9_, \t]{0,400})\]")


class Forbidden(NbguardError):
    """The policy, or the user's role, does not let him do this."""


def allow(held: Rules, ask: Asked) -> tuple[str, dict[str, Any]]:
    """The entity that is allowed from now on, and the answer. Raises BadRequest, Forbidden."""
    how = asked.text(ask.rest, "how")
    cell = ask.rest.get("cell")
    if not isinstance(cell, dict):
        raise asked.BadRequest('"cell" must be an object')
    hit = _hit(held, ask, cell)
    if not held.policy.may("allow", hit.match.entity):
        raise Forbidden(f"the policy forbids this to you ({held.policy.source})")
    if how == "mark":
        return hit.match.entity, {"cell": _marked(cell, hit)}
    if how == "tag":
        return hit.match.entity, {"cell": _tagged(cell, hit)}
    if how == "policy":
        if held.policy.pinned:
            raise Forbidden(f"the administrator's policy goes first ({held.policy.source})")
        source = held.policy.source
        file = allow_value(held.folder if source == "built in" else source, hit.value)
        return hit.match.entity, {"policy": str(file)}
    raise asked.BadRequest('"how" must be "mark", "tag" or "policy"')


def _hit(held: Rules, ask: Asked, cell: dict[str, Any]) -> Hit:
    spot = (
        asked.text(ask.rest, "place"),
        asked.whole_number(ask.rest, "start"),
        asked.whole_number(ask.rest, "end"),
    )
    guard = Guard(held.policy)
    document = guard.open(NAME, alone(cell, ask.metadata))
    for hit in guard.find(document.places):
        if (hit.place.where, hit.start, hit.end) == spot:
            return hit
    raise asked.BadRequest("there is no such finding in this cell any more; scan again")


def _marked(cell: dict[str, Any], hit: Hit) -> dict[str, Any]:
    """The cell with a mark at the end of a line of the finding's."""
    if hit.place.where != "source":
        raise asked.BadRequest("a mark stands in source; outputs are allowed by the cell's tag")
    text = hit.place.text
    for start, end in _lines(text, hit.start, hit.end):
        if _takes_comment(hit.place, start, end):
            line = _with_mark(text[start:end], hit.match.entity, _comment(cell, hit.place))
            return {**cell, "source": text[:start] + line + text[end:]}
    raise asked.BadRequest(
        "no comment can stand on that line (it is inside a string, or a magic); "
        "allow the value in the policy instead"
    )


def _tagged(cell: dict[str, Any], hit: Hit) -> dict[str, Any]:
    if not hit.place.where.startswith("outputs"):
        raise asked.BadRequest("the tag allows outputs; a line of source is allowed by a mark")
    metadata = cell.get("metadata") or {}
    return {**cell, "metadata": {**metadata, "tags": [*metadata.get("tags", []), TAG]}}


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that ``text[start:end]`` touches, without their ends."""
    at = text.rfind("\n", 0, start) + 1
    while at < end:
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _takes_comment(place: Place, start: int, end: int) -> bool:
    """Whether a comment can be put at the end of a line without changing what the code does."""
    line = place.text[start:end]
    if place.kind != CODE:
        return True
    if line.endswith("\\") or line.lstrip().startswith("%"):
        return False
    literal = place.literals.holding(end, end)
    return literal is None or (not literal.quote and literal.end == end)


def _comment(cell: dict[str, Any], place: Place) -> tuple[str, str]:
    """What begins and ends a comment in this cell."""
    magic = _MAGIC.match(place.text)
    if cell.get("cell_type") == "markdown" or (magic and magic[1] in _MARKED_UP):
        return "<!--", " -->"
    if magic and magic[1] in _COMMENTS:
        return _COMMENTS[magic[1]], ""
    return named(place.home.language).comments[0], ""


def _with_mark(line: str, entity: str, comment: tuple[str, str]) -> str:
    """The line with the mark, or with one entity more in the mark that it has.

    >>> _with_mark("x = 1", "PERSON", ("#", ""))
    'x = 1  # nbguard: allow[PERSON]'
    >>> _with_mark("x = 1  # nbguard: allow[US_SSN] sample", "PERSON", ("#", ""))
    'x = 1  # nbguard: allow[US_SSN, PERSON] sample'
    """
    known = _MARK.search(line)
    if known:
        return f"{line[: known.end() - 1]}, {entity}{line[known.end() - 1 :]}"
    begin, end = comment
    return f"{line}  {begin} nbguard: allow[{entity}]{end}"
