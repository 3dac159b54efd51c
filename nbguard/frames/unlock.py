"""``restore``: the columns of a table that hold something encrypted, decrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.errors import NbguardError, RestoreError, TableError
from nbguard.tables import Kind
from nbguard.tokens import CIPHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbguard.operators.encrypt import Restorer
    from nbguard.tables import Cells, Column, Table


def restored(table: Table, asked: Sequence[Any] | None, restorer: Restorer) -> dict[int, Cells]:
    """The decrypted columns by position."""
    labels = [column.label for column in table.columns]
    for label in asked or ():
        if label not in labels:
            raise TableError(f"no column is called {label!r}; there are {labels[:12]}")
    new = {}
    for i, column in enumerate(table.columns):
        if asked is None or column.label in asked:
            cells = unlocked(column, restorer, strict=asked is not None)
            if cells is not None:
                new[i] = cells
    if not new:
        raise RestoreError("no column of this table holds an encrypted value: nothing to restore")
    return new


def unlocked(column: Column, restorer: Restorer, *, strict: bool) -> Cells | None:
    """The column decrypted; None where nothing in it is encrypted."""
    if column.kind is not Kind.TEXT:
        return None
    distinct = column.distinct()
    texts = [value if isinstance(value, str) else str(value) for value in distinct.values]
    tokens = [CIPHER.fullmatch(text) is not None for text in texts]
    try:
        if all(tokens) and tokens:
            plains = [restorer.value(text) for text in texts]
            kinds = {plain.kind for plain in plains}
            kind = kinds.pop() if len(kinds) == 1 else ""
            return column.restored([plain.value for plain in plains], distinct, kind)
        if strict and not all(tokens):
            raise RestoreError("holds a value that is not encrypted; leave it out of `columns`")
        if not any(CIPHER.search(text) for text in texts):
            return None
        return distinct.rebuild([restorer.text(text) for text in texts])
    except NbguardError as error:
        raise type(error)(f"column {column.label!r}: {error}") from None
