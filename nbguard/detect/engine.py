"""Presidio, built offline: no model, no download, no socket.

Presidio is the frame: recognizers, context enhancement and results are its own classes, so that
a user's own recognizers stand beside ours. What the screen found reaches it inside the
artifacts of the text, as a named-entity model's entities do, and comes out as a recognizer's
results. Importing this module imports Presidio.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
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
from nbguard.detect.candidates import Candidate
from nbguard.detect.quiet import quiet
from nbguard.detect.tokens import tokens
from nbguard.detect.view import View
from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from nbguard.detect.windows import Window

_LIFTED = "nbguard_lifted"
_MOST = 20_000
"""Characters of windows that are put before Presidio at once."""
_BETWEEN = "\n\n"


class Artifacts(NlpArtifacts):  # type: ignore[misc]
    """What is known of a text: its tokens, with lemmas, and the screen's candidates.

    Only a recognizer that is not ours asks for tokens.
    """

    def __init__(
        self,
        text: str,
        language: str,
        engine: NlpEngine | None = None,
        candidates: Iterable[Candidate] = (),
        *,
        tokenize: bool = True,
    ) -> None:
        found = list(tokens(text)) if tokenize else []
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
        return list(map(self._result, getattr(nlp_artifacts, "candidates", ())))

    def _result(self, candidate: Candidate) -> RecognizerResult:
        start, end, entity, score, lifted = candidate
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            _LIFTED: lifted,
        }
        return RecognizerResult(entity, start, end, score, recognition_metadata=metadata)


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
        view = View(text)
        for result in raw_results:
            metadata = result.recognition_metadata
            lifted = metadata.get(_LIFTED)
            if lifted is None:
                words = known[metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]]
                lifted = view.lifts(result.start, result.end, words, context or ())
            if lifted:
                _lift(result)
        return raw_results


def _lift(result: RecognizerResult) -> None:
    done = RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY
    if not result.recognition_metadata.get(done):
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
        self._alone = not recognizers
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

    def analyze(self, windows: Sequence[Window]) -> list[list[Match]]:
        """What Presidio makes of each window, in positions of its whole text.

        Each call of the analyzer costs more than most windows do, so many are put together,
        unless somebody else's recognizer would see a text that nobody wrote.
        """
        groups = _groups(windows, _MOST if self._alone else 0)
        with quiet():
            return [found for group in groups for found in self._analyze(group)]

    def _analyze(self, windows: Sequence[Window]) -> list[list[Match]]:
        sizes = (len(window.text) + len(_BETWEEN) for window in windows)
        starts = list(accumulate(sizes, initial=0))[:-1]
        found: list[list[Match]] = [[] for _ in windows]
        for result in self._results(windows, starts):
            i = bisect_right(starts, result.start) - 1
            by = windows[i].start - starts[i]
            match = Match(result.start + by, result.end + by, result.entity_type, result.score)
            found[i].append(match)
        return found

    def _results(
        self, windows: Sequence[Window], starts: Sequence[int]
    ) -> Iterator[RecognizerResult]:
        text = _BETWEEN.join([window.text for window in windows])
        candidates = [
            c for w, at in zip(windows, starts, strict=True) for c in _moved(w, at - w.start)
        ]
        outside = [] if self._alone else list(windows[0].outside)
        for language in self._languages:
            artifacts = Artifacts(text, language, self._nlp, candidates, tokenize=not self._alone)
            yield from self.analyzer.analyze(
                text, language, context=outside, nlp_artifacts=artifacts
            )


def _groups(windows: Sequence[Window], most: int) -> Iterator[Sequence[Window]]:
    """Runs of windows of about ``most`` characters together."""
    start = size = 0
    for end, window in enumerate(windows, 1):
        size += len(window.text)
        if size >= most or end == len(windows):
            yield windows[start:end]
            start, size = end, 0


def _moved(window: Window, by: int) -> Iterable[Candidate]:
    """The candidates of a window that was moved ``by`` so many characters.

    Of several rules that propose the same, the surest speaks: Presidio would keep no other.
    """
    best: dict[tuple[int, int, str], tuple[float, Candidate]] = {}
    for candidate in window.candidates:
        start, end, entity, score, lifted = candidate
        final = context.lifted(score) if lifted else score
        if (start, end, entity) not in best or final > best[start, end, entity][0]:
            best[start, end, entity] = final, Candidate(start + by, end + by, entity, score, lifted)
    return (candidate for _, candidate in best.values())
