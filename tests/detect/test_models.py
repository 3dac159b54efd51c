"""Bigger names models: used when they are here, a clear error when not, never a download."""

from __future__ import annotations

import socket
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import pytest
from presidio_analyzer import EntityRecognizer, RecognizerResult

from nbguard.detect import models
from nbguard.detect.detection import Detector
from nbguard.errors import DetectionError, PolicyError
from nbguard.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(scope="module")
def spacy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real spaCy pipeline that knows two names, written to a folder."""
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PERSON", "pattern": "Jane Roe"}, {"label": "GPE", "pattern": "Leeds"}]
    )
    folder = tmp_path_factory.mktemp("model")
    nlp.to_disk(folder)
    return folder


def test_a_spacy_model_finds_names(spacy_model: Path) -> None:
    policy = Policy(names=f"spacy:{spacy_model}", entities=["+LOCATION"])
    text = "Jane Roe of Leeds, jane@acme.com, met Maria Lopez."
    [matches, none] = Detector(policy).detect([text, "nobody"])
    assert [(m.entity, text[m.start : m.end]) for m in matches] == [
        ("PERSON", "Jane Roe"),
        ("LOCATION", "Leeds"),
        ("EMAIL_ADDRESS", "jane@acme.com"),
    ]
    assert none == []


@pytest.mark.parametrize("engine", ["stanza", "transformers", "gliner"])
def test_a_package_that_is_missing(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_spec", lambda _: None)
    with pytest.raises(PolicyError, match=f"needs the package '{engine}'"):
        Detector(Policy(names=f"{engine}:some/model")).detect(["Jane Roe"])


def test_a_spacy_model_that_is_missing() -> None:
    with pytest.raises(PolicyError, match="downloads nothing"):
        Detector(Policy(names="spacy:en_core_web_lg")).detect(["Jane Roe"])


@pytest.mark.parametrize("engine", ["transformers", "gliner"])
def test_a_hugging_face_model_that_is_missing(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "find_spec", lambda name: ModuleSpec(name, None))
    with pytest.raises(PolicyError, match=f"'{engine}:no/such': that model is not on this machine"):
        models.load(Policy(names=f"{engine}:no/such"))


class Recognizer(EntityRecognizer):
    """Asks its pipeline, and swallows its errors as Presidio's does."""

    def __init__(self, pipeline: object) -> None:
        self.pipeline = pipeline
        super().__init__(["PERSON"])

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: object, nlp_artifacts: object) -> list[object]:
        try:
            return [RecognizerResult("PERSON", *span, 0.9) for span in self.pipeline(text)] + [
                RecognizerResult("MISC", 0, 1, 0.9)
            ]
        except ValueError:
            return []


def test_a_recognizer_gives_its_names_and_nothing_else() -> None:
    heard = models._Heard(lambda _: [(0, 4)])
    [[match]] = models._RecognizerTagger(Recognizer(heard), heard).tag(["Jane"])
    assert match[:3] == (0, 4, "PERSON")


def test_a_pipeline_that_fails_is_heard() -> None:
    def fail(text: str) -> None:
        raise ValueError(f"cannot read {text}")

    heard = models._Heard(fail)
    with pytest.raises(DetectionError, match=r"failed \(ValueError\)") as caught:
        models._RecognizerTagger(Recognizer(heard), heard).tag(["Jane"])
    assert "Jane" not in str(caught.value)
    assert caught.value.__context__ is None
