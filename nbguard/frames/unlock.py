"""``restore``: the columns of a table that hold something encrypted, decrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbguard.errors import NbguardError, RestoreError, TableError
from nbguard.frames import nested
from nbguard.tables import Kind
from nbguard.tables.exact import Exact, pack, unpack
from nbguard.tokens import CIPHER

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from nbguard.operators.encrypt import Restorer
    from nbguard.tables import Cells, Column, Table


def restored(
    table: Table, asked: Sequence[Any] | None, restorer: Restorer, *, elsewhere: bool = False
) -> dict[int, Cells]:
    """The decrypted columns by position; ``elsewhere`` says that there is more than columns."""
    labels = [column.label for column in table.columns]
    asked = [asked] if isinstance(asked, str) else asked
    for label in asked or ():
        if label not in labels:
            raise TableError(f"no column is called {label!r}; there are {labels[:12]}")
    new = {}
    for i, column in enumerate(table.columns):
        if asked is None or column.label in asked:
            cells = unlocked(column, restorer, strict=asked is not None)
            if cells is not None:
                new[i] = cells
    if not (new or elsewhere) and any(
        column.size and column.distinct().values for column in table.columns
    ):
        raise RestoreError("no column of this table holds an encrypted value: nothing to restore")
    return new


def restored_labels(table: Table, restorer: Restorer) -> dict[int, Hashable]:
    """The headers in which something was encrypted, decrypted, by position."""
    labels = {i: column.label for i, column in enumerate(table.columns)}
    return {i: _label(label, restorer) for i, label in labels.items() if CIPHER.search(str(label))}


def restored_notes(notes: Mapping[str, Any], restorer: Restorer) -> dict[str, Any] | None:
    """``Table.notes`` with what was encrypted in them decrypted; None where nothing was."""
    hidden = [leaf for leaf in nested.leaves([notes]) if CIPHER.search(leaf.text)]
    new = {leaf: restorer.text(leaf.text) for leaf in hidden}
    return nested.replaced(notes, new) if new else None


def _label(label: Hashable, restorer: Restorer) -> Hashable:
    if isinstance(label, tuple):
        return tuple(_label(part, restorer) for part in label)
    return restorer.text(label) if isinstance(label, str) else label


def unlocked(column: Column, restorer: Restorer, *, strict: bool) -> Cells | None:
    """The column decrypted; None where nothing in it is encrypted."""
    if column.kind not in (Kind.TEXT, Kind.BYTES, Kind.NESTED):
        return None
    try:
        return (_nested if column.kind is Kind.NESTED else _flat)(column, restorer, strict)
    except NbguardError as error:
        raise type(error)(f"column {column.label!r}: {error}") from None


def _flat(column: Column, restorer: Restorer, strict: bool) -> Cells | None:
    distinct = column.distinct()
    texts = list(map(_text, distinct.values))
    _checked([text for text in texts if text is not None], strict)
    if not any(text and CIPHER.search(text) for text in texts):
        return None
    new = [
        _opened(text if text and CIPHER.search(text) else value, restorer)
        for value, text in zip(distinct.values, texts, strict=True)
    ]
    if column.kind is Kind.BYTES:
        new = [one if one.kind else Exact("bytes", one.text) for one in new]
    return column.restored(new, distinct)


def _nested(column: Column, restorer: Restorer, strict: bool) -> Cells | None:
    distinct = column.distinct()
    leaves = list(dict.fromkeys(nested.leaves(distinct.values)))
    hidden = [leaf for leaf in leaves if CIPHER.search(leaf.text)]
    if not hidden:
        _checked([leaf.text for leaf in leaves], strict)
        return None
    new = {leaf: unpack(*_opened(leaf.text, restorer)) for leaf in hidden}
    texts = all(isinstance(value, str) for value in new.values())
    build = distinct.rebuild if texts or distinct.place is None else distinct.place
    return build([nested.replaced(cell, new) for cell in distinct.values])


def _checked(texts: Sequence[str], strict: bool) -> None:
    if strict and not all(map(CIPHER.search, texts)):
        raise RestoreError("holds a value that is not encrypted; leave it out of `columns`")


def _text(value: Any) -> str | None:
    """What may be a token."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return value if isinstance(value, str) else None


def _opened(value: Any, restorer: Restorer) -> Exact:
    """A token's value with its type, a text with what is hidden in it, or the value itself."""
    if not isinstance(value, str):
        return pack(value) or Exact("", str(value))
    if CIPHER.fullmatch(value):
        plain = restorer.value(value)
        return Exact(plain.kind, plain.value)
    return Exact("", restorer.text(value))
