"""Presidio, built offline: no model, no download, no socket.

Presidio is the frame: recognizers, context enhancement and results are its own classes, so that
a user's own recognizers stand beside ours. What the screen found reaches it inside the
artifacts of the text, as a named-entity model's entities do, and comes out as a recognizer's
results. Importing this module imports Presidio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presidio_analyzer import (
    AnalyzerEngine,
    ContextAwareEnhancer,
    EntityRecognizer,
    LocalRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from nbguard.detect import context
from nbguard.detect.quiet import quiet
from nbguard.detect.tokens import tokens
from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from nbguard.detect.candidates import Candidate
    from nbguard.detect.windows import Window

_WORDS = "nbguard_context"


class Artifacts(NlpArtifacts):  # type: ignore[misc]
    """What is known of a text: its tokens, with lemmas, and the screen's candidates."""

    def __init__(
        self,
        text: str,
        language: str,
        engine: NlpEngine | None = None,
        candidates: Sequence[Candidate] = (),
    ) -> None:
        found = list(tokens(text))
        super().__init__(
            entities=[],
            tokens=found,
            tokens_indices=[token.idx for token in found],
            lemmas=[token.lemma_ for token in found],
            nlp_engine=engine,
            language=language,
        )
        self.candidates = candidates


class LightNlpEngine(NlpEngine):  # type: ignore[misc]
    """Tokens whose lemma is their lower form; nothing to load, nothing to download."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = list(languages)

    def load(self) -> None:
        """Nothing is to be loaded."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> Artifacts:
        """The artifacts of one text."""
        return Artifacts(text, language, self)

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 1,  # noqa: ARG002  (Presidio's signature)
        n_process: int = 1,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[tuple[str, Artifacts]]:
        """Each text with its artifacts."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002
        """No word is left out: context words are whole words already."""
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Whether ``word`` holds no letter and no digit."""
        return not any(c.isalnum() for c in word)

    def get_supported_entities(self) -> list[str]:
        """None: entities come from recognizers."""
        return []

    def get_supported_languages(self) -> list[str]:
        """The languages of the policy."""
        return self._languages


class ScreenRecognizer(LocalRecognizer):  # type: ignore[misc]
    """What rules and tagger found in this text, as Presidio results."""

    def __init__(self, entities: Collection[str], language: str) -> None:
        super().__init__(sorted(entities), name="nbguard", supported_language=language)

    def load(self) -> None:
        """Nothing is to be loaded."""

    def analyze(
        self,
        text: str,  # noqa: ARG002
        entities: Sequence[str],  # noqa: ARG002
        nlp_artifacts: NlpArtifacts | None,
    ) -> list[RecognizerResult]:
        """The candidates of this text; none where the artifacts are not ours."""
        return [self._result(c) for c in getattr(nlp_artifacts, "candidates", ())]

    def _result(self, candidate: Candidate) -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            _WORDS: candidate.context,
        }
        return RecognizerResult(
            candidate.entity,
            candidate.start,
            candidate.end,
            candidate.score,
            recognition_metadata=metadata,
        )


class WholeWordEnhancer(ContextAwareEnhancer):  # type: ignore[misc]
    """Context words as whole words, found around each result alone.

    Presidio's own enhancer searches the token list from its start for every result, copies all
    results deeply, and raises errors that quote the text.
    """

    def __init__(self) -> None:
        super().__init__(context.LIFT, context.LEAST, 0, 0)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,  # noqa: ARG002
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Lift what a context word supports."""
        known = {r.id: frozenset(w.lower() for w in r.context or ()) for r in recognizers}
        for result in raw_results:
            metadata = result.recognition_metadata
            words = metadata.get(_WORDS)
            if words is None:
                words = known[metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]]
            _lift(result, text, words, context or ())
        return raw_results


def _lift(
    result: RecognizerResult, text: str, words: Collection[str], outside: Collection[str]
) -> None:
    done = RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY
    if result.recognition_metadata.get(done):
        return
    if context.lifts(text, result.start, result.end, words, outside):
        result.score = context.lifted(result.score)
        result.recognition_metadata[done] = True


class Engine:
    """One Presidio analyzer with our recognizer and the user's own, and no other."""

    def __init__(
        self,
        entities: Collection[str],
        languages: Sequence[str],
        recognizers: Sequence[EntityRecognizer] = (),
    ) -> None:
        self._language = languages[0]
        own = {r.supported_language for r in recognizers}
        self._languages = [self._language, *sorted(own - {self._language})]
        self._nlp = LightNlpEngine(self._languages)
        ours = ScreenRecognizer(entities, self._language)
        self.analyzer = AnalyzerEngine(
            registry=RecognizerRegistry([ours, *recognizers], supported_languages=self._languages),
            nlp_engine=self._nlp,
            supported_languages=self._languages,
            context_aware_enhancer=WholeWordEnhancer(),
        )

    def analyze(self, window: Window, outside: Sequence[str]) -> list[Match]:
        """What Presidio makes of one window, in positions of the whole text."""
        with quiet():
            return [
                Match(r.start + window.start, r.end + window.start, r.entity_type, r.score)
                for language in self._languages
                for r in self._results(window, language, outside)
            ]

    def _results(
        self, window: Window, language: str, outside: Sequence[str]
    ) -> list[RecognizerResult]:
        artifacts = Artifacts(window.text, language, self._nlp, window.candidates)
        results: list[RecognizerResult] = self.analyzer.analyze(
            window.text, language, context=list(outside), nlp_artifacts=artifacts
        )
        return results
