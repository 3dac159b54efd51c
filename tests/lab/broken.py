"""A recognizer that quotes the text in its error, as real ones do."""

from __future__ import annotations

from typing import Any

from presidio_analyzer import EntityRecognizer


class Broken(EntityRecognizer):
    def __init__(self) -> None:
        super().__init__(supported_entities=["BAD"])

    def load(self) -> None:
        """Nothing."""

    def analyze(self, text: str, entities: Any, nlp_artifacts: Any = None) -> list[Any]:
        raise ValueError(f"cannot read {text}")
