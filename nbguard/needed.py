"""Which sensitive columns the notebook's own code never uses: data not loaded cannot leak."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard import frames
from nbguard.errors import NbguardError
from nbguard.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

_MAGIC = re.compile(r"^\s*[%!?].*$|^.*\?\s*$", re.MULTILINE)
_QUERIED = re.compile(r"`([^`]+)`")  # as df.query names a column with blanks
_WORD = re.compile(r"\w+")


class Needed(NamedTuple):
    """The sensitive columns by whether the code names them, and what to keep when loading.

    ``unused`` and ``used`` map columns to their entity; ``keep`` are all columns but the unused.
    """

    unused: dict[Hashable, str]
    used: dict[Hashable, str]
    keep: list[Hashable]

    def __str__(self) -> str:
        if not self.unused:
            return "every sensitive column is used"
        lines = [f"{label}: {entity}, never used" for label, entity in self.unused.items()]
        return "\n".join([*lines, f"load only what is used: usecols={self.keep!r}"])

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """A cell shows it in words."""
        printer.text(str(self))


def minimize(obj: Any, code: str | Iterable[str], policy: Policy | None = None) -> Needed:
    """What of ``obj``'s sensitive columns ``code`` (a text, or a notebook's cells) never names.

    A column counts as used where its name stands in any text, attribute or keyword of the code;
    magics, and cells that are no Python, are read word by word. Quasi-identifiers count as
    sensitive.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"email": ["jane@acme.com"], "spent": [5], "age": [34]})
    >>> minimize(frame, "frame.groupby('age').spent.sum()").unused
    {'email': 'EMAIL_ADDRESS'}
    """
    report = frames.scan(obj, policy or Policy())
    sensitive = {label: found.entity for label, found in report.columns.items() if found}
    sensitive = {**report.quasi, **sensitive}
    cells = [code] if isinstance(code, str) else list(code)
    if not any(cell.strip() for cell in cells):
        raise NbguardError("there is no code to look at; pass the notebook's cells as `code`")
    named = {name for cell in cells for name in _named(cell)}
    unused = {label: e for label, e in sensitive.items() if not _parts(label) <= named}
    used = {label: entity for label, entity in sensitive.items() if label not in unused}
    return Needed(unused, used, [label for label in report.columns if label not in unused])


def _parts(label: Hashable) -> set[str]:
    """What code must name: of a header of several levels each."""
    return {str(part) for part in label if part != ""} if isinstance(label, tuple) else {str(label)}


def _named(code: str) -> Iterator[str]:
    """Every text that could name a column, and the words in it: ``df.query('age > 3')``."""
    for magic in _MAGIC.findall(code):
        yield from _WORD.findall(magic)
    try:
        tree = ast.parse(_MAGIC.sub("", code))
    except (SyntaxError, ValueError):
        yield from _WORD.findall(code)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, (str, int)):
            yield str(node.value)
            yield from _WORD.findall(str(node.value))
            yield from _QUERIED.findall(str(node.value))
