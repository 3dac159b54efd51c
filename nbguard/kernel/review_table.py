"""A table under review: a row for each column that holds something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nbguard import frames
from nbguard.detect import headers
from nbguard.detect.evidence import is_null_word, is_present, text_of
from nbguard.findings import Match
from nbguard.frames import nested
from nbguard.frames.plan import DROP
from nbguard.frames.verdicts import verdicts
from nbguard.kernel.review import SAMPLES, Review, Row, Sample
from nbguard.policy.checks import OPERATORS
from nbguard.tables import Kind

if TYPE_CHECKING:
    from nbguard.detect.columns import Verdict
    from nbguard.tables import Column

_READ = 500
"""Cells of a column of notes that are read for what else is in them."""
_AROUND = 30
_MOST_TEXT = 100_000
"""Characters of them, beyond which fewer cells must do."""


class TableReview(Review):
    """Reviews a frame or a series of any library; of a Spark frame, a sample."""

    operators = (*OPERATORS, DROP)

    def _rows(self) -> list[Row]:
        table = frames.looked_at(self.value)
        judged = verdicts(table, self.guard.policy)
        self._found = [(c, v) for c, v in zip(table.columns, judged, strict=True) if v.entity]
        self.size = f"{table.rows:,} rows, {len(table.columns):,} columns"
        return [
            Row(column.label, self._entities(column, verdict), self._operator(verdict))
            for column, verdict in self._found
        ]

    def _operator(self, verdict: Verdict) -> str:
        return self.guard.policy.operator(str(verdict.entity)).partition(":")[0]

    def _entities(self, column: Column, verdict: Verdict) -> dict[str, int]:
        """How many cells hold what; of a long column of notes, as a sample of it has it."""
        main = str(verdict.entity)
        counts = {main: max(1, round(verdict.share * column.size))}
        if verdict.whole:
            return counts
        texts = _texts(column)
        times = Counter(e for m in self._matches(column, texts) for e in {x.entity for x in m})
        scale = column.size / min(column.size, _READ)
        others = {e: max(1, round(n * scale)) for e, n in times.most_common() if e != main}
        return counts | others

    def _samples(self, number: int) -> list[Sample]:
        column, verdict = self._found[number]
        texts = list(dict.fromkeys(_texts(column)))
        if verdict.whole:
            whole = [text for text in texts if self._counts(text)][:SAMPLES]
            entity, score = str(verdict.entity), verdict.score
            return [Sample(text, (Match(0, len(text), entity, score),)) for text in whole]
        pairs = zip(texts, self._matches(column, texts), strict=True)
        return [_excerpt(text, matches) for text, matches in pairs if matches][:SAMPLES]

    def _matches(self, column: Column, texts: list[str]) -> list[list[Match]]:
        context = headers.read(column.label).within
        return self.guard.read(texts, [context] * len(texts))

    def _counts(self, text: str) -> bool:
        return bool(text) and not is_null_word(text) and not self.guard.policy.allows(text)


def _excerpt(text: str, matches: list[Match]) -> Sample:
    """The first thing that was found in a text, and some words around it."""
    start, end = max(0, matches[0].start - _AROUND), matches[0].end + _AROUND
    inside = [m for m in matches if start <= m.start and m.end <= end]
    moved = [m._replace(start=m.start - start, end=m.end - start) for m in inside]
    cut = next((m.start for m in matches if m.end > end), end)  # no half of another value
    return Sample(text[start : min(end, cut)], tuple(moved))


def _texts(column: Column) -> list[str]:
    """Some cells as text, of nested ones their leaves; nulls are left out."""
    cells = [cell for cell in column.sample(_READ) if is_present(cell)]
    texts = list(nested.texts(cells)) if column.kind is Kind.NESTED else list(map(text_of, cells))
    size = sum(map(len, texts))
    return texts[:: -(-size // _MOST_TEXT)] if size else texts
