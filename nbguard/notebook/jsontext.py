"""JSON text: parsed at C speed, and its strings found again when one has to change."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from nbguard.errors import UnreadableFile

if TYPE_CHECKING:
    from nbguard.notebook.views import Piece

KEY, STRING, NUMBER = "key", "string", "number"

# Which token of the tree: id of its list or object, index or key there, and KEY where the key
# itself is meant. The tree outlives every slot, so the ids stay unique.
Slot = tuple[int, "int | str", str]

Path = tuple["int | str", ...]
"""The way from the root of the tree to a member: keys and indices."""

# NaN and the infinities are not JSON, but Python writes and reads them.
_NUMBER = re.compile(r"-?(?:\d[0-9.eE+-]*|Infinity|NaN)")


scan_string: Callable[[str, int], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]


class _DuplicateKey(ValueError):
    pass


def parse(text: str) -> Any:
    """The value that ``text`` holds.

    Raises UnreadableFile with line and column, and nothing of the text. An object with the
    same key twice is refused: every reader keeps one value, and the other one would hide.
    """
    problem = ""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        problem = f"not JSON: line {error.lineno}, column {error.colno}"
    except RecursionError:
        problem = "JSON nested too deeply"
    except _DuplicateKey:
        problem = "JSON with the same key twice in one object: one of the two values is hidden"
    except ValueError:  # an integer of thousands of digits: Python refuses, JSON does not
        return json.loads(text, object_pairs_hook=_object, parse_int=float)
    # Raised here, not in the handlers: JSONDecodeError carries the whole text.
    raise UnreadableFile(problem)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _DuplicateKey
    return made


def slot(owner: Any, key: int | str, form: str = STRING) -> Slot:
    """The slot of ``owner[key]``, or of ``key`` itself."""
    return id(owner), key, form


def spans(text: str, tree: Any, wanted: set[Slot]) -> dict[Slot, tuple[int, int]]:
    """Where the tokens of ``wanted`` lie in ``text``, quotes included.

    ``tree`` is what ``parse`` made of ``text``, so both hold the same tokens in the same
    order. Linear in time; memory is that of one token.
    """
    found: dict[Slot, tuple[int, int]] = {}
    numbers = any(form == NUMBER for _, _, form in wanted)
    start = end = 0
    for token in _tokens(tree):
        if len(found) == len(wanted):
            break
        if token[2] != NUMBER:
            start = text.index('"', end)
            end = scan_string(text, start + 1)[1]
        elif numbers:
            start, end = _number_at(text, end)
        if token in wanted:
            found[token] = start, end
    return found


def _number_at(text: str, at: int) -> tuple[int, int]:
    match = _NUMBER.search(text, at)
    assert match, "the tree holds a number that the text does not"
    return match.span()


def _tokens(tree: Any) -> Iterator[Slot]:
    """Every string, key and number of the tree, in the order of the text; no recursion."""
    stack = [_members(tree)]
    while stack:
        for token, value in stack[-1]:
            if token[2]:
                yield token
            else:
                stack.append(_members(value))
                break
        else:
            stack.pop()


def _members(owner: Any) -> Iterator[tuple[Slot, Any]]:
    """The tokens of one list or object; lists and objects in it come with an empty form."""
    if isinstance(owner, dict):
        for key, value in owner.items():
            yield (id(owner), key, KEY), key
            yield from _member(owner, key, value)
    else:
        for index, value in enumerate(owner):
            yield from _member(owner, index, value)


def _member(owner: Any, key: int | str, value: Any) -> Iterator[tuple[Slot, Any]]:
    form = _FORMS.get(type(value))
    if form is not None:
        yield (id(owner), key, form), value


_FORMS = {str: STRING, int: NUMBER, float: NUMBER, dict: "", list: ""}


@cache  # only a document that changes needs it
def _escape() -> re.Pattern[str]:
    pair = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    return re.compile(rf"\\(?:{pair}|u[0-9a-fA-F]{{4}}|.)", re.DOTALL)


def decode(body: str) -> Iterator[Piece]:
    """The inside of a JSON string, decoded: a ``views.Decode``."""
    at = 0
    for match in _escape().finditer(body):
        start, end = match.span()
        yield at, start, None
        yield start, end, json.loads(f'"{match[0]}"')
        at = end
    yield at, len(body), None


def to_json(new: str, *, ascii_only: bool) -> str:
    r"""``new`` as the inside of a JSON string.

    >>> print(to_json('Zoë "Z"', ascii_only=True))
    Zo\u00eb \"Z\"
    """
    return json.dumps(new, ensure_ascii=ascii_only)[1:-1]
