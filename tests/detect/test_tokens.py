"""Tokens for Presidio, and for recognizers that read them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import Pattern, PatternRecognizer
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer

from nbguard.detect.engine import Artifacts, LightNlpEngine
from nbguard.detect.tokens import tokens


@given(st.text(max_size=80))
def test_a_token_stands_where_it_says(text: str) -> None:
    found = list(tokens(text))
    assert all(text.startswith(token, token.idx) for token in found)
    assert "".join(found) == "".join(text.split())


def test_a_token_has_the_names_that_spacy_gives() -> None:
    [token] = tokens("Phone")
    assert (token.text, token.lemma_, token.idx) == ("Phone", "phone", 0)


def test_presidios_own_enhancer_can_work_with_them() -> None:
    text = "my Phone is 555"
    recognizer = PatternRecognizer(
        "PHONE", patterns=[Pattern("p", "555", 0.3)], context=["phone"], name="phones"
    )
    engine = LightNlpEngine(["en"])
    results = recognizer.analyze(text, ["PHONE"])
    lifted = LemmaContextAwareEnhancer().enhance_using_context(
        text, results, Artifacts(text, "en", engine), [recognizer]
    )
    assert lifted[0].score > 0.6


def test_the_engine_reads_batches() -> None:
    engine = LightNlpEngine(["en"])
    [(text, artifacts)] = engine.process_batch(["two words"], "en")
    assert (text, artifacts.tokens, artifacts.keywords) == (
        "two words",
        ["two", "words"],
        ["two", "words"],
    )
    assert engine.is_loaded()
    assert engine.get_supported_languages() == ["en"]
    assert engine.get_supported_entities() == []
    assert engine.is_punct(",", "en")
    assert not engine.is_stopword("the", "en")
