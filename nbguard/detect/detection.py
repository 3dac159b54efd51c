"""Detector: the three tiers in one place, each paid for only when needed."""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from nbguard.detect import own, siblings
from nbguard.detect.candidates import Candidate
from nbguard.detect.labels import words_of
from nbguard.detect.overlaps import resolve
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Question, Screen
from nbguard.detect.windows import around, pieces
from nbguard.errors import DetectionError, NbguardError
from nbguard.tokens import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nbguard.detect.engine import Engine
    from nbguard.detect.models import Tagger
    from nbguard.findings import Match
    from nbguard.policy import Policy

_NAMES = frozenset({"PERSON", "STREET_ADDRESS", "LOCATION", "ORGANIZATION"})


class Detector:
    """Finds what one policy calls sensitive. Safe to keep and to call again."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._screen = Screen(rules_of(policy), policy.threshold)

    def detect(
        self, texts: Sequence[str], contexts: Sequence[Sequence[str]] | None = None
    ) -> list[list[Match]]:
        """Per text: its matches, sorted, not overlapping, each at or above its threshold.

        ``contexts[i]`` are labels that describe ``texts[i]`` from outside (a column's header, a
        JSON key). Positions count characters from 0. Raises DetectionError, which never holds
        any of the text, if a recognizer breaks.
        """
        labels = contexts if contexts is not None else [()] * len(texts)
        with _collector_resting():
            answers: list[list[Match]] = _guarded(self._answers, texts, labels)
        return answers

    def _answers(self, texts: Sequence[str], labels: Sequence[Sequence[str]]) -> list[list[Match]]:
        outside = {row: _words(row) for row in set(map(tuple, labels))}
        questions = [
            Question(text, outside[tuple(row)]) for text, row in zip(texts, labels, strict=True)
        ]
        distinct = [q for q in dict.fromkeys(questions) if not PLACEHOLDER.fullmatch(q.text)]
        candidates: defaultdict[Question, Sequence[Candidate]] = defaultdict(tuple)
        candidates |= zip(distinct, self._screen.search(distinct), strict=True)
        asked = list(zip(questions, self._names(texts, labels), strict=True))
        proposed = {
            (question, names): [*candidates[question], *self._counted(names)]
            for question, names in dict.fromkeys(asked)
            if candidates[question] or names or self._engine_sees_all
        }
        judged = self._judged([question for question, _ in proposed], list(proposed.values()))
        answers = dict(zip(proposed, judged, strict=True))
        return [list(answers.get(question, ())) for question in asked]

    def _counted(self, names: Iterable[Match]) -> Iterator[Candidate]:
        return (Candidate(*name) for name in names if self._counts(name))

    def _names(
        self, texts: Sequence[str], labels: Sequence[Sequence[str]]
    ) -> Iterable[tuple[Match, ...]]:
        """What the tagger finds in each text, once for equal ones, and what columns make of it.

        A placeholder holds nothing to be found, and has a say in its column all the same.
        """
        if self._tagger is None:
            return [()] * len(texts)
        distinct = [text for text in dict.fromkeys(texts) if not PLACEHOLDER.fullmatch(text)]
        found = dict(zip(distinct, self._tagger.tag(distinct), strict=True))
        return map(tuple, siblings.judged(texts, labels, [found.get(text, []) for text in texts]))

    def _judged(
        self, questions: Sequence[Question], proposed: Sequence[Sequence[Candidate]]
    ) -> list[list[Match]]:
        """What Presidio makes of the candidates of each text, the overlaps resolved."""
        cut = pieces if self._engine_sees_all else around
        windows = [
            (i, window._replace(outside=question.outside))
            for i, (question, candidates) in enumerate(zip(questions, proposed, strict=True))
            for window in cut(question.text, candidates)
        ]
        found: list[list[Match]] = [[] for _ in questions]
        analyzed = self._engine.analyze([window for _, window in windows]) if windows else []
        for (i, _), matches in zip(windows, analyzed, strict=True):
            found[i] += filter(self._counts, matches)
        return [resolve(matches) if matches else matches for matches in found]

    def _counts(self, match: Match) -> bool:
        return match.entity in self.policy.entities and match.score >= self.policy.threshold(
            match.entity
        )

    @property
    def _engine_sees_all(self) -> bool:
        """Recognizers of the user's own cannot be screened for: they see every text whole."""
        return any("path" in row for row in self.policy.recognizers)

    @cached_property
    def _engine(self) -> Engine:
        from nbguard.detect import stand_ins

        embedded = self.policy.names in ("embedded", "off")
        stand_ins.import_presidio(light=embedded and not self._engine_sees_all)
        from nbguard.detect.engine import Engine  # imports Presidio

        return Engine(self.policy.entities, self.policy.languages, own.recognizers(self.policy))

    @cached_property
    def _tagger(self) -> Tagger | None:
        if self.policy.names == "off" or _NAMES.isdisjoint(self.policy.entities):
            return None
        if self.policy.names == "embedded":
            from nbguard.detect.names import tagger  # loads the model's file

            return tagger()
        from nbguard.detect import models  # imports whatever the policy names

        return models.load(self.policy)


def _words(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for label in row for word in words_of(label))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Without the search for objects that refer to themselves: there are none in here.

    It would look through all that the process holds, each time some thousand tuples are made.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _guarded(answers: Any, *questions: Any) -> Any:
    """The answers; any failure as a DetectionError that neither shows nor holds the original.

    Presidio and recognizers quote the text in their errors, so even ``__context__`` must go:
    the error is raised after the except block, where no exception is current.
    """
    try:
        return answers(*questions)
    except NbguardError:
        raise
    except Exception as error:  # noqa: BLE001
        failed = type(error).__name__
    raise DetectionError(f"a recognizer failed ({failed}); the text counts as sensitive")
