"""Where the templates and word lists of the training are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def ordinary() -> tuple[str, ...]:
    """Words that running text mostly writes small, the most frequent first."""
    return tuple((DATA / "ordinary.txt").read_text(encoding="utf-8").split())
