"""Languages and tools that bear people's names, and people who bear theirs."""

import pytest

from nbguard.detect.names import tagger


def people(text):
    (found,) = tagger().tag([text])
    return [text[m.start : m.end] for m in found if m.entity == "PERSON" and m.score >= 0.5]


@pytest.mark.parametrize(
    "text",
    [
        "Haskell is a standardized, general-purpose purely functional language",
        "Julia is faster than Python",
        "The code was written in Julia",
        "Started Jenkins on port 8080",
        "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0",
    ],
)
def test_a_tool_is_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spoke to Julia yesterday", "Julia"),
        ("author: Julia", "Julia"),
        ("Ask Travis about the report", "Travis"),
        ("Haskell Curry wrote it", "Haskell Curry"),
        ("Dr. Haskell saw the patient", "Haskell"),
    ],
)
def test_somebody_who_is_called_like_a_tool_is_found(text, name):
    assert people(text) == [name]
