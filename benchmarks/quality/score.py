"""Found against labelled: precision, recall, F1 and F2, at an overlap of one half.

Entities are compared by family: every secret is a secret whoever made it, every national
identifier an identifier; the names we give them are not what is measured.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.quality.markup import Document, Label

IOU = 0.5
OWN_FAMILY = frozenset({
    "PERSON", "STREET_ADDRESS", "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE",
    "IP_ADDRESS", "MAC_ADDRESS", "DATE_OF_BIRTH", "US_SSN", "USER_PATH",
})  # fmt: skip
# What a tool finds beyond the default entities is neither right nor wrong on labelled text.
NOT_ASKED = frozenset({
    "URL", "DATE_TIME", "LOCATION", "ORGANIZATION", "NRP", "AGE", "POSTCODE", "LICENSE_PLATE",
})  # fmt: skip
# A redactor may take the whole URL or path around these: covering them is enough.
COVERED = frozenset({"SECRET", "USER_PATH"})


class Found(NamedTuple):
    """One finding of whatever detector is measured."""

    start: int
    end: int
    entity: str
    secret: bool = False


class Figures(NamedTuple):
    """Counts, and what follows from them; undefined figures are 1: nothing asked, nothing wrong."""

    hits: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    def f(self, beta: float) -> float:
        """F1, or F2 that weighs recall four times."""
        weight = beta * beta
        top = (1 + weight) * self.hits
        bottom = top + weight * self.missed + self.false
        return top / bottom if bottom else 1.0


class Outcome(NamedTuple):
    """One label or one finding, judged: ``verdict`` is ``hit``, ``missed`` or ``false``."""

    verdict: str
    family: str
    kind: str
    group: str
    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the span."""
        return self.document.text[self.start : self.end]


def family(entity: str, secret: bool = False) -> str:
    """The family an entity is compared by."""
    if secret or entity == "SECRET":
        return "SECRET"
    return entity if entity in OWN_FAMILY else "NATIONAL_ID"


def overlap(label: Label, found: Found) -> bool:
    """True when the two spans share half of their union, or cover where covering is enough."""
    shared = min(label.end, found.end) - max(label.start, found.start)
    if shared <= 0:
        return False
    if label.entity in COVERED and found.start <= label.start and label.end <= found.end:
        return True
    return shared / (max(label.end, found.end) - min(label.start, found.start)) >= IOU


def judge(document: Document, found: Iterable[Found]) -> list[Outcome]:
    """Every label hit or missed, every finding that hit no label false."""
    left = [f for f in found if f.entity not in NOT_ASKED]
    outcomes = []
    for label in document.labels:
        wanted = family(label.entity)
        hit = next((f for f in left if _matches(label, wanted, f)), None)
        if hit:
            left.remove(hit)
        verdict = "hit" if hit else "missed"
        group = label.group or label.entity
        span = (label.start, label.end)
        outcomes.append(Outcome(verdict, wanted, document.kind, group, document, *span))
    for extra in left:
        name = family(extra.entity, extra.secret)
        span = (extra.start, extra.end)
        outcomes.append(Outcome("false", name, document.kind, extra.entity, document, *span))
    return outcomes


def _matches(label: Label, wanted: str, found: Found) -> bool:
    return family(found.entity, found.secret) == wanted and overlap(label, found)


def judge_all(documents: Sequence[Document], found: Sequence[Sequence[Found]]) -> list[Outcome]:
    """The outcomes of all documents together."""
    return [o for d, f in zip(documents, found, strict=True) for o in judge(d, f)]


def figures(outcomes: Iterable[Outcome]) -> Figures:
    """The counts of ``outcomes``."""
    counts = Counter(outcome.verdict for outcome in outcomes)
    return Figures(counts["hit"], counts["missed"], counts["false"])


def by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, Figures]:
    """Figures for every value of ``key``, sorted by it."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return {name: figures(groups[name]) for name in sorted(groups)}
