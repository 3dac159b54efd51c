"""Every entry, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from nbguard import files
from nbguard.commands.screen import say
from nbguard.errors import NbguardError, UnreadableFile
from nbguard.report import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbguard.audit.summary import Summary

_COLUMNS = ("n", "time", "event", "user", "hub", "uid", "host", "pid", "where", "note")


def export(summary: Summary, path: str) -> None:
    """Write the entries to ``path``, which its owner alone can read. Raises NbguardError."""
    suffix = path.lower().rpartition(".")[2]
    if suffix not in ("csv", "json"):
        raise NbguardError(f"--export {printable(path)}: its name must end with .csv or .json")
    text = _as_csv(summary) if suffix == "csv" else json.dumps(summary.entries, indent=1) + "\n"
    try:
        files.write(path, text.encode("utf-8", "backslashreplace"), private=True)
    except UnreadableFile as error:
        raise UnreadableFile(f"{printable(path)} {error}") from None
    say(f"{len(summary.entries):,} entries written to {printable(path)}")


def _as_csv(summary: Summary) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, "entity", "count"])
    for says in summary.entries:
        writer.writerows(_rows(says))
    return text.getvalue()


def _rows(says: dict[str, Any]) -> Iterator[list[object]]:
    """One row per entity, so that a spreadsheet can sum them."""
    common = [_cell(says.get(column)) for column in _COLUMNS]
    for entity, count in says["entities"].items() or [("", "")]:
        yield [*common, _cell(entity), count]


def _cell(value: object) -> object:
    """The value, as something that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return "" if value is None else value
