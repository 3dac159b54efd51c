"""A bigger names model than the embedded one, when the policy names it and the user has it.

``names = "spacy:en_core_web_lg"``, ``"stanza:en"``, ``"transformers:dslim/bert-base-NER"`` or
``"gliner:urchade/gliner_multi_pii-v1"``. Presidio's own engines and recognizers drive them.
Whatever is not on the machine already is an error that says so: nothing is ever downloaded.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nbguard.detect.quiet import quiet
from nbguard.errors import DetectionError, PolicyError
from nbguard.findings import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presidio_analyzer import EntityRecognizer
    from presidio_analyzer.nlp_engine import NlpEngine

    from nbguard.policy import Policy

_ENTITIES = ["PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"]
# Labels of token classifiers that Presidio's table does not know.
_LABELS = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "private_person": "PERSON",
    "PATIENT": "PERSON",
    "LOC": "LOCATION",
    "GPE": "LOCATION",
    "LOCATION": "LOCATION",
    "ORG": "ORGANIZATION",
    "ORGANIZATION": "ORGANIZATION",
    "private_address": "STREET_ADDRESS",
    "STREET_ADDRESS": "STREET_ADDRESS",
}
_GLINER = {
    "person": "PERSON",
    "name": "PERSON",
    "address": "STREET_ADDRESS",
    "location": "LOCATION",
    "organization": "ORGANIZATION",
}


class Tagger(Protocol):
    """What finds names in prose."""

    def tag(self, texts: Sequence[str]) -> list[list[Match]]:
        """Per text, the names in it with their scores."""
        ...


def load(policy: Policy) -> Tagger:
    """The tagger that ``policy.names`` names. Raises PolicyError where it is not installed."""
    engine, _, model = policy.names.partition(":")
    if find_spec(engine) is None:
        raise PolicyError(
            f"names = {policy.names!r} needs the package {engine!r}; "
            f'install it, or write names = "embedded"'
        )
    with _offline():
        return _LOADERS[engine](model, policy.languages[0])


class _EngineTagger:
    """A Presidio NlpEngine asked for its entities."""

    def __init__(self, engine: NlpEngine, language: str) -> None:
        self._engine = engine
        self._language = language

    def tag(self, texts: Sequence[str]) -> list[list[Match]]:
        with quiet():
            artifacts = [a for _, a in self._engine.process_batch(list(texts), self._language)]
        return [
            [
                Match(entity.start_char, entity.end_char, entity.label_, float(score))
                for entity, score in zip(a.entities, a.scores, strict=True)
                if entity.label_ in _ENTITIES
            ]
            for a in artifacts
        ]


class _RecognizerTagger:
    """A Presidio recognizer asked text by text."""

    def __init__(self, recognizer: EntityRecognizer, pipeline: _Heard | None = None) -> None:
        self._recognizer = recognizer
        self._pipeline = pipeline

    def tag(self, texts: Sequence[str]) -> list[list[Match]]:
        with quiet():
            return [self._tag(text) for text in texts]

    def _tag(self, text: str) -> list[Match]:
        results = self._recognizer.analyze(text, _ENTITIES, None)
        if self._pipeline and self._pipeline.failed:
            raise DetectionError(f"the names model failed ({self._pipeline.failed})")
        return [
            Match(r.start, r.end, r.entity_type, float(r.score))
            for r in results
            if r.entity_type in _ENTITIES
        ]


def _spacy(model: str, language: str) -> Tagger:
    import spacy
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    if not (spacy.util.is_package(model) or Path(model).exists()):
        raise _missing("spacy", model)  # Presidio would download it here
    engine = SpacyNlpEngine(models=[{"lang_code": language, "model_name": model}])
    return _EngineTagger(_loaded(engine, "spacy", model), language)


def _stanza(model: str, language: str) -> Tagger:
    from presidio_analyzer.nlp_engine import StanzaNlpEngine

    engine = StanzaNlpEngine(
        models=[{"lang_code": language, "model_name": model}], download_if_missing=False
    )
    return _EngineTagger(_loaded(engine, "stanza", model), language)


def _transformers(model: str, language: str) -> Tagger:
    from presidio_analyzer.predefined_recognizers.ner import HuggingFaceNerRecognizer

    folder = _snapshot("transformers", model)
    recognizer = HuggingFaceNerRecognizer(
        model_name=folder, supported_language=language, label_mapping=_LABELS
    )
    recognizer.ner_pipeline = heard = _Heard(recognizer.ner_pipeline)
    return _RecognizerTagger(recognizer, heard)


def _gliner(model: str, language: str) -> Tagger:
    from presidio_analyzer.predefined_recognizers import GLiNERRecognizer

    folder = _snapshot("gliner", model)
    return _RecognizerTagger(
        GLiNERRecognizer(
            model_name=folder,
            supported_language=language,
            entity_mapping=_GLINER,
        )
    )


_LOADERS: dict[str, Callable[[str, str], Tagger]] = {
    "spacy": _spacy,
    "stanza": _stanza,
    "transformers": _transformers,
    "gliner": _gliner,
}


class _Heard:
    """A pipeline whose failure is heard: Presidio logs it and goes on as if nothing were found."""

    def __init__(self, pipeline: Callable[[str], Any]) -> None:
        self._pipeline = pipeline
        self.failed = ""

    def __call__(self, text: str) -> Any:
        try:
            return self._pipeline(text)
        except Exception as error:
            self.failed = type(error).__name__
            raise


def _loaded(engine: NlpEngine, name: str, model: str) -> NlpEngine:
    try:
        engine.load()
    except Exception:  # noqa: BLE001  (each library has its own errors for "not there")
        raise _missing(name, model) from None
    return engine


def _snapshot(engine: str, model: str) -> str:
    """The folder of a Hugging Face model that is on the machine: a path, or in its cache."""
    if Path(model).is_dir():
        return model
    try:
        from huggingface_hub import snapshot_download

        return str(snapshot_download(model, local_files_only=True))
    except Exception:  # noqa: BLE001
        raise _missing(engine, model) from None


def _missing(engine: str, model: str) -> PolicyError:
    return PolicyError(
        f"names = '{engine}:{model}': that model is not on this machine, and nbguard downloads "
        'nothing; install it, or write names = "embedded"'
    )


@contextmanager
def _offline() -> Iterator[None]:
    """Tell the Hugging Face libraries, while they load, that there is no network."""
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
