"""What the pages say is found is found, and what they say is left alone is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbguard.detect.secrets import RULES
from nbguard.entities import CATALOGUE

PAGES = sorted((Path(__file__).parents[3] / "docs" / "recognizers").glob("secrets-*.md"))
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.M | re.S)
_BLOCK = r"^{}\n\n```text\n(.*?)\n```"


def _sections() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        yield from _SECTION.findall(page.read_text())


def _examples(heading: str) -> list[object]:
    return list(_parameters(heading))


def _parameters(heading: str) -> Iterator[object]:
    for entity, section in _sections():
        [block] = re.findall(_BLOCK.format(heading), section, re.M | re.S)
        for number, line in enumerate(block.splitlines(), 1):
            yield pytest.param(entity, line, id=f"{entity} {number}")


@pytest.mark.parametrize(("entity", "line"), _examples("Found"))
def test_found(entity, line, fill, find):
    assert entity in [found for found, _ in find(fill(line))]


@pytest.mark.parametrize(("entity", "line"), _examples("Left alone"))
def test_left_alone(entity, line, fill, find):
    assert find(fill(line)) == []


def test_every_secret_has_its_section():
    described = [entity for entity, _ in _sections()]
    assert sorted(described) == sorted({rule.entity for rule in RULES})
    assert {CATALOGUE[entity].kind for entity in described} == {"secret"}
