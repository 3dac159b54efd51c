"""Where the templates and word lists of the training are."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import tomllib

DATA = Path(__file__).parent / "data"


@cache
def ordinary() -> tuple[str, ...]:
    """Words that running text mostly writes small, the most frequent first."""
    return tuple((DATA / "ordinary.txt").read_text(encoding="utf-8").split())


@cache
def ordinary_other() -> dict[str, tuple[str, ...]]:
    """Ordinary words of other languages."""
    lists = tomllib.loads((DATA / "ordinary_other.toml").read_text(encoding="utf-8"))
    return {language: tuple(words.split()) for language, words in lists.items()}


def dictionary_other() -> set[str]:
    """Words of translated programs, of six languages together (see ``vocabulary``)."""
    packed = (DATA / "dictionary_other.txt.gz").read_bytes()
    return set(gzip.decompress(packed).decode().split())
