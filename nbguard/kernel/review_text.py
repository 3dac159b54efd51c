"""A text, or a list of texts, under review: a row for each entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nbguard.api import scan
from nbguard.findings import Match
from nbguard.kernel.review import SAMPLES, Review, Row, Sample

if TYPE_CHECKING:
    from nbguard.findings import Report


class TextReview(Review):
    """Reviews what ``nbguard.scan`` reads and is no table."""

    def _rows(self) -> list[Row]:
        self._report: Report = scan(self.value, policy=self.guard.policy)
        texts = self._texts()
        self.size = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
        found = self._report.by_entity()
        return [Row(e, {e: n}, self.guard.policy.operator(e)) for e, n in found.items()]

    def _samples(self, number: int) -> list[Sample]:
        texts, entity = self._texts(), self.rows[number].entity
        found = [
            texts[int(finding.place.strip("[]") or 0)][finding.start : finding.end]
            for finding in self._report.findings
            if finding.entity == entity
        ]
        return [
            Sample(value, (Match(0, len(value), entity, 1.0),))
            for value in list(dict.fromkeys(found))[:SAMPLES]
        ]

    def _texts(self) -> Sequence[str]:
        return [self.value] if isinstance(self.value, str) else self.value
