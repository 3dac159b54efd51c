"""What the pages say is found is found, and what they say is left alone is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbguard.detect.secrets import RULES
from nbguard.entities import CATALOGUE

PAGES = sorted((Path(__file__).parents[3] / "docs" / "recognizers").glob("secrets-*.md"))
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def _sections() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        yield from _SECTION.findall(page.read_text())


def _examples(heading: str) -> list[object]:
    block = re.compile(rf"^{heading}\n\n```text\n(.*?)\n```", re.MULTILINE | re.DOTALL)
    return [
        pytest.param(entity, line, id=f"{entity} {number}")
        for entity, section in _sections()
        for number, line in enumerate(block.search(section)[1].splitlines(), 1)
    ]


@pytest.mark.parametrize(("entity", "line"), _examples("Found"))
def test_found(entity, line, fill, find):
    text = fill(line)
    found = find(text)
    assert entity in [name for name, _ in found]
    for form in ("[{}_1]", "[{}#" + "3f9a" * 6 + "]", "[{}=1.9f3c01ab.Zm9v]"):
        redacted = text
        for name, value in found:
            redacted = redacted.replace(value, form.format(name))
        assert find(redacted) == [], "what is redacted is found once more"


@pytest.mark.parametrize(("entity", "line"), _examples("Left alone"))
def test_left_alone(entity, line, fill, find):
    assert entity in CATALOGUE
    assert find(fill(line)) == []


def test_every_secret_has_its_section():
    described = [entity for entity, _ in _sections()]
    assert sorted(described) == sorted({rule.entity for rule in RULES})
    assert {CATALOGUE[entity].kind for entity in described} == {"secret"}
