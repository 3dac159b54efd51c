"""Tables on screen: judged by column, and a safe stand-in shown instead.

The stand-in goes through whatever formatters there are (pandas' own, itables', a user's), before
or after us: none of them ever sees the real table.
"""

from __future__ import annotations

import html
import pickle
import re
from collections import Counter, OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from nbguard import frames
from nbguard.detect.evidence import text_of
from nbguard.findings import Column
from nbguard.kernel.patch import Patch
from nbguard.kernel.shield import Withheld
from nbguard.kernel.spark import SparkShow
from nbguard.kernel.views import View, view
from nbguard.tables import Column as TableColumn
from nbguard.tables import Kind, open_table

if TYPE_CHECKING:
    from nbguard.kernel.shield import Shield, Version
    from nbguard.kernel.views import Columns

    Bundle = dict[str, Any]

_MOST_KEPT = 32
_NUMBERS = (Kind.INTEGER, Kind.FLOAT)
_DRAWN = ("text/plain", "text/html")
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)


class Frames:
    """Shows safe tables in the place of tables, as long as the session masks."""

    def __init__(self, shell: Any, shield: Shield) -> None:
        self._shell = shell
        self._shield = shield
        self._formatters = shell.display_formatter.formatters
        self._patch = Patch(shell.display_formatter, "format", self._format)
        self._spark = SparkShow(shield, self.protect)
        self._seen: OrderedDict[tuple[bytes, Version], tuple[Any, Columns]] = OrderedDict()

    def install(self) -> None:
        """Guard tables from now on."""
        self._patch.install()
        self._spark.install()

    def remove(self) -> None:
        """Show tables as they are."""
        self._spark.remove()
        self._patch.remove()

    def _format(self, obj: Any, include: Any = None, exclude: Any = None) -> tuple[Bundle, Bundle]:
        if self._shield.mode != "mask":  # the other modes look at the message
            return self._patch.original(obj, include, exclude)  # type: ignore[no-any-return]
        try:
            seen = view(obj, self.protect)
        except Withheld as reason:
            return _withheld(str(reason)), {}
        except Exception as error:  # noqa: BLE001 no bug of ours may show the table
            return _withheld(f"nbguard failed ({type(error).__name__})"), {}
        if seen is None:
            return self._patch.original(obj, include, exclude)  # type: ignore[no-any-return]
        if any(seen.columns.values()):
            with seen.options:
                data, metadata = self._patch.original(seen.safe, include, exclude)
            data = self._finished(seen, data, f"%nbguard panel {self._name_of(obj)}".rstrip())
        else:
            data, metadata = self._patch.original(obj, include, exclude)
        if seen.is_known and not self._has_own_formatter(obj):
            for mime in _DRAWN:
                self._shield.vouch(data.get(mime))
        return data, metadata

    def _has_own_formatter(self, obj: Any) -> bool:
        """Whether the user draws such tables himself: then anything may be in the drawing."""
        for mime in _DRAWN:
            try:
                self._formatters[mime].lookup(obj)
            except KeyError:
                continue
            return True
        return False

    def protect(self, table: Any) -> tuple[Any, Columns]:
        """The table without what is sensitive, and its columns' verdicts. Raises Withheld."""
        return self._shield.run(lambda: self._remembered(table), _cells(table))

    def _remembered(self, table: Any) -> tuple[Any, Columns]:
        """What was worked out for an equal table before: the same one is shown again and again."""
        shield, digest = self._shield, _digest(table)
        key = digest, shield.version()
        if key not in self._seen:
            learn = shield.memory.learn
            safe, columns = frames.protect(table, {}, shield.guard, shield.placeholders, learn)
            key = digest, shield.version()  # it may have told something new
            self._seen[key] = self._read(safe, columns)
            while len(self._seen) > _MOST_KEPT:
                self._seen.popitem(last=False)
        return self._seen[key]

    def _read(self, table: Any, columns: Columns) -> tuple[Any, Columns]:
        """A column of which nothing is known as a whole is read cell by cell: few are shown."""
        opened, new, found = open_table(table), {}, dict(columns)
        for i, column in enumerate(opened.columns):
            if columns.get(column.label) or not self._is_read(column):
                continue
            cells = column.distinct()
            texts = [text_of(cell) for cell in cells.values]
            matches = self._shield.guard.read(texts, [[str(column.label)]] * len(texts))
            if first := next((m[0] for m in matches if m), None):
                safe = map(self._shield.redactor.splice, texts, matches)
                rows = zip(cells.values, texts, safe, strict=True)
                new[i] = cells.rebuild([cell if a == b else b for cell, a, b in rows])
                share = sum(map(bool, matches)) / len(texts)
                found[column.label] = Column(first.entity, first.score, share)
        return (opened.replaced(new, {}) if new else table), found

    def _is_read(self, column: TableColumn) -> bool:
        """Texts always; of numbers those columns of which some cell is remembered."""
        if column.kind in _NUMBERS and self._shield.memory.has_numbers:
            return any(map(self._shield.memory.holds_number, column.sample(column.size)))
        return column.kind is Kind.TEXT

    def _name_of(self, obj: Any) -> str:
        """The variable that holds the table; empty for a last result without a name."""
        names = (name for name, value in list(self._shell.user_ns.items()) if value is obj)
        return next((name for name in names if not name.startswith("_")), "")

    def _finished(self, seen: View, data: Bundle, review: str) -> Bundle:
        found = {label: column.entity for label, column in seen.columns.items() if column}
        self._shield.note(_counts(seen))
        for mime, text in data.items():
            if isinstance(text, str):
                data[mime] = _noted(mime, _fixed(text, seen.fixes), found, review)
        return data


def _counts(seen: View) -> Counter[str]:
    """About how many of the cells on screen held what."""
    kind = type(seen.safe)
    sized = seen.safe.index if hasattr(kind, "index") else seen.safe
    rows = len(sized) if hasattr(type(sized), "__len__") else 1
    counts: Counter[str] = Counter()
    for column in filter(None, seen.columns.values()):
        counts[column.entity] += max(1, round(column.share * rows))
    return counts


def _withheld(reason: str) -> Bundle:
    return {"text/plain": f"[nbguard: table withheld: {reason}]"}


def _digest(table: Any) -> bytes:
    return blake2b(pickle.dumps(table), digest_size=16).digest()


def _cells(table: Any) -> int:
    """About how many characters a table holds."""
    rows, columns = (*table.shape, 1)[:2]
    return int(rows * columns * 20)


def _fixed(text: str, fixes: tuple[tuple[str, str], ...]) -> str:
    for expression, new in fixes:
        text = re.sub(expression, new, text, count=1)
    return text


def _noted(mime: str, text: str, found: dict[Any, str], review: str) -> str:
    """The text with a word on what was recognised in which column, and on how to review it."""
    if mime == "text/html" and found:
        return _HEAD.sub(lambda head: _headed(head[0], found), text, count=1) + _link(review)
    if mime == "text/plain" and found:
        what = ", ".join(f"{label} {entity}" for label, entity in found.items())
        return f"{text}\nnbguard: {what} · {review}"
    return text


def _link(review: str) -> str:
    """A line under the table; nbguard's extension of JupyterLab makes a link of it."""
    code = f'<code class="nbguard-review" data-code="{review}">{review}</code>'
    return f'\n<small class="nbguard-note">nbguard masked values · review them: {code}</small>'


def _headed(head: str, found: dict[Any, str]) -> str:
    for label, entity in found.items():
        cell = f">{html.escape(str(label), quote=False)}</th>"
        note = f'<br><small class="nbguard-verdict">{entity}</small></th>'
        head = head.replace(cell, cell.removesuffix("</th>") + note, 1)
    return head
