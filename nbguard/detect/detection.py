"""Detector: the three tiers in one place, each paid for only when needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from nbguard.detect.overlaps import resolve
from nbguard.detect.registry import rules_of
from nbguard.detect.screen import Candidate, Screen, header_words
from nbguard.detect.windows import cut
from nbguard.errors import DetectionError, NbguardError
from nbguard.findings import Match
from nbguard.policy import Policy

if TYPE_CHECKING:
    from nbguard.detect.engine import Engine


class _Question(NamedTuple):
    """A distinct text with the words that describe it from outside."""

    text: str
    outside: tuple[str, ...]


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
        questions = [
            _Question(text, header_words(label)) for text, label in zip(texts, labels, strict=True)
        ]
        answers = _guarded(self._answers, list(dict.fromkeys(questions)))
        return [answers[question] for question in questions]

    def _answers(self, questions: Sequence[_Question]) -> dict[_Question, list[Match]]:
        return {question: self._answer(question) for question in questions}

    def _answer(self, question: _Question) -> list[Match]:
        candidates = self._screen.search(question.text, question.outside)
        return resolve(self._matches(question, candidates)) if candidates else []

    def _matches(self, question: _Question, candidates: Sequence[Candidate]) -> Iterator[Match]:
        for window in cut(question.text, candidates):
            for match in self._engine.analyze(window, question.outside):
                if self._counts(match):
                    yield match

    def _counts(self, match: Match) -> bool:
        return match.entity in self.policy.entities and match.score >= self.policy.threshold(
            match.entity
        )

    @cached_property
    def _engine(self) -> Engine:
        from nbguard.detect.engine import Engine  # imports Presidio

        return Engine(self.policy.entities, self.policy.languages)


def _guarded(answers: Any, questions: Any) -> Any:
    """The answers; any failure as a DetectionError that neither shows nor holds the original.

    Presidio and recognizers quote the text in their errors, so even ``__context__`` must go:
    the error is raised after the except block, where no exception is current.
    """
    try:
        return answers(questions)
    except NbguardError:
        raise
    except Exception as error:  # noqa: BLE001
        failed = type(error).__name__
    raise DetectionError(f"a recognizer failed ({failed}); the text counts as sensitive")
