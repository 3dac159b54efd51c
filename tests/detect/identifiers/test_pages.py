"""What the recognizers' pages say is found is found, exactly, and what is left alone is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from nbguard.detect import detector
from nbguard.entities import CATALOGUE
from nbguard.policy import Policy

PAGES = Path(__file__).parents[3] / "docs" / "recognizers"
_SECTION = re.compile(r"^## (\w+)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_MARKED = re.compile("⟦(.*?)⟧")


def _sections() -> Iterator[tuple[str, str]]:
    for page in sorted(PAGES.glob("pii-*.md")):
        yield from _SECTION.findall(page.read_text("utf-8"))


def _examples(heading: str) -> list[object]:
    return [
        pytest.param(entity, line, id=f"{entity} {number}")
        for entity, section in _sections()
        for block in re.findall(
            rf"^{heading}\n\n```text\n(.*?)\n```", section, re.MULTILINE | re.DOTALL
        )
        for number, line in enumerate(block.splitlines(), 1)
    ]


def _found(entity: str, text: str) -> list[str]:
    policy = Policy(entities=[entity], names="off")
    [matches] = detector(policy).detect([text])
    return [text[m.start : m.end] for m in matches if m.entity == entity]


@pytest.mark.parametrize(("entity", "line"), _examples("Found"))
def test_found(entity: str, line: str) -> None:
    assert _found(entity, _MARKED.sub(r"\1", line)) == _MARKED.findall(line)


@pytest.mark.parametrize(("entity", "line"), _examples("Left alone"))
def test_left_alone(entity: str, line: str) -> None:
    assert _found(entity, line) == []


@pytest.mark.parametrize(("entity", "line"), _examples("Found"))
def test_its_placeholder_is_left_alone(entity: str, line: str) -> None:
    assert _found(entity, _MARKED.sub(f"[{entity}_1]", line)) == []


def test_every_identifier_has_its_section() -> None:
    tagged = {"STREET_ADDRESS", "LOCATION", "ORGANIZATION"}
    ours = {name for name, entity in CATALOGUE.items() if entity.kind in ("pii", "path")} - tagged
    assert ours - {entity for entity, _ in _sections()} == set()
